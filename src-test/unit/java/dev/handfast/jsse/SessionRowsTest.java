package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.Provider;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows about sessions and contexts that applications rely on and no other test has; where it can be, the JDK's provider obeys, too. */
class SessionRowsTest {
    private static Stream<Provider> providers() {
        return Contexts.providers().stream();
    }

    private static EnginePair tls12(Peers client, Peers server) throws Exception {
        var pair = new EnginePair(client, server, BufferKind.HEAP, Integer.MAX_VALUE);
        pair.client.engine.setEnabledProtocols(new String[] {"TLSv1.2"});
        return pair.handshake();
    }

    @ParameterizedTest
    @EnumSource(Peers.class)
    void inTls12TheIdsOfBothEndsAreEqualAndHave32Bytes(Peers server) throws Exception {
        EnginePair pair = tls12(Peers.HANDFAST, server);
        byte[] id = pair.client.engine.getSession().getId();
        assertEquals(32, id.length);
        assertArrayEquals(id, pair.server.engine.getSession().getId());
    }

    @Test
    void existingConnectionsGoOnWhenTheirSessionIsInvalidated() throws Exception {
        EnginePair pair = EnginePair.oursOpen();
        pair.client.engine.getSession().invalidate();
        assertFalse(pair.client.engine.getSession().isValid());
        pair.carry(pair.client.wrapAll(new byte[] {1, 2, 3}), pair.server);
        assertArrayEquals(new byte[] {1, 2, 3}, pair.server.read());
    }

    @Test
    void lengthOfTheValueNamesFollowsTheValuesAndValuesArePerSession() throws Exception {
        SSLSession session = EnginePair.oursOpen().client.engine.getSession();
        assertEquals(0, session.getValueNames().length);
        session.putValue("a", 1);
        session.putValue("b", 2);
        session.putValue("a", 3);
        assertEquals(Set.of("a", "b"), Set.of(session.getValueNames()));
        session.removeValue("a");
        assertArrayEquals(new String[] {"b"}, session.getValueNames());
        assertNull(EnginePair.oursOpen().client.engine.getSession().getValue("b"));
    }

    @Test
    void sessionBelongsToItsContext() throws Exception {
        SSLContext context = Peers.HANDFAST.context();
        SSLEngine client = context.createSSLEngine("localhost", 443);
        Meeting meeting = Meeting.of(client, context.createSSLEngine()).required();
        assertSame(
                context.getClientSessionContext(), meeting.client().getSession().getSessionContext());
        assertSame(
                context.getServerSessionContext(), meeting.server().getSession().getSessionContext());
    }

    // ---- SWAP-IN §2.4

    @ParameterizedTest
    @MethodSource("providers")
    void unusedContextSaysThatItIsNotInitialised(Provider provider) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS", provider);
        for (var use : List.<org.junit.jupiter.api.function.Executable>of(
                context::getSocketFactory, context::getServerSocketFactory, context::createSSLEngine)) {
            String message = assertThrows(IllegalStateException.class, use).getMessage();
            assertTrue(message.contains("not initialized"), message);
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void emptyTrustManagerArrayRejectsEveryone(Provider provider) {
        var issued = new TestAuthority("authority").leaf().host("good.example").issue();
        SSLContext distrustful = Contexts.of(provider, null, new TrustManager[0]);
        SSLContext server = Contexts.of(provider, TestAuthority.keyManagers("SunX509", issued), new TrustManager[0]);
        Meeting meeting = Meeting.of(distrustful.createSSLEngine("good.example", 443), server.createSSLEngine());
        assertTrue(meeting.clientFault() instanceof SSLHandshakeException, () -> "" + meeting.clientFault());
    }

    @ParameterizedTest
    @MethodSource("providers")
    void firstManagerOfEachArrayCounts(Provider provider) {
        var trusted = new TestAuthority("trusted");
        var issued = trusted.leaf().host("good.example").issue();
        SSLContext context = Contexts.of(provider, TestAuthority.keyManagers("SunX509", issued), new TrustManager[] {
            new TestAuthority("other").trustManager(), trusted.trustManager()
        });
        Meeting meeting = Meeting.of(context.createSSLEngine("good.example", 443), context.createSSLEngine());
        assertNotNull(meeting.clientFault(), "the second trust manager is never asked");
    }

    // ---- SWAP-IN §2.5

    @ParameterizedTest
    @MethodSource("providers")
    void freshEngine(Provider provider) {
        SSLEngine engine = Contexts.of(provider, null, new TrustManager[0]).createSSLEngine();
        assertFalse(engine.getUseClientMode());
        assertEquals("NOT_HANDSHAKING", engine.getHandshakeStatus().name());
        SSLSession none = engine.getSession();
        assertEquals("NONE SSL_NULL_WITH_NULL_NULL", none.getProtocol() + " " + none.getCipherSuite());
        assertEquals(0, none.getId().length);
        assertNull(none.getPeerHost());
        assertEquals(16_709, none.getPacketBufferSize());
        assertEquals(16_704, none.getApplicationBufferSize());
        assertNull(engine.getHandshakeSession());
        assertNull(engine.getApplicationProtocol());
        assertNull(none.getLocalCertificates());
    }

    @Test
    void parametersOfAContextAreFreshCopies() {
        SSLContext context = Contexts.ours(null);
        context.getDefaultSSLParameters().setCipherSuites(new String[0]);
        context.getSupportedSSLParameters().setProtocols(new String[0]);
        assertEquals(12, context.getDefaultSSLParameters().getCipherSuites().length);
        assertEquals(2, context.getSupportedSSLParameters().getProtocols().length);
        SSLSocketFactory factory = context.getSocketFactory();
        factory.getDefaultCipherSuites()[0] = "gone";
        assertFalse(List.of(factory.getDefaultCipherSuites()).contains("gone"));
    }
}
