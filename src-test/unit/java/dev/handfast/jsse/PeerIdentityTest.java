package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.managers.NoKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom a connection takes for its peer, whatever kind of trust manager the application has. */
class PeerIdentityTest {
    private final TestAuthority authority = new TestAuthority("authority");

    /** A manager that knows no connection and takes every chain, as test code and old applications have it. */
    private static final class TakesAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    @ParameterizedTest
    @CsvSource({
        // host asked for, name in the certificate, whether they go together
        "good.example,     good.example,   true",
        "GOOD.example,     good.example,   true",
        "bad.example,      good.example,   false",
        "a.good.example,   *.good.example, true",
        "a.b.good.example, *.good.example, false",
        "good.example,     *.good.example, false",
        "good.example,     *.example,      false",
        "agood.example,    a*.example,     false",
        "good.example,     *,              false",
        "127.0.0.1,        good.example,   false"
    })
    void plainTrustManagerGetsItsHostsChecked(String host, String name, boolean fits) {
        Meeting meeting = meet(host, authority.leaf().host(name).issue(), https(), new TakesAll());
        assertEquals(fits, meeting.succeeded(), () -> "" + meeting.clientFault());
        if (!fits) {
            assertInstanceOf(SSLHandshakeException.class, meeting.clientFault());
            assertInstanceOf(CertificateException.class, meeting.clientFault().getCause());
            assertInstanceOf(SSLHandshakeException.class, meeting.serverFault());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "good.example,     good.example,   true",
        "bad.example,      good.example,   false",
        "a.good.example,   *.good.example, true",
        "a.b.good.example, *.good.example, false"
    })
    void theJdksTrustManagerSeesTheHost(String host, String name, boolean fits) {
        Meeting meeting = meet(host, authority.leaf().host(name).issue(), https(), authority.trustManager());
        assertEquals(fits, meeting.succeeded(), () -> "" + meeting.clientFault());
    }

    @Test
    void addressesAreMatchedWithAddresses() {
        TestAuthority.Issued issued =
                authority.leaf().address("127.0.0.1").address("::1").issue();
        for (TrustManager manager : List.of(new TakesAll(), authority.trustManager())) {
            assertTrue(meet("127.0.0.1", issued, https(), manager).succeeded());
            assertTrue(meet("::1", issued, https(), manager).succeeded());
            assertTrue(meet("[0:0:0:0:0:0:0:1]", issued, https(), manager).succeeded());
            assertFalse(meet("127.0.0.2", issued, https(), manager).succeeded());
        }
    }

    @Test
    void commonNameCountsOnlyWithoutAlternativeNames() {
        var inSubject = authority.leaf().commonName("good.example").issue();
        var elsewhere = authority
                .leaf()
                .commonName("good.example")
                .host("other.example")
                .issue();
        for (TrustManager manager : List.of(new TakesAll(), authority.trustManager())) {
            assertTrue(meet("good.example", inSubject, https(), manager).succeeded());
            assertFalse(meet("good.example", elsewhere, https(), manager).succeeded());
        }
    }

    @Test
    void nameAskedForBySniCountsBeforeTheHost() {
        SSLParameters parameters = https();
        parameters.setServerNames(List.of(new SNIHostName("front.example")));
        var issued = authority.leaf().host("front.example").issue();
        for (TrustManager manager : List.of(new TakesAll(), authority.trustManager())) {
            assertTrue(meet("back.example", issued, parameters, manager).succeeded());
            assertTrue(meet(null, issued, parameters, manager).succeeded());
        }
    }

    @Test
    void addressSetAsServerNameStaysHomeAndCounts() {
        SSLParameters parameters = https();
        parameters.setServerNames(List.of(new SNIHostName("127.0.0.1")));
        var issued = authority.leaf().address("127.0.0.1").issue();
        for (TrustManager manager : List.of(new TakesAll(), authority.trustManager())) {
            Meeting meeting = meet(null, issued, parameters, manager).required();
            assertEquals(List.of(), HandshakeSessionTest.requestedNames(meeting.server()));
        }
    }

