package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What suites of other projects assert of any JSSE provider, as far as no other test here does. */
@Timeout(60)
class JsseBehaviourTest {
    private final TestAuthority authority = new TestAuthority("authority");

    // ---- contexts

    /** Has the factories of managers, none of which can be made. */
    private static final class Broken extends Provider {
        private static final long serialVersionUID = 1;

        Broken() {
            super("Broken", "1", "fails whoever asks it for managers");
            put("KeyManagerFactory." + KeyManagerFactory.getDefaultAlgorithm(), "no.such.Class");
            put("TrustManagerFactory." + TrustManagerFactory.getDefaultAlgorithm(), "no.such.Class");
        }

        @Override
        public synchronized Service getService(String type, String algorithm) {
            if (type.endsWith("ManagerFactory")) {
                throw new AssertionError("somebody asks for a " + type);
            }
            return super.getService(type, algorithm);
        }
    }

    @Test
    void managersThatAreGivenKeepTheFactoriesOutOfIt() throws Exception {
        var broken = new Broken();
        Security.insertProviderAt(broken, 1);
        try {
            SSLContext context = SSLContext.getInstance("TLS", Contexts.HANDFAST);
            context.init(new KeyManager[0], new TrustManager[0], null);
            context.init(new KeyManager[] {new KeyManager() {}}, new TrustManager[] {new TrustManager() {}}, null);
            context.init(null, new TrustManager[0], null);
            context.createSSLEngine();
            assertThrows(AssertionError.class, () -> context.init(null, null, null), "only this one needs a factory");
        } finally {
            Security.removeProvider(broken.getName());
        }
    }

    // ---- engines

    @Test
    void beginningTwiceBeforeAnyByteIsBeginningOnce() throws Exception {
        var pair = EnginePair.ours();
        for (SSLEngine engine : List.of(pair.client.engine, pair.server.engine)) {
            engine.beginHandshake();
            engine.beginHandshake();
        }
        pair.handshake();
        assertEquals(1, pair.client.finished());
        assertEquals(1, pair.server.finished());
    }

    @Test
    void ticketIsTakenWithoutANoise() throws Exception {
        var pair = new EnginePair(Peers.HANDFAST, Peers.SUN_JSSE, BufferKind.HEAP, Integer.MAX_VALUE);
        pair.client.engine.setEnabledProtocols(new String[] {"TLSv1.3"});
        pair.handshake();
        SSLEngine server = pair.server.engine;
        ByteBuffer ticket = ByteBuffer.allocate(40_000);
        server.wrap(ByteBuffer.allocate(0), ticket); // unless it came in the handshake
        server.wrap(ByteBuffer.wrap(new byte[] {1}), ticket);
        ticket.flip();
        ByteBuffer data = ByteBuffer.allocate(20_000);
        while (ticket.hasRemaining()) {
            SSLEngineResult result = pair.client.engine.unwrap(ticket, data);
            assertEquals(Status.OK, result.getStatus());
            assertEquals(HandshakeStatus.NOT_HANDSHAKING, result.getHandshakeStatus());
        }
        assertEquals(1, data.position());
        assertEquals(1, pair.client.finished());
    }

    @Test
    void keyUpdateIsTakenWithoutANoise() throws Exception {
        var pair = EnginePair.oursOpen();
        pair.client.engine.beginHandshake();
        pair.server.arrive(pair.client.wrap(new byte[0]));
        SSLEngineResult result = pair.server.unwrap();
        assertEquals(Status.OK, result.getStatus());
        assertEquals(0, result.bytesProduced());
        assertTrue(result.bytesConsumed() > 0);
    }

    @Test
    void applicationProtocolIsNullThenEmptyOrTheName() throws Exception {
        for (String[] protocols : new String[][] {{}, {"h2"}}) {
            var pair = EnginePair.ours();
            for (SSLEngine engine : List.of(pair.client.engine, pair.server.engine)) {
                SSLParameters parameters = engine.getSSLParameters();
                parameters.setApplicationProtocols(protocols);
                engine.setSSLParameters(parameters);
                assertNull(engine.getApplicationProtocol());
                assertNull(engine.getHandshakeApplicationProtocol());
                engine.beginHandshake();
                assertNull(engine.getApplicationProtocol());
            }
            pair.handshake();
            for (SSLEngine engine : List.of(pair.client.engine, pair.server.engine)) {
                assertEquals(String.join("", protocols), engine.getApplicationProtocol());
                assertNull(engine.getHandshakeApplicationProtocol());
            }
        }
    }

