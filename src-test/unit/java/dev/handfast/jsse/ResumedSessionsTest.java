package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.HandfastParameters;
import dev.handfast.HandshakeEvent;
import dev.handfast.TicketKeys;
import java.nio.ByteBuffer;
import java.security.AlgorithmConstraints;
import java.security.AlgorithmParameters;
import java.security.CryptoPrimitive;
import java.security.Key;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionBindingEvent;
import javax.net.ssl.SSLSessionBindingListener;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.Test;

/**
 * Sessions that resume, as applications see them. Whether one was resumed is told by the messages: a resumed handshake shows no
 * certificate.
 */
abstract class ResumedSessionsTest {
    static void asItIs(SSLEngine engine) {}

    /** Allows all, which nobody can see from outside. */
    static final AlgorithmConstraints EVERYTHING = new AlgorithmConstraints() {
        @Override
        public boolean permits(Set<CryptoPrimitive> use, String name, AlgorithmParameters parameters) {
            return true;
        }

        @Override
        public boolean permits(Set<CryptoPrimitive> use, Key key) {
            return true;
        }

        @Override
        public boolean permits(Set<CryptoPrimitive> use, String name, Key key, AlgorithmParameters parameters) {
            return true;
        }
    };

    private final String protocol;
    private final int sessions;
    final TestAuthority authority = new TestAuthority("authority");
    final KeyManager[] keys = TestAuthority.keyManagers(
            "SunX509",
            authority.leaf().host("good.example").host("other.example").issue());
    final SSLContext client = context();
    SSLContext server = context();
    private final List<String> heard = new ArrayList<>();
    Consumer<SSLEngine> atServer = ResumedSessionsTest::asItIs;

    /** @param sessions how many one connection leaves to a client */
    ResumedSessionsTest(String protocol, int sessions) {
        this.protocol = protocol;
        this.sessions = sessions;
    }

    private SSLContext context() {
        return Contexts.ours(keys, authority.trustManager());
    }

    /** The client's engine behind a handshake, everything read. */
    SSLEngine connect(SSLContext from, String host, int port, Consumer<SSLEngine> atClient) {
        return meet(from, host, port, atClient).required().client();
    }

    Meeting meet(SSLContext from, String host, int port, Consumer<SSLEngine> atClient) {
        heard.clear();
        SSLEngine engine = from.createSSLEngine(host, port);
        SSLEngine other = server.createSSLEngine();
        engine.setEnabledProtocols(new String[] {protocol});
        atClient.accept(engine);
        atServer.accept(other);
        listen(engine);
        return Meeting.of(engine, other);
    }

    private void listen(SSLEngine engine) {
        SSLParameters parameters = engine.getSSLParameters();
        ((HandfastParameters) parameters).setHandshakeListener(event -> {
            if (event instanceof HandshakeEvent.MessageReceived received) {
                heard.add(received.message().name());
            }
        });
        engine.setSSLParameters(parameters);
    }

    SSLEngine connect() {
        return connect(client, "good.example", 443, ResumedSessionsTest::asItIs);
    }

    boolean wasResumed() {
        assertTrue(heard.contains("Finished"), heard.toString());
        return !heard.contains("Certificate");
    }

    static Consumer<SSLEngine> with(Consumer<SSLParameters> change) {
        return engine -> {
            SSLParameters parameters = engine.getSSLParameters();
            change.accept(parameters);
            engine.setSSLParameters(parameters);
        };
    }

    static List<byte[]> ids(SSLSessionContext sessions) {
        return Collections.list(sessions.getIds());
    }

    @Test
    void theSecondConnectionResumes() throws Exception {
        SSLSession first = connect().getSession();
        assertFalse(wasResumed());
        assertEquals(sessions, ids(client.getClientSessionContext()).size());
        SSLSession second = connect().getSession();
        assertTrue(wasResumed());
        assertEquals(first.getCreationTime(), second.getCreationTime());
        assertTrue(second.getLastAccessedTime() >= second.getCreationTime());
        assertArrayEquals(first.getPeerCertificates(), second.getPeerCertificates());
        assertEquals(32, second.getId().length);
    }

