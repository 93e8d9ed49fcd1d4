package dev.handfast.managers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.jsse.Contexts;
import dev.handfast.jsse.Meeting;
import dev.handfast.jsse.Setting;
import dev.handfast.jsse.TestAuthority;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertPathValidatorException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What our trust manager says when it refuses, what the peer is told, and by whose settings. */
class PkixTrustManagerTest {
    private static final TestAuthority AUTHORITY = new TestAuthority("authority");
    private static final X509Certificate[] GOOD =
            AUTHORITY.leaf().commonName("good").host("good.example").issue().chain();

    @TempDir
    Path directory;

    private static TestAuthority.Leaf good() {
        return AUTHORITY.leaf().commonName("good").host("good.example");
    }

    static Stream<Arguments> refusals() {
        TestAuthority intermediate = AUTHORITY.intermediate("between");
        return Stream.of(
                Arguments.of("certificate_expired", good().expired().issue(), List.of("CN=good", "ended 20", "renew")),
                Arguments.of("bad_certificate", good().notYetValid().issue(), List.of("CN=good", "begins 20", "clock")),
                Arguments.of(
                        "unknown_ca",
                        new TestAuthority("stranger").leaf().commonName("good").issue(),
                        List.of(
                                "PKIX path building failed",
                                "unable to find valid certification path to requested target",
                                "CN=good was issued by CN=stranger",
                                "the one trust anchor (of the key store given to TrustManagerFactory.init)",
                                "add CN=stranger to the trust anchors")),
                Arguments.of(
                        "unknown_ca",
                        new TestAuthority.Issued(
                                new X509Certificate[] {
                                    intermediate.leaf().issue().leaf()
                                },
                                null),
                        List.of("CN=between", "missing certificates")),
                Arguments.of(
                        "unsupported_certificate",
                        good().signedWith("SHA1withECDSA").issue(),
                        List.of("CN=good", "SHA1withECDSA", "is none of [SHA256withECDSA")),
                Arguments.of(
                        "certificate_unknown",
                        good().keyUsage(KeyUsage.keyAgreement).issue(),
                        List.of("KeyUsage does not allow digital signatures", "CN=good", "UNKNOWN")),
                Arguments.of(
                        "certificate_unknown",
                        AUTHORITY.leaf().host("other.example").issue(),
                        List.of("No subject alternative DNS name matching good.example", "[other.example]")));
    }

    /** Our own exception names certificate, check and remedy; the alert follows from its cause. */
    @ParameterizedTest(name = "{0} {2}")
    @MethodSource("refusals")
    void refusalSaysWhichCertificateWhatAndWhatToDo(String alert, TestAuthority.Issued issued, List<String> words) {
        var trust = Managers.ours(AUTHORITY.certificate);
        var question = new TrustCase(alert, issued.chain()).host("good.example");
        var refused = assertThrows(CertificateException.class, () -> question.askByEngine(trust));
        for (String word : words) {
            assertTrue(refused.getMessage().contains(word), () -> word + " in: " + refused.getMessage());
        }
        if (issued.keys() != null) {
            String told = toldTo(issued, trust);
            assertTrue(told.startsWith("Received fatal alert: " + alert + ":"), told);
        }
    }

    private static String toldTo(TestAuthority.Issued server, X509ExtendedTrustManager trust) {
        SSLEngine client = Contexts.ours(null, trust).createSSLEngine("good.example", 443);
        SSLParameters parameters = client.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        client.setSSLParameters(parameters);
        Meeting meeting = Meeting.of(
                client,
                Contexts.ours(TestAuthority.keyManagers("SunX509", server)).createSSLEngine());
        return meeting.serverFault().getMessage();
    }

    @Test
    void chainIsTrustedInAHandshake() {
        var issued = good().issue();
        SSLEngine client =
                Contexts.ours(null, Managers.ours(AUTHORITY.certificate)).createSSLEngine("good.example", 443);
        Meeting.of(
                        client,
                        Contexts.ours(TestAuthority.keyManagers("SunX509", issued))
                                .createSSLEngine())
                .required();
    }