    @Test
    void idsOfTls13SessionsAre32BytesAndDiffer() throws Exception {
        var pair = EnginePair.oursOpen();
        byte[] client = pair.client.engine.getSession().getId();
        byte[] server = pair.server.engine.getSession().getId();
        assertEquals(32, client.length);
        assertEquals(32, server.length);
        assertFalse(Arrays.equals(client, server));
        assertArrayEquals(client, pair.client.engine.getSession().getId());
        assertSame(pair.client.engine.getSession(), pair.client.engine.getSession());
    }

    // ---- sockets

    @Test
    void certificateThatIsMissingIsToldToAReader() throws Exception {
        var issued = authority.leaf().issue();
        SSLContext keyless = Contexts.ours(null, authority.trustManager());
        SSLContext demanding = Contexts.ours(TestAuthority.keyManagers("SunX509", issued), authority.trustManager());
        try (var pair = new SocketPair(keyless, demanding)) {
            pair.server.setNeedClientAuth(true);
            Future<?> server = pair.start(() -> {
                assertThrows(SSLHandshakeException.class, pair.server::startHandshake);
                return null;
            });
            pair.client.startHandshake(); // our part of it is done
            var thrown = assertThrows(SSLHandshakeException.class, pair.client.getInputStream()::read);
            assertTrue(
                    thrown.getMessage().startsWith("Received fatal alert: certificate_required:"), thrown.getMessage());
            SocketPair.await(server);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void twoOfAKindGetNoHandshake(boolean clients) throws Exception {
        try (var pair = SocketPair.ours()) {
            pair.client.setUseClientMode(clients);
            pair.server.setUseClientMode(clients);
            pair.client.setSoTimeout(100);
            pair.server.setSoTimeout(100);
            Future<?> server = pair.start(() -> {
                assertThrows(IOException.class, pair.server::startHandshake);
                return null;
            });
            IOException thrown = assertThrows(IOException.class, pair.client::startHandshake);
            assertEquals(clients, thrown instanceof SSLHandshakeException, thrown::toString);
            SocketPair.await(server);
        }
    }

    @Test
    void listenerMayWriteAndThrowWithoutHarm() throws Exception {
        try (var pair = SocketPair.ours()) {
            var heard = new CompletableFuture<Integer>();
            var uncaught = new CompletableFuture<Throwable>();
            pair.client.addHandshakeCompletedListener(event -> {
                Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> uncaught.complete(thrown));
                throw new IllegalStateException("the listener is broken");
            });
            pair.client.addHandshakeCompletedListener(event -> {
                try {
                    event.getSocket().getOutputStream().write(event.getPeerCertificates().length);
                    assertNull(event.getSocket().getHandshakeSession());
                    heard.complete(1);
                } catch (IOException | AssertionError failed) {
                    heard.completeExceptionally(failed);
                }
            });
            pair.handshake();
            assertInstanceOf(IllegalStateException.class, uncaught.get(10, TimeUnit.SECONDS));
            assertEquals(1, heard.get(10, TimeUnit.SECONDS));
            assertEquals(1, pair.server.getInputStream().read());
        }
    }

    @Test
    void sessionsOfTwoConnectionsAreTwo() throws Exception {
        SSLContext context = Peers.HANDFAST.context();
        try (var first = new SocketPair(context, context).handshake();
                var second = new SocketPair(context, context).handshake()) {
            first.client.getSession().putValue("a", 1);
            assertNull(second.client.getSession().getValue("a"));
            assertNotEquals(
                    Arrays.toString(first.client.getSession().getId()),
                    Arrays.toString(second.client.getSession().getId()));
            long before = System.currentTimeMillis() - TimeUnit.MINUTES.toMillis(1);
            assertTrue(first.client.getSession().getCreationTime() > before);
            assertTrue(first.client.getSession().getLastAccessedTime()
                    >= first.client.getSession().getCreationTime());
        }
    }
}
