package dev.handfast;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.URL;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import org.junit.jupiter.api.Test;

/** An arrow between packages goes down only; what the packages may not do at all, none of their classes does. */
@AnalyzeClasses(packages = "dev.handfast", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
    private static final String ROOT = "dev.handfast";

    @ArchTest
    static final ArchRule wireStandsOnTheRootAlone = mayUse("wire", ROOT);

    @ArchTest
    static final ArchRule propertyStandsOnTheJdkAlone = mayUse("property");

    @ArchTest
    static final ArchRule cryptoStandsOnWireAndBouncyCastle =
            mayUse("crypto", "wire", "property", "org.bouncycastle..");

    @ArchTest
    static final ArchRule managersServeAnyConnection = mayUse("managers", ROOT, "wire", "crypto", "org.bouncycastle..");

    @ArchTest
    static final ArchRule messageStandsOnWire = mayUse("message", "wire");

    @ArchTest
    static final ArchRule recordKnowsNoMessages = mayUse("record", ROOT, "wire", "crypto");

    @ArchTest
    static final ArchRule handshakeKnowsNeitherRole = mayUse("handshake", ROOT, "wire", "crypto", "message", "record");

    @ArchTest
    static final ArchRule clientKnowsNoServer =
            mayUse("client", ROOT, "wire", "crypto", "message", "record", "handshake");

    @ArchTest
    static final ArchRule serverKnowsNoClient =
            mayUse("server", ROOT, "wire", "crypto", "message", "record", "handshake");

    @ArchTest
    static final ArchRule explainReadsEventsOnly = mayUse("explain", ROOT, "wire", "jdk.jfr..");

    @ArchTest
    static final ArchRule nothingStandsOnTheTool = nothingStandsOn("tool");

    @ArchTest
    static final ArchRule nothingStandsOnTheDoctor = nothingStandsOn("doctor");

    @ArchTest
    static final ArchRule doctorAsksJsseAndCrypto = mayUse("doctor", ROOT, "jsse", "crypto");

    @ArchTest
    static final ArchRule jettyIsAskedForByNobody = nothingStandsOn("jetty");

    @ArchTest
    static final ArchRule whatIsForJettyStandsOnJettyAlone = mayUse("jetty", "org.eclipse.jetty..");

    @ArchTest
    static final ArchRule nothingElseKnowsJetty = noClasses()
            .that()
            .resideOutsideOfPackage(in("jetty"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.eclipse.jetty..");

    /** The provider class alone opens the door from the root to JSSE. */
    @ArchTest
    static final ArchRule theRootStandsOnTheJdkAlone = classes()
            .that()
            .resideInAPackage(ROOT)
            .and()
            .doNotHaveSimpleName("HandfastProvider")
            .and(are(describe("no part of it", type -> !type.getName().startsWith(ROOT + ".HandfastProvider$"))))
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(ROOT, "java..", "javax..");

    @ArchTest
    static final ArchRule noPackageGoesRoundInACircle =
            slices().matching("dev.handfast.(*)..").should().beFreeOfCycles();

    /** A virtual thread that waits for a monitor pins its carrier on JDK 21: there are only ReentrantLocks. */
    @ArchTest
    static final ArchRule nothingIsSynchronized = noCodeUnits().should().haveModifier(JavaModifier.SYNCHRONIZED);

    @ArchTest
    static final ArchRule nothingPrints = noClasses()
            .that()
            .resideOutsideOfPackage(in("tool"))
            .and()
            .doNotHaveSimpleName("Doctor") // its report is what it is run for
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(Throwable.class, "printStackTrace");

    @ArchTest
    static final ArchRule oneClassAsksForImplementations = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.handfast.crypto.Jca")
            .and()
            .resideOutsideOfPackage(in("tool")) // it makes the keys of a demonstration, and is no part of the provider
            .should()
            .callMethodWhere(asksTheJca());

    @Test
    void onlyWhatApplicationsNameIsExported() throws IOException {
        URL classes =
                HandshakeListener.class.getProtectionDomain().getCodeSource().getLocation();
        try (InputStream compiled = new URL(classes, "module-info.class").openStream()) {
            Set<String> exported = ModuleDescriptor.read(compiled).exports().stream()
                    .map(ModuleDescriptor.Exports::source)
                    .collect(Collectors.toSet());
            assertEquals(Set.of(ROOT, ROOT + ".explain"), exported);
        }
    }

    private static ArchRule nothingStandsOn(String layer) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(in(layer))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(in(layer));
    }

    private static ArchRule mayUse(String layer, String... below) {
        String[] allowed = Stream.concat(
                        Stream.of("java..", "javax..", in(layer)),
                        Stream.of(below).map(name -> name.contains(".") ? name : in(name)))
                .toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage(in(layer))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(allowed));
    }

    private static String in(String layer) {
        return ROOT + "." + layer + "..";
    }

    private static DescribedPredicate<JavaCall<?>> asksTheJca() {
        return describe(
                "getInstance of a cryptographic primitive",
                call -> call.getName().equals("getInstance")
                        && Stream.of(
                                        Cipher.class,
                                        Mac.class,
                                        MessageDigest.class,
                                        Signature.class,
                                        KeyAgreement.class,
                                        KeyPairGenerator.class)
                                .anyMatch(type -> assignableTo(type).test(call.getTargetOwner())));
    }
}