    @Test
    void valuesAreThoseOfTheFirstConnection() {
        List<String> told = new ArrayList<>();
        SSLSession first = connect().getSession();
        first.putValue("name", listener(told));
        SSLSession second = connect().getSession();
        assertTrue(wasResumed());
        assertEquals(List.of("name"), List.of(second.getValueNames()));
        second.removeValue("name");
        assertNull(first.getValue("name"));
        assertEquals(List.of("bound", "unbound"), told);
    }

    private static SSLSessionBindingListener listener(List<String> told) {
        return new SSLSessionBindingListener() {
            @Override
            public void valueBound(SSLSessionBindingEvent event) {
                told.add("bound");
            }

            @Override
            public void valueUnbound(SSLSessionBindingEvent event) {
                told.add("unbound");
            }
        };
    }

    @Test
    void anInvalidatedSessionIsNotOffered() {
        SSLEngine first = connect();
        first.getSession().invalidate();
        assertEquals(0, ids(client.getClientSessionContext()).size());
        connect();
        assertFalse(wasResumed());
    }

    @Test
    void invalidatingWhatResumedEndsAllThatGoesBackToTheSameHandshake() {
        connect();
        SSLEngine second = connect();
        second.getSession().invalidate();
        connect();
        assertFalse(wasResumed());
    }

    // ---- what a session is bound to

    @Test
    void anotherPortOrHostOrNoneTakesAFullHandshake() {
        connect();
        connect(client, "good.example", 444, ResumedSessionsTest::asItIs);
        assertFalse(wasResumed());
        connect(client, "other.example", 443, ResumedSessionsTest::asItIs);
        assertFalse(wasResumed());
        connect(client, null, -1, ResumedSessionsTest::asItIs);
        assertFalse(wasResumed());
    }

    @Test
    void anotherServerNameTakesAFullHandshake() {
        connect();
        Consumer<SSLEngine> other = with(set -> set.setServerNames(List.of(new SNIHostName("other.example"))));
        connect(client, "good.example", 443, other);
        assertFalse(wasResumed());
    }

    @Test
    void aConnectionThatChecksTheHostResumesNoneThatDidNot() {
        connect();
        Consumer<SSLEngine> strict = with(set -> set.setEndpointIdentificationAlgorithm("HTTPS"));
        connect(client, "good.example", 443, strict);
        assertFalse(wasResumed());
        connect(client, "good.example", 443, strict);
        assertTrue(wasResumed());
        connect(client, "good.example", 443, with(set -> set.setEndpointIdentificationAlgorithm("LDAPS")));
        assertFalse(wasResumed());
    }

    @Test
    void aConnectionWithConstraintsResumesNoneWithout() {
        connect();
        connect(client, "good.example", 443, with(set -> set.setAlgorithmConstraints(EVERYTHING)));
        assertFalse(wasResumed());
    }

    @Test
    void anotherProtocolTakesAFullHandshake() {
        atServer = with(set -> set.setApplicationProtocols(new String[] {"h2", "http/1.1"}));
        Consumer<SSLEngine> both = with(set -> set.setApplicationProtocols(new String[] {"h2", "http/1.1"}));
        connect(client, "good.example", 443, both);
        connect(client, "good.example", 443, with(set -> set.setApplicationProtocols(new String[] {"http/1.1"})));
        assertFalse(wasResumed());
        connect(client, "good.example", 443, both);
        assertFalse(wasResumed(), "the youngest session is one of http/1.1");
        connect(client, "good.example", 443, both);
        assertTrue(wasResumed());
        assertEquals("h2", connect(client, "good.example", 443, both).getApplicationProtocol());
    }

    @Test
    void anotherContextOfTheClientHasNoneOfItsSessions() {
        connect();
        connect(context(), "good.example", 443, ResumedSessionsTest::asItIs);
        assertFalse(wasResumed());
    }