    @ParameterizedTest
    @CsvSource({
        "jdk.certpath.disabledAlgorithms, ECDSA usage TLSServer,      true",
        "jdk.certpath.disabledAlgorithms, ECDSA usage TLSClient,      false",
        "jdk.certpath.disabledAlgorithms, SHA256 jdkCA,               false",
        "jdk.certpath.disabledAlgorithms, ECDSA denyAfter 2020-01-01, true",
        "jdk.certpath.disabledAlgorithms, ECDSA denyAfter 2999-01-01, false",
        "jdk.certpath.disabledAlgorithms, EC keySize < 384,           true",
        "jdk.tls.disabledAlgorithms,      EC keySize < 384,           true",
        "jdk.tls.disabledAlgorithms,      SHA256withECDSA,            true",
        "jdk.tls.disabledAlgorithms,      secp256r1,                  true",
        "jdk.tls.disabledAlgorithms,      secp384r1,                  false",
        "jdk.tls.disabledAlgorithms,      RSA,                        false"
    })
    void operatorsListsHold(String property, String entry, boolean forbidden) throws Exception {
        Setting.security(property, "MD5, " + entry, () -> {
            var manager = Managers.ours(AUTHORITY.certificate);
            var question = new TrustCase(entry, GOOD);
            if (forbidden) {
                var refused = assertThrows(CertificateException.class, () -> question.askByEngine(manager));
                assertTrue(refused.getMessage().contains("CN=good"), refused::getMessage);
                assertTrue(refused.getMessage().contains(property), refused::getMessage);
            } else {
                question.askByEngine(manager);
            }
        });
    }

    /** What is asked without a connection is not TLS's business. */
    @Test
    void tlsListDoesNotHoldWithoutAConnection() throws Exception {
        Setting.security(
                "jdk.tls.disabledAlgorithms",
                "EC keySize < 384",
                () -> new TrustCase("plain", GOOD).askByNobody(Managers.ours(AUTHORITY.certificate)));
    }

    @Test
    void anchorThatIsNoAuthorityCanBeAllowed() throws Exception {
        TestAuthority pretender = TestAuthority.pretender("pretender");
        var question = new TrustCase("pretender", pretender.leaf().issue().chain());
        var manager = Managers.ours(pretender.certificate);
        var refused = assertThrows(CertificateException.class, () -> question.askByEngine(manager));
        assertTrue(refused.getMessage().contains("is not a CA certificate"), refused::getMessage);
        Setting.system("jdk.security.allowNonCaAnchor", "true", () -> question.askByEngine(manager));
    }

    @Test
    void revocationIsCheckedIfTheOperatorWantsIt() throws Exception {
        var question = new TrustCase("without a list or responder", GOOD);
        Setting.system("com.sun.net.ssl.checkRevocation", "true", () -> {
            var manager = Managers.ours(AUTHORITY.certificate);
            var refused = assertThrows(CertificateException.class, () -> question.askByEngine(manager));
            var cause = assertInstanceOf(CertPathValidatorException.class, refused.getCause());
            assertEquals(CertPathValidatorException.BasicReason.UNDETERMINED_REVOCATION_STATUS, cause.getReason());
            assertTrue(refused.getMessage().contains("com.sun.net.ssl.checkRevocation"), refused::getMessage);
        });
        question.askByEngine(Managers.ours(AUTHORITY.certificate));
    }

    /** Remembers what it was given, and finds nothing wrong. */
    private static final class Revocation extends PKIXRevocationChecker {
        private final Map<X509Certificate, byte[]> seen;

        Revocation(Map<X509Certificate, byte[]> seen) {
            this.seen = seen;
        }

        @Override
        public void check(Certificate certificate, Collection<String> unresolved) {
            seen.putAll(getOcspResponses());
        }

        @Override
        public void init(boolean forward) {}

        @Override
        public boolean isForwardCheckingSupported() {
            return false;
        }

        @Override
        public Set<String> getSupportedExtensions() {
            return null;
        }

        @Override
        public List<CertPathValidatorException> getSoftFailExceptions() {
            return List.of();
        }
    }