    @ParameterizedTest
    @CsvSource({"HTTPS", "LDAPS", "LDAP", "https"})
    void everyIdentificationOfTheJdkChecksTheHost(String identification) {
        SSLParameters parameters = new SSLParameters();
        parameters.setEndpointIdentificationAlgorithm(identification);
        var issued = authority.leaf().host("good.example").issue();
        for (TrustManager manager : List.of(new TakesAll(), authority.trustManager())) {
            assertTrue(meet("good.example", issued, parameters, manager).succeeded());
            assertFalse(meet("bad.example", issued, parameters, manager).succeeded());
        }
    }

    @Test
    void unknownIdentificationIsRefused() {
        SSLParameters parameters = new SSLParameters();
        parameters.setEndpointIdentificationAlgorithm("GUESS");
        Meeting meeting =
                meet("good.example", authority.leaf().host("good.example").issue(), parameters, new TakesAll());
        assertTrue(meeting.clientFault().getMessage().contains("GUESS"));
    }

    @Test
    void withoutIdentificationAnyHostIsTaken() {
        var issued = authority.leaf().host("good.example").issue();
        assertTrue(
                meet("bad.example", issued, new SSLParameters(), new TakesAll()).succeeded());
    }

    @Test
    void contextWithoutAnyTrustManagerTrustsNobody() {
        var issued = authority.leaf().host("good.example").issue();
        for (TrustManager[] none : new TrustManager[][] {{}, {new TrustManager() {}}}) {
            Meeting meeting = meet("good.example", issued, new SSLParameters(), none);
            assertInstanceOf(SSLHandshakeException.class, meeting.clientFault());
            assertTrue(meeting.clientFault().getMessage().contains("No X509TrustManager implementation available"));
            assertTrue(meeting.serverFault().getMessage().contains("unknown_ca"));
        }
    }

    @Test
    void plainTrustManagerDoesNotSaveSignaturesThatWereNotOffered() {
        var weak = new TestAuthority("weak", "secp256r1", "SHA1withECDSA")
                .leaf()
                .host("good.example")
                .issue();
        Meeting meeting = meet("good.example", weak, new SSLParameters(), new TakesAll());
        assertInstanceOf(CertificateException.class, meeting.clientFault().getCause());
        assertTrue(meeting.clientFault().getMessage().contains("SHA1withECDSA"), meeting.clientFault()::getMessage);
    }

    @Test
    void plainTrustManagerDoesNotSaveDisabledKeys() throws Exception {
        var issued = authority.leaf().keyType("RSA2048").host("good.example").issue();
        Setting.security("jdk.certpath.disabledAlgorithms", "MD5, RSA keySize < 3072", () -> {
            Meeting meeting = meet("good.example", issued, new SSLParameters(), new TakesAll());
            assertInstanceOf(CertificateException.class, meeting.clientFault().getCause());
        });
        assertTrue(meet("good.example", issued, new SSLParameters(), new TakesAll())
                .succeeded());
    }

    @Test
    void applicationsConstraintsHoldForAPlainTrustManager() {
        var issued = authority.leaf().host("good.example").issue();
        SSLParameters parameters = new SSLParameters();
        parameters.setAlgorithmConstraints(new NoKey(issued.leaf().getPublicKey()));
        Meeting meeting = meet("good.example", issued, parameters, new TakesAll());
        assertInstanceOf(CertificateException.class, meeting.clientFault().getCause());
    }

    private static SSLParameters https() {
        SSLParameters parameters = new SSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        return parameters;
    }

    private static Meeting meet(
            String host, TestAuthority.Issued issued, SSLParameters parameters, TrustManager... trust) {
        SSLContext server = Contexts.ours(TestAuthority.keyManagers("SunX509", issued));
        SSLEngine client = Contexts.ours(null, trust).createSSLEngine(host, 443);
        client.setSSLParameters(parameters);
        return Meeting.of(client, server.createSSLEngine());
    }
}
