package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionBindingEvent;
import javax.net.ssl.SSLSessionBindingListener;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;

/** What managers and applications see of a session, during the handshake and afterwards. */
class HandshakeSessionTest {
    private final TestAuthority authority = new TestAuthority("authority");
    private final TestAuthority.Issued issued =
            authority.leaf().commonName("server").host("good.example").issue();

    /** Looks at the engine while it judges; trusts everybody. */
    private static final class Witness extends X509ExtendedTrustManager {
        final List<String> calls = new ArrayList<>();
        ExtendedSSLSession seen;
        String protocol;
        String suite;
        String alpn;
        List<SNIServerName> names;

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
            look("server " + authType, engine);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
            look("client " + authType, engine);
        }

        private void look(String call, SSLEngine engine) {
            calls.add(call);
            seen = (ExtendedSSLSession) engine.getHandshakeSession();
            protocol = seen.getProtocol();
            suite = seen.getCipherSuite();
            names = seen.getRequestedServerNames();
            alpn = engine.getHandshakeApplicationProtocol();
            seen.putValue("judged", call);
            assertFalse(engine.getSession().isValid(), "nothing is valid before it is judged");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {
            throw new AssertionError("there is no socket");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
            throw new AssertionError("there is no socket");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            throw new AssertionError("without an engine nothing can be checked");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {
            throw new AssertionError("without an engine nothing can be checked");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private final Witness clientWitness = new Witness();
    private final Witness serverWitness = new Witness();

    private Meeting meet() {
        SSLEngine client = Contexts.ours(TestAuthority.keyManagers("NewSunX509", issued), clientWitness)
                .createSSLEngine("good.example", 443);
        SSLEngine server = Contexts.ours(TestAuthority.keyManagers("NewSunX509", issued), serverWitness)
                .createSSLEngine("client.example", 1024);
        server.setNeedClientAuth(true);
        var parameters = server.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        client.setSSLParameters(parameters);
        server.setSSLParameters(parameters);
        return Meeting.of(client, server).required();
    }

    @Test
    void managersAreAskedOnceAndSeeWhatIsAgreed() {
        meet();
        assertEquals(List.of("server UNKNOWN"), clientWitness.calls);
        assertEquals(List.of("client EC"), serverWitness.calls);
        for (Witness witness : List.of(clientWitness, serverWitness)) {
            assertEquals("TLSv1.3", witness.protocol);
            assertEquals("TLS_AES_256_GCM_SHA384", witness.suite);
            assertEquals("h2", witness.alpn);
            assertEquals(List.of(new SNIHostName("good.example")), witness.names);
            assertTrue(Arrays.asList(witness.seen.getLocalSupportedSignatureAlgorithms())
                    .contains("SHA256withECDSA"));
        }
        assertEquals("good.example", clientWitness.seen.getPeerHost());
        assertTrue(Arrays.asList(serverWitness.seen.getPeerSupportedSignatureAlgorithms())
                .contains("RSASSA-PSS"));
        assertArrayEquals(new X509Certificate[] {issued.leaf()}, serverWitness.seen.getLocalCertificates());
    }

    @Test
    void handshakeSessionBecomesTheSession() {
        Meeting meeting = meet();
        assertSame(clientWitness.seen, meeting.client().getSession());
        assertSame(meeting.client().getSession(), meeting.client().getSession());
        assertEquals("server UNKNOWN", meeting.client().getSession().getValue("judged"));
        assertEquals("client EC", meeting.server().getSession().getValue("judged"));
        assertNull(meeting.client().getHandshakeSession());
        assertNull(meeting.server().getHandshakeSession());
        assertNull(meeting.client().getHandshakeApplicationProtocol());
        assertEquals("h2", meeting.client().getApplicationProtocol());
        assertEquals("h2", meeting.server().getApplicationProtocol());
    }

    @Test
    @SuppressWarnings("removal") // what is to be removed must not come back to life here
    void sessionTellsWhoThePeerIs() throws Exception {
        SSLSession session = meet().client().getSession();
        assertInstanceOf(X509Certificate[].class, session.getPeerCertificates());
        assertInstanceOf(X509Certificate[].class, session.getLocalCertificates());
        assertEquals(new X500Principal("CN=server"), session.getPeerPrincipal());
        assertEquals(new X500Principal("CN=server"), session.getLocalPrincipal());
        assertEquals(32, session.getId().length);
        assertEquals(16_709, session.getPacketBufferSize());
        assertEquals(16_704, session.getApplicationBufferSize());
        assertEquals("good.example", session.getPeerHost());
        assertEquals(443, session.getPeerPort());
        assertEquals(List.of(), ((ExtendedSSLSession) session).getStatusResponses());
        assertThrows(UnsupportedOperationException.class, session::getPeerCertificateChain);
    }

    @Test
    void serverKnowsTheNamesAfterTheHandshake() {
        assertEquals(List.of(new SNIHostName("good.example")), requestedNames(meet().server()));
    }

    @Test
    void peerWithoutCertificateIsUnverifiedAndOneWithoutItsOwnHasNone() {
        Meeting meeting = Meeting.of(
                        Contexts.ours(null, clientWitness).createSSLEngine(),
                        Contexts.ours(TestAuthority.keyManagers("SunX509", issued))
                                .createSSLEngine())
                .required();
        assertNull(meeting.client().getSession().getLocalCertificates());
        assertNull(meeting.client().getSession().getLocalPrincipal());
        SSLSession session = meeting.server().getSession();
        assertThrows(SSLPeerUnverifiedException.class, session::getPeerCertificates);
        assertThrows(SSLPeerUnverifiedException.class, session::getPeerPrincipal);
        assertEquals(List.of(), requestedNames(meeting.server()), "never null");
    }

    @Test
    void sessionBeforeTheHandshakeIsNone() {
        SSLEngine engine = Contexts.ours(null).createSSLEngine();
        SSLSession none = engine.getSession();
        assertFalse(none.isValid());
        assertEquals("NONE", none.getProtocol());
        assertEquals("SSL_NULL_WITH_NULL_NULL", none.getCipherSuite());
        assertEquals(0, none.getId().length);
        assertEquals(16_709, none.getPacketBufferSize());
        assertNull(none.getSessionContext());
        assertNull(none.getPeerHost());
        assertEquals(-1, none.getPeerPort());
        none.putValue("a", "b");
        assertEquals("b", engine.getSession().getValue("a"));
        assertNull(engine.getHandshakeSession());
        assertNull(engine.getApplicationProtocol());
    }

    @Test
    void invalidSessionBelongsToNoContext() {
        SSLSession session = meet().client().getSession();
        assertNotNull(session.getSessionContext());
        session.invalidate();
        session.invalidate();
        assertFalse(session.isValid());
        assertNull(session.getSessionContext());
    }

    @Test
    void valuesTellTheirListeners() {
        SSLSession session = meet().client().getSession();
        var heard = new ArrayList<String>();
        class Value implements SSLSessionBindingListener {
            @Override
            public void valueBound(SSLSessionBindingEvent event) {
                assertSame(session, event.getSession());
                heard.add("bound " + event.getName());
            }

            @Override
            public void valueUnbound(SSLSessionBindingEvent event) {
                heard.add("unbound " + event.getName());
            }
        }
        session.putValue("a", new Value());
        session.putValue("a", "other");
        session.putValue("b", new Value());
        session.removeValue("b");
        session.removeValue("b");
        assertEquals(List.of("bound a", "unbound a", "bound b", "unbound b"), heard);
        assertThrows(IllegalArgumentException.class, () -> session.putValue(null, "a"));
        assertThrows(IllegalArgumentException.class, () -> session.putValue("a", null));
        assertThrows(IllegalArgumentException.class, () -> session.getValue(null));
        assertThrows(IllegalArgumentException.class, () -> session.removeValue(null));
    }

    static List<SNIServerName> requestedNames(SSLEngine engine) {
        return ((ExtendedSSLSession) engine.getSession()).getRequestedServerNames();
    }
}
