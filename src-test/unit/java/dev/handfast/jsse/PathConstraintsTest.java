package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.managers.CertificateRules;
import dev.handfast.managers.JdkAuthorities;
import dev.handfast.managers.PathConstraints;
import dev.handfast.managers.PlainTrust;
import dev.handfast.wire.SignatureScheme;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Algorithms that are forbidden in some paths only, and how a plain trust manager's chains are held to it. */
class PathConstraintsTest {
    private static final String PROPERTY = "jdk.certpath.disabledAlgorithms";
    private static final Instant NEW_YEAR = Instant.parse("2030-01-01T00:00:00Z");

    private final TestAuthority authority = new TestAuthority("authority");
    private final TestAuthority.Issued issued =
            authority.leaf().host("good.example").issue();

    @TempDir
    Path directory;

    /** A manager that knows no connection, takes every chain, and says whom it trusts. */
    private record Plain(X509Certificate... anchors) implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return anchors;
        }
    }

    @ParameterizedTest
    @CsvSource({
        // entry, shown by a server, vouched for by the JDK, whether a P-256 key signed with SHA256withECDSA is
        // forbidden
        "SHA256 denyAfter 2029-12-31,                  true,  false, true",
        "SHA256 denyAfter 2030-01-02,                  true,  false, false",
        "sha-256 denyAfter 2029-12-31,                 true,  false, true",
        "SHA1 denyAfter 2029-12-31,                    true,  false, false",
        "SHA256 jdkCA,                                 true,  true,  true",
        "SHA256 jdkCA,                                 true,  false, false",
        "ECDSA usage TLSServer,                        true,  false, true",
        "ECDSA usage TLSServer,                        false, false, false",
        "EC usage tlsclient,                           false, false, true",
        "EC usage TLSClient,                           true,  false, false",
        "EC usage TLSServer TLSClient,                 true,  false, true",
        "EC usage TLSServer TLSClient,                 false, false, true",
        "SHA256 jdkCA & usage TLSServer,               true,  true,  true",
        "SHA256 jdkCA & usage TLSServer,               false, true,  false",
        "SHA256 jdkCA & usage TLSServer,               true,  false, false",
        "SHA256 usage SignedJAR & denyAfter 2019-01-01, true, true,  false",
        "EC keySize < 384 & usage TLSServer,           true,  false, true",
        "EC keySize < 256 & usage TLSServer,           true,  false, false",
        "EC keySize < 384 & denyAfter 2030-01-02,      true,  false, false",
        "RSA keySize < 9000 & usage TLSServer,         true,  false, false",
        "SHA256 keySize < 9000 & usage TLSServer,      true,  false, false",
        "SHA256withECDSA usage CertificateSignature,   true,  false, true",
        "SHA256withECDSA usage HandshakeSignature,     true,  false, false",
        // without a condition: see PolicyTest
        "SHA256,                                       true,  true,  false",
        "EC keySize < 384,                             true,  true,  false"
    })
    void entryForbidsWhereAllItsConstraintsAreMet(String entry, boolean ofServer, boolean endsInJdk, boolean forbidden)
            throws Exception {
        var path = new PathConstraints.Path(ofServer, NEW_YEAR, () -> endsInJdk);
        Setting.security(
                PROPERTY,
                "MD2, " + entry + ", MD5",
                () -> assertEquals(
                        forbidden ? Optional.of(entry) : Optional.empty(),
                        PathConstraints.of(PROPERTY).forbidding(issued.leaf(), path)));
    }

    @Test
    void dayBeginsAtMidnightUtc() throws Exception {
        Setting.security(PROPERTY, "SHA256 denyAfter 2030-01-01", () -> {
            assertTrue(forbiddenAt(NEW_YEAR));
            assertFalse(forbiddenAt(NEW_YEAR.minusMillis(1)));
        });
    }

    private boolean forbiddenAt(Instant time) {
        return PathConstraints.of(PROPERTY)
                .forbidding(issued.leaf(), new PathConstraints.Path(true, time, () -> false))
                .isPresent();
    }

    @Test
    void storeOfTheJdkIsNotReadForOtherAlgorithms() throws Exception {
        var path = new PathConstraints.Path(true, NEW_YEAR, () -> {
            throw new AssertionError("nobody needs to know");
        });
        Setting.security(
                PROPERTY,
                "SHA1 jdkCA & usage TLSServer",
                () -> assertEquals(
                        Optional.empty(), PathConstraints.of(PROPERTY).forbidding(issued.leaf(), path)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"MD5 jdkCA & moon full", "MD5 jdkCA now", "MD5 denyAfter", "usage", "MD5 jdkCA &"})
    void unknownConstraintIsToldAndNotIgnored(String entry) throws Exception {
        Setting.security(PROPERTY, entry, () -> {
            var thrown = assertThrows(IllegalArgumentException.class, () -> PathConstraints.of(PROPERTY));
            assertTrue(thrown.getMessage().contains(entry), thrown::getMessage);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2030-02-30",
                "2030-1-1",
                "30-01-01",
                "+030-01-01",
                "2030-01-0a",
                "2030/01/01",
                "2030-01-01T00:00Z"
            })
    void dateThatIsNoneIsToldAndNotIgnored(String date) throws Exception {
        Setting.security(
                PROPERTY,
                "MD5 denyAfter " + date,
                () -> assertThrows(DateTimeException.class, () -> PathConstraints.of(PROPERTY)));
    }

    @ParameterizedTest
    @ValueSource(strings = {PROPERTY, "jdk.tls.disabledAlgorithms"})
    void plainTrustManagerDoesNotSaveWhatIsDeniedByNow(String property) throws Exception {
        Setting.security(property, "ECDSA denyAfter 2020-01-01", () -> assertRefused("ECDSA denyAfter 2020-01-01"));
        Setting.security(
                property, "ECDSA denyAfter 2999-01-01", () -> meet(false).required());
    }

    @Test
    void usageIsThatOfWhoShowsTheChain() throws Exception {
        Setting.security(PROPERTY, "ECDSA usage TLSServer", () -> assertRefused("ECDSA usage TLSServer"));
        Setting.security(PROPERTY, "ECDSA usage TLSClient", () -> {
            meet(false).required();
            Meeting mutual = meet(true);
            assertInstanceOf(CertificateException.class, mutual.serverFault().getCause());
            assertTrue(mutual.clientFault() == null
                    || mutual.clientFault().getMessage().contains("unsupported_certificate"));
        });
    }

    private void assertRefused(String entry) {
        Meeting meeting = meet(false);
        assertInstanceOf(SSLHandshakeException.class, meeting.clientFault());
        assertInstanceOf(CertificateException.class, meeting.clientFault().getCause());
        assertTrue(meeting.clientFault().getMessage().contains(entry), meeting.clientFault()::getMessage);
        String told = meeting.serverFault().getMessage();
        assertTrue(told.startsWith("Received fatal alert: unsupported_certificate:"), told);
    }

    private Meeting meet(boolean mutual) {
        SSLEngine client = Contexts.ours(TestAuthority.keyManagers("SunX509", issued), new Plain(authority.certificate))
                .createSSLEngine("good.example", 443);
        SSLEngine server = Contexts.ours(TestAuthority.keyManagers("SunX509", issued), new Plain(authority.certificate))
                .createSSLEngine();
        server.setNeedClientAuth(mutual);
        return Meeting.of(client, server);
    }

    @Test
    void jdkCaIsWhoeverVouchesForTheChain() throws Exception {
        var other = new TestAuthority("another");
        X509Certificate[] whole = {issued.leaf(), authority.certificate};
        X509Certificate[] alone = {issued.leaf()};
        Setting.security(PROPERTY, "SHA256 jdkCA", () -> {
            for (X509Certificate[] chain : List.of(whole, alone)) {
                assertEquals(false, permits(authority, chain, authority.certificate));
                assertEquals(true, permits(other, chain, authority.certificate));
                assertEquals(false, permits(authority, chain)); // the manager names nobody
                assertEquals(true, permits(other, chain));
            }
            assertEquals(true, permits(authority, alone, other.certificate));
        });
    }

    /** @param inJdk the only authority that came with the JDK */
    private boolean permits(TestAuthority inJdk, X509Certificate[] chain, X509Certificate... anchors) throws Exception {
        Path file = store("one [jdk]", inJdk);
        Session session = Session.beginning(
                new SessionContext(), "a.example", 1, List.of(), List.of(SignatureScheme.values()), new SecureRandom());
        var trust = new PlainTrust(null, null, CertificateRules.current(JdkAuthorities.in(file)));
        try {
            trust.check(new Plain(anchors), chain, session, true);
            return true;
        } catch (CertificateException refused) {
            assertTrue(refused.getMessage().contains("\"SHA256 jdkCA\" in " + PROPERTY), refused::getMessage);
            return false;
        }
    }

    @Test
    void onlyMarkedAuthoritiesCameWithTheJdk() throws Exception {
        assertTrue(JdkAuthorities.in(store("one [jdk]", authority)).contain(authority.certificate));
        assertFalse(JdkAuthorities.in(store("added by hand", authority)).contain(authority.certificate));
        assertFalse(JdkAuthorities.in(directory.resolve("missing")).issued(issued.leaf()));
        assertFalse(JdkAuthorities.ofThisJdk().issued(issued.leaf()));
    }

    private Path store(String alias, TestAuthority held) throws Exception {
        KeyStore store = KeyStore.getInstance("JKS");
        store.load(null, null);
        store.setCertificateEntry(alias, held.certificate);
        Path file = directory.resolve("cacerts");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, TestAuthority.PASSWORD);
        }
        return file;
    }
}