    @Test
    void aContextThatIsInitialisedAgainHasForgotten() throws Exception {
        connect();
        client.init(keys, new TrustManager[] {authority.trustManager()}, null);
        assertEquals(0, ids(client.getClientSessionContext()).size());
        connect();
        assertFalse(wasResumed());
    }

    @Test
    void aServerThatIsInitialisedAgainTakesNoOldTickets() throws Exception {
        connect();
        server.init(keys, new TrustManager[] {authority.trustManager()}, null);
        connect();
        assertFalse(wasResumed());
    }

    @Test
    void aServerThatAsksForACertificateKnowsTheClientAgain() throws Exception {
        atServer = engine -> engine.setNeedClientAuth(true);
        connect();
        Meeting second =
                meet(client, "good.example", 443, ResumedSessionsTest::asItIs).required();
        assertTrue(wasResumed());
        assertEquals(
                "CN=nobody", second.server().getSession().getPeerPrincipal().toString());
    }

    @Test
    void aServerThatAsksFromNowOnTakesAFullHandshake() {
        connect();
        atServer = engine -> engine.setNeedClientAuth(true);
        connect();
        assertFalse(wasResumed());
    }

    /** Who has the keys of the tickets, and trusts others, has not checked this client. */
    @Test
    void aServerOfTheFleetThatTrustsOthersTakesAFullHandshake() {
        TicketKeys shared = sharedKeys();
        atServer = engine -> {
            engine.setNeedClientAuth(true);
            with(set -> ((HandfastParameters) set).setTicketKeys(shared)).accept(engine);
        };
        connect();
        server = context();
        connect();
        assertTrue(wasResumed());
        server = Contexts.ours(keys, new TestAuthority("other").trustManager());
        Meeting refused = meet(client, "good.example", 443, ResumedSessionsTest::asItIs);
        assertFalse(refused.succeeded());
    }

    private static TicketKeys sharedKeys() {
        var key = new TicketKeys.Key(new byte[TicketKeys.Key.NAME_LENGTH], new byte[TicketKeys.Key.MIN_SECRET_LENGTH]);
        return () -> List.of(key);
    }

    // ---- setEnableSessionCreation

    @Test
    void withoutNewSessionsAClientResumesAsLongAsItCan() {
        connect();
        Consumer<SSLEngine> onlyOld = engine -> engine.setEnableSessionCreation(false);
        connect(client, "good.example", 443, onlyOld);
        assertTrue(wasResumed());
        Meeting stranger = meet(client, "other.example", 443, onlyOld);
        assertTrue(stranger.clientFault() instanceof SSLHandshakeException, "" + stranger.clientFault());
        assertEquals(0, stranger.fromClient().length);
    }

    @Test
    void withoutNewSessionsAClientThatIsNotResumedFails() throws Exception {
        connect();
        server.init(keys, new TrustManager[] {authority.trustManager()}, null);
        Meeting meeting = meet(client, "good.example", 443, engine -> engine.setEnableSessionCreation(false));
        assertTrue(meeting.clientFault().getMessage().contains("No existing session"), "" + meeting.clientFault());
    }

    @Test
    void withoutNewSessionsAServerResumesAsLongAsItCan() {
        connect();
        atServer = engine -> engine.setEnableSessionCreation(false);
        connect();
        assertTrue(wasResumed());
        Meeting meeting = meet(client, "other.example", 443, ResumedSessionsTest::asItIs);
        assertTrue(meeting.serverFault().getMessage().contains("No existing session"), "" + meeting.serverFault());
    }

    // ---- the context's bounds

    @Test
    void aFatalAlertEndsTheSession() throws SSLException {
        Meeting meeting =
                meet(client, "good.example", 443, ResumedSessionsTest::asItIs).required();
        byte[] garbage = new byte[5 + 32];
        System.arraycopy(new byte[] {23, 3, 3, 0, 32}, 0, garbage, 0, 5);
        assertThrows(
                SSLException.class,
                () -> meeting.client().unwrap(ByteBuffer.wrap(garbage), ByteBuffer.allocate(17_000)));
        assertFalse(meeting.client().getSession().isValid());
        connect();
        assertFalse(wasResumed());
    }
}
