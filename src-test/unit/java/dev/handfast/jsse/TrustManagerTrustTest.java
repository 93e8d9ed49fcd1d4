package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.handshake.Negotiated;
import dev.handfast.handshake.Progress;
import dev.handfast.managers.CertificateRules;
import dev.handfast.managers.PlainTrust;
import dev.handfast.wire.Alert;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.SignatureScheme;
import dev.handfast.wire.TlsFault;
import java.security.SecureRandom;
import java.security.cert.CertPath;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertPathValidatorException.Reason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.PKIXReason;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a peer is told when its certificate is refused, and what our own side sees. */
class TrustManagerTrustTest {
    private final TestAuthority authority = new TestAuthority("authority");

    /** Throws what it is given. */
    private record Refuses(Exception reason) implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            refuse();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            refuse();
        }

        private void refuse() throws CertificateException {
            if (reason instanceof CertificateException certificate) {
                throw certificate;
            }
            throw (RuntimeException) reason;
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(new CertificateException("no"), Alert.CERTIFICATE_UNKNOWN),
                Arguments.of(new CertificateException((String) null), Alert.CERTIFICATE_UNKNOWN),
                Arguments.of(new CertificateExpiredException(), Alert.CERTIFICATE_EXPIRED),
                Arguments.of(new CertificateNotYetValidException(), Alert.BAD_CERTIFICATE),
                Arguments.of(new CertificateException(new CertPathBuilderException()), Alert.UNKNOWN_CA),
                Arguments.of(invalid(PKIXReason.NO_TRUST_ANCHOR), Alert.UNKNOWN_CA),
                Arguments.of(invalid(BasicReason.EXPIRED), Alert.CERTIFICATE_EXPIRED),
                Arguments.of(invalid(BasicReason.REVOKED), Alert.CERTIFICATE_REVOKED),
                Arguments.of(invalid(BasicReason.INVALID_SIGNATURE), Alert.BAD_CERTIFICATE),
                Arguments.of(invalid(BasicReason.NOT_YET_VALID), Alert.BAD_CERTIFICATE),
                Arguments.of(invalid(BasicReason.ALGORITHM_CONSTRAINED), Alert.UNSUPPORTED_CERTIFICATE),
                Arguments.of(new IllegalStateException("broken"), Alert.INTERNAL_ERROR));
    }

    private static CertificateException invalid(Reason reason) {
        return new CertificateException(new CertPathValidatorException("no", null, (CertPath) null, -1, reason));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void alertSaysWhy(Exception reason, Alert alert) {
        Session session = Session.beginning(
                new SessionContext(), "a.example", 1, List.of(), List.of(SignatureScheme.values()), new SecureRandom());
        var plain = new PlainTrust(null, null, CertificateRules.current());
        var trust = new TrustManagerTrust(new Refuses(reason), true, null, null, session, plain);
        var soFar = Negotiated.nothing(List.of())
                .with(ProtocolVersion.TLS_1_3, CipherSuite.TLS_AES_128_GCM_SHA256, NamedGroup.X25519)
                .withPeerChain(List.of(authority.certificate), List.of());
        TlsFault fault = assertThrows(TlsFault.class, () -> trust.check(soFar, "UNKNOWN"));
        assertEquals(alert, fault.alert());
        assertSame(reason, fault.getCause());
        assertTrue(fault.getMessage() != null && !fault.getMessage().equals("null"));
        SSLException thrown = Faults.inHandshake(fault, new Progress().explain(fault));
        assertSame(reason, thrown.getCause(), "applications look right behind the exception");
    }

    @Test
    void expiredCertificateIsToldAsExpired() {
        var issued = authority.leaf().host("good.example").expired().issue();
        assertRefused(authority, issued, "certificate_expired");
    }

    @Test
    void unknownAuthorityIsToldAsUnknown() {
        var issued = new TestAuthority("another").leaf().host("good.example").issue();
        assertRefused(authority, issued, "unknown_ca");
    }

    private static void assertRefused(TestAuthority trusted, TestAuthority.Issued issued, String alert) {
        SSLEngine client = Contexts.ours(null, trusted.trustManager()).createSSLEngine("good.example", 443);
        SSLEngine server =
                Contexts.ours(TestAuthority.keyManagers("SunX509", issued)).createSSLEngine();
        Meeting meeting = Meeting.of(client, server);
        assertInstanceOf(SSLHandshakeException.class, meeting.clientFault());
        assertInstanceOf(CertificateException.class, meeting.clientFault().getCause());
        String told = meeting.serverFault().getMessage();
        assertTrue(told.startsWith("Received fatal alert: " + alert + ":"), told);
    }

    @Test
    void clientsCertificateIsJudgedToo() {
        var issued = authority.leaf().host("good.example").issue();
        var foreign = new TestAuthority("another").leaf().issue();
        for (boolean known : new boolean[] {true, false}) {
            SSLEngine client = Contexts.ours(
                            TestAuthority.keyManagers("SunX509", known ? issued : foreign), authority.trustManager())
                    .createSSLEngine();
            SSLEngine server = Contexts.ours(
                            TestAuthority.keyManagers("SunX509", issued),
                            known ? authority.trustManager() : new Refuses(new CertificateException("not you")))
                    .createSSLEngine();
            server.setNeedClientAuth(true);
            Meeting meeting = Meeting.of(client, server);
            assertEquals(known, meeting.succeeded());
            if (!known) {
                assertInstanceOf(SSLHandshakeException.class, meeting.serverFault());
                assertEquals("not you", meeting.serverFault().getCause().getMessage());
            }
        }
    }

    @Test
    void clientShowsNoCertificateWhoseIssuerTheServerDoesNotName() {
        var issued = authority.leaf().host("good.example").issue();
        var foreign = new TestAuthority("another").leaf().issue();
        SSLEngine client = Contexts.ours(TestAuthority.keyManagers("SunX509", foreign), authority.trustManager())
                .createSSLEngine();
        SSLEngine server = Contexts.ours(TestAuthority.keyManagers("SunX509", issued), authority.trustManager())
                .createSSLEngine();
        server.setWantClientAuth(true);
        Meeting meeting = Meeting.of(client, server).required();
        assertEquals(null, meeting.client().getSession().getLocalCertificates());
    }
}
