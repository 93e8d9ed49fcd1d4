package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.CertificateCheck;
import dev.handfast.HandfastParameters;
import dev.handfast.HandshakeEvent;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who listens hears what was asked of the peer's chain: what was, in order, and no more. */
class CertificateChecksTest {
    private static final TestAuthority AUTHORITY = new TestAuthority("authority");

    private static TestAuthority.Leaf good() {
        return AUTHORITY.leaf().commonName("good").host("*.good.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void eachQuestionOfOurManagerIsToldInOrder(String protocol) throws Exception {
        TestAuthority.Issued server = AUTHORITY
                .intermediate("between")
                .leaf()
                .commonName("good")
                .host("*.good.example")
                .issue();
        HandshakeEvent.CertificatesChecked checked = heard(server, ours(AUTHORITY), protocol);
        assertEquals(List.of(server.chain()), checked.chain());
        assertEquals(
                List.of("path", "validity", "algorithms", "purpose", "host name"),
                checked.checks().stream().map(CertificateCheck::question).toList());
        assertTrue(checked.checks().stream().allMatch(CertificateCheck::passed), "" + checked);
        assertSays(
                checked,
                0,
                "CN=good is signed by CN=between; CN=between is signed by CN=authority, which is among the one");
        assertSays(checked, 1, "CN=good from " + server.leaf().getNotBefore().toInstant());
        assertSays(checked, 2, "CN=good: SHA256withECDSA, key EC (256 bits)");
        assertSays(checked, 3, "TLS server");
        assertSays(checked, 4, "www.good.example matches *.good.example");
    }

    @Test
    void whoIsTrustedItselfIsAskedForItsNameAlone() throws Exception {
        TestAuthority.Issued server = good().expired().issue();
        HandshakeEvent.CertificatesChecked checked = heard(server, trusting(server.leaf()), "TLSv1.3");
        assertEquals(
                List.of("path", "host name"),
                checked.checks().stream().map(CertificateCheck::question).toList());
        assertSays(checked, 0, "is itself among the one trust anchor");
    }

    @Test
    void failedQuestionIsTheLast() throws Exception {
        assertFailed(heard(good().expired().issue(), ours(AUTHORITY), "TLSv1.3"), "validity", "it ended");
        assertFailed(heard(good().issue(), ours(new TestAuthority("another")), "TLSv1.3"), "path", "CN=authority");
        HandshakeEvent.CertificatesChecked named =
                heard(AUTHORITY.leaf().host("other.example").issue(), ours(AUTHORITY), "TLSv1.3");
        assertFailed(named, "host name", "[other.example]");
        assertEquals(5, named.checks().size());
    }

    @Test
    void foreignManagerKeepsItsQuestionsToItself() throws Exception {
        HandshakeEvent.CertificatesChecked checked =
                heard(good().issue(), new TrustManager[] {AUTHORITY.trustManager()}, "TLSv1.3");
        assertEquals(1, checked.checks().size());
        assertTrue(checked.checks().get(0).passed());
        assertSays(checked, 0, "does not say what it asks");
        assertFailed(
                heard(good().expired().issue(), new TrustManager[] {AUTHORITY.trustManager()}, "TLSv1.3"),
                "trust manager",
                "validity check failed");
    }

    private static void assertFailed(HandshakeEvent.CertificatesChecked checked, String question, String word) {
        CertificateCheck last = checked.checks().get(checked.checks().size() - 1);
        assertFalse(last.passed());
        assertEquals(question, last.question());
        assertTrue(last.finding().contains(word), last.finding());
        assertEquals(
                1, checked.checks().stream().filter(check -> !check.passed()).count());
    }

    private static void assertSays(HandshakeEvent.CertificatesChecked checked, int at, String words) {
        String finding = checked.checks().get(at).finding();
        assertTrue(finding.contains(words), finding);
    }

    /** The one event of the client about its server's chain; it comes before what ends the handshake or goes on with it. */
    private static HandshakeEvent.CertificatesChecked heard(
            TestAuthority.Issued server, TrustManager[] trust, String protocol) {
        SSLContext context = Contexts.ours(null, trust);
        SSLEngine client = context.createSSLEngine("www.good.example", 443);
        var events = new ArrayList<HandshakeEvent>();
        var parameters = (HandfastParameters) client.getSSLParameters();
        parameters.setHandshakeListener(events::add);
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(new String[] {protocol});
        client.setSSLParameters(parameters);
        Meeting.of(
                client,
                Contexts.ours(TestAuthority.keyManagers("SunX509", server)).createSSLEngine());
        List<HandshakeEvent.CertificatesChecked> checked = events.stream()
                .filter(HandshakeEvent.CertificatesChecked.class::isInstance)
                .map(HandshakeEvent.CertificatesChecked.class::cast)
                .toList();
        assertEquals(1, checked.size(), "" + events);
        HandshakeEvent next = events.get(events.indexOf(checked.get(0)) + 1);
        assertTrue(next instanceof HandshakeEvent.PeerVerified || next instanceof HandshakeEvent.AlertSent, "" + next);
        return checked.get(0);
    }

    private static TrustManager[] ours(TestAuthority authority) throws Exception {
        return trusting(authority.certificate);
    }

    private static TrustManager[] trusting(X509Certificate certificate) throws Exception {
        KeyStore store = TestAuthority.emptyStore();
        store.setCertificateEntry("trusted", certificate);
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX", Contexts.HANDFAST);
        factory.init(store);
        return factory.getTrustManagers();
    }
}
