package dev.handfast.tool;

import dev.handfast.Doctor;
import dev.handfast.tool.doctor.SetProperties;
import dev.handfast.tool.doctor.Speeds;
import dev.handfast.tool.doctor.TrustStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells what is the matter with TLS in this JVM. */
@Command(
        name = "doctor",
        header = "What is the matter with TLS in this JVM.",
        description = {
            "",
            "Who answers SSLContext.getInstance(\"TLS\"), and if it is not Handfast, why; which protocols, cipher suites and"
                    + " groups are on, and which property keeps the rest off; who calculates each algorithm, and how fast; whom"
                    + " the JVM trusts. It changes nothing.",
            "",
            "It looks at the JVM that it runs in: give it the flags and the environment of your application's, such as"
                    + " java -Djava.security.properties=FILE -jar handfast-all.jar doctor.",
            "",
            "Exits with 0 if Handfast answers, with 1 if it does not, or a trust store cannot be read.",
            ""
        },
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private Screen screen;

    @Option(names = "--no-speed", description = "Do not measure; that takes some six seconds.")
    private boolean unmeasured;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws GeneralSecurityException {
        PrintWriter out = spec.commandLine().getOut();
        boolean well;
        if (screen.isQuiet()) {
            well = Doctor.examine(line -> {});
            out.println(well ? "Handfast answers" : "Handfast does not answer, or something is in its way");
            out.flush();
            return well ? Main.FINE : Main.FAILED;
        }
        well = Doctor.examine(out::println);
        tellProperties(out);
        well &= tellTrust(out);
        if (!unmeasured) {
            tellSpeeds(out);
        }
        out.flush();
        return well ? Main.FINE : Main.FAILED;
    }

    private static void tellProperties(PrintWriter out) {
        head(out, "Properties of TLS that are not as the JDK has them");
        List<String> lines = SetProperties.told();
        (lines.isEmpty() ? List.of("none") : lines).forEach(line -> out.println("  " + line));
    }

    private static boolean tellTrust(PrintWriter out) {
        head(out, "Whom this JVM trusts");
        try {
            TrustStore store = TrustStore.ofThisJvm();
            out.printf("  %-36s %s%n", "trust store", store.place());
            out.printf("  %-36s %s%n", "type", store.type());
            out.printf("  %-36s %d%n", "certificates", store.entries());
            out.printf("  %-36s %d%n", "of them expired", store.expired().size());
            store.expired().forEach(entry -> out.println("    " + entry));
            return true;
        } catch (IOException | GeneralSecurityException unreadable) {
            out.println("  Fault:  the trust store cannot be read: " + OneLine.of(unreadable));
            out.println("  Remedy: look at javax.net.ssl.trustStore, trustStoreType and trustStorePassword");
            return false;
        }
    }

    private static void tellSpeeds(PrintWriter out) throws GeneralSecurityException {
        head(
                out,
                "How fast it calculates: one thread, for a tenth of a second of its time once it is warm. A look, no benchmark");
        new Speeds(speed -> {
                    out.printf("  %-44s %s%n", speed.algorithm(), speed.told());
                    out.flush();
                })
                .measure();
    }

    private static void head(PrintWriter out, String title) {
        out.println();
        out.println(title);
    }
}