    /** SWAP-IN §2.1, {@code getStatusResponses}. */
    @Test
    void stapledResponsesReachTheRevocationChecker() throws Exception {
        TestAuthority between = AUTHORITY.intermediate("between");
        X509Certificate[] chain = between.leaf().issue().chain();
        byte[] response = {1, 2, 3};
        byte[] own = {4};
        var seen = new HashMap<X509Certificate, byte[]>();
        var checker = new Revocation(seen);
        checker.setOcspResponder(new URI("http://responder.example"));
        checker.setOcspResponses(Map.of(chain[1], own));
        var parameters = new PKIXBuilderParameters(Set.of(new TrustAnchor(AUTHORITY.certificate, null)), null);
        parameters.setRevocationEnabled(false);
        parameters.addCertPathChecker(checker);
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX", Contexts.HANDFAST);
        factory.init(new CertPathTrustManagerParameters(parameters));
        var manager = (X509ExtendedTrustManager) factory.getTrustManagers()[0];

        var question = new TrustCase("stapled", chain);
        question.session.responses = List.of(response, new byte[] {5});
        question.askByEngine(manager);
        assertEquals(Set.of(chain[0], chain[1]), seen.keySet());
        assertEquals(1, seen.get(chain[0])[0]);
        assertEquals(4, seen.get(chain[1])[0], "the application's own");

        seen.clear();
        var unanswered = new TrustCase("nothing stapled for the first", chain);
        unanswered.session.responses = List.of(new byte[0]);
        unanswered.askByEngine(manager);
        assertEquals(Set.of(chain[1]), seen.keySet());

        seen.clear();
        var client = new TrustCase("a client staples nothing", chain).ofClient();
        client.session.responses = List.of(response);
        client.askByEngine(manager);
        assertEquals(Set.of(chain[1]), seen.keySet());
    }

    @Test
    void distrustedAuthorityIsGoodForWhatItIssuedBefore() throws Exception {
        String root = HexFormat.of()
                .withUpperCase()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(AUTHORITY.certificate.getEncoded()));
        LocalDate lastDay = LocalDate.now(ZoneOffset.UTC).minusDays(10);
        var distrusted = new DistrustedAuthorities(Map.of(root, lastDay));
        X509Certificate young = AUTHORITY.leaf().daysOld(2).issue().leaf();
        X509Certificate old = AUTHORITY.leaf().daysOld(20).issue().leaf();
        var manager = new PkixTrustManager(toTheAuthority(), CertificateRules.current(), distrusted);
        new TrustCase("old", old).askByEngine(manager);
        var refused =
                assertThrows(CertificateException.class, () -> new TrustCase("young", young).askByEngine(manager));
        assertTrue(refused.getMessage().contains("jdk.security.caDistrustPolicies"), refused::getMessage);
        new TrustCase("a client's", young).ofClient().askByEngine(manager);
        distrusted.check(new X509Certificate[] {young, new TestAuthority("another").certificate});
        new DistrustedAuthorities(Map.of()).check(new X509Certificate[] {young, AUTHORITY.certificate});
    }

    private static PathFinder toTheAuthority() {
        return PathFinder.to(TrustAnchors.ofCertificates(List.of(AUTHORITY.certificate), "of a test"));
    }

    /** A registry's domain is nobody's, so no public authority may give all of it to somebody. */
    @Test
    void wildcardOfAPublicAuthorityHasADomainBehindIt() throws Exception {
        KeyStore store = KeyStore.getInstance("JKS");
        store.load(null, null);
        store.setCertificateEntry("authority [jdk]", AUTHORITY.certificate);
        Path file = directory.resolve("cacerts");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, TestAuthority.PASSWORD);
        }
        var publicly = new PkixTrustManager(
                toTheAuthority(), CertificateRules.current(JdkAuthorities.in(file)), DistrustedAuthorities.current());
        X509Certificate[] registry = AUTHORITY.leaf().host("*.example").issue().chain();
        X509Certificate[] domain =
                AUTHORITY.leaf().host("*.good.example").issue().chain();
        new TrustCase("one's own", registry).host("a.example").askByEngine(Managers.ours(AUTHORITY.certificate));
        new TrustCase("public", domain).host("a.good.example").askByEngine(publicly);
        assertThrows(
                CertificateException.class,
                () -> new TrustCase("public", registry).host("a.example").askByEngine(publicly));
    }

    @Test
    void distrustPoliciesAreThoseOfTheProperty() throws Exception {
        for (String value : new String[] {"", "NOBODY_TLS"}) {
            Setting.security(
                    "jdk.security.caDistrustPolicies",
                    value,
                    () -> assertEquals(0, DistrustedAuthorities.current().size()));
        }
        Setting.security(
                "jdk.security.caDistrustPolicies",
                "ENTRUST_TLS, CAMERFIRMA_TLS",
                () -> assertEquals(6, DistrustedAuthorities.current().size()));
    }
}
