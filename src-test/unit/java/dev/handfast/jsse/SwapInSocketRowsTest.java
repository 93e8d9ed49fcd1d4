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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.HandshakeCompletedEvent;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What existing software expects of a socket: each test begins with the number of the application that does. */
@Timeout(60)
class SwapInSocketRowsTest {
    private final SSLSocketFactory factory = Peers.HANDFAST.context().getSocketFactory();

    // ---- J2 to J12: the JDK itself

    /** HttpsURLConnection sets it when it drops a connection that it had kept. */
    @Test
    void J2_closeTakesNoLongerThanTheTimeout() throws Exception {
        for (Peers silent : Peers.values()) {
            try (var pair = new SocketPair(Peers.HANDFAST, silent).handshake()) {
                pair.client.setSoTimeout(1);
                long before = System.nanoTime();
                pair.client.close();
                assertTrue(System.nanoTime() - before < TimeUnit.SECONDS.toNanos(1), "the peer was waited for");
            }
        }
    }

    @Test
    void J4_noSuiteIsCalledAnonymous() throws Exception {
        try (var socket = (SSLSocket) factory.createSocket()) {
            assertTrue(Stream.of(socket.getSupportedCipherSuites()).noneMatch(suite -> suite.contains("_anon_")));
        }
    }

    @Test
    void J5_factoryServesManyThreads() throws Exception {
        SSLContext server = Peers.HANDFAST.context();
        try (var threads = SocketPair.ours();
                var listener = (SSLServerSocket)
                        server.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            List<Future<Integer>> clients = Stream.generate(() -> threads.start(() -> {
                        try (var socket = factory.createSocket("localhost", listener.getLocalPort())) {
                            return socket.getInputStream().read();
                        }
                    }))
                    .limit(8)
                    .toList();
            for (int i = 0; i < clients.size(); i++) {
                try (Socket accepted = listener.accept()) {
                    accepted.getOutputStream().write(6);
                }
            }
            for (Future<Integer> client : clients) {
                assertEquals(6, SocketPair.await(client));
            }
        }
    }

    /** Sees what a trust manager is told. */
    private static final class Watching extends X509ExtendedTrustManager {
        final CompletableFuture<SSLSocket> asked = new CompletableFuture<>();
        final CompletableFuture<String> identification = new CompletableFuture<>();

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {
            assertTrue(socket.isConnected());
            asked.complete((SSLSocket) socket);
            identification.complete(((SSLSocket) socket).getSSLParameters().getEndpointIdentificationAlgorithm());
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, javax.net.ssl.SSLEngine engine) {
            throw new AssertionError("there is no engine");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            throw new AssertionError("the socket is not passed on");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, javax.net.ssl.SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"LDAPS", "LDAP", "HTTPS"})
    void J9_identificationReachesTheTrustManagerUnchanged(String identification) throws Exception {
        var watching = new Watching();
        SSLContext context = Contexts.ours(null, new TrustManager[] {watching});
        try (var pair = new SocketPair(context, Peers.HANDFAST.context())) {
            SSLParameters parameters = pair.client.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm(identification);
            pair.client.setSSLParameters(parameters);
            pair.handshake();
            assertEquals(identification, watching.identification.get(10, TimeUnit.SECONDS));
            assertSame(pair.client, watching.asked.get(10, TimeUnit.SECONDS));
        }
    }

    /** LDAP's channel binding waits for it. */
    @Test
    void J9_listenersHearOfEveryHandshake() throws Exception {
        SSLContext context = Peers.HANDFAST.context();
        for (int i = 0; i < 2; i++) {
            try (var pair = new SocketPair(context, context)) {
                var heard = Stream.of(pair.client, pair.server)
                        .map(SwapInSocketRowsTest::listen)
                        .toList();
                pair.handshake();
                assertSame(pair.client, heard.get(0).get(10, TimeUnit.SECONDS).getSocket());
                assertSame(pair.server, heard.get(1).get(10, TimeUnit.SECONDS).getSocket());
            }
        }
    }

    private static CompletableFuture<HandshakeCompletedEvent> listen(SSLSocket socket) {
        var heard = new CompletableFuture<HandshakeCompletedEvent>();
        socket.addHandshakeCompletedListener(heard::complete);
        return heard;
    }

    /** RMI and JMX make a socket of a client's factory the server's end. */
    @Test
    void J11_socketOfAClientsFactoryBecomesAServer() throws Exception {
        Socket[] plain = SocketPair.plain();
        SSLSocketFactory far = Peers.HANDFAST.context().getSocketFactory();
        try (var threads = SocketPair.ours();
                var client = (SSLSocket) factory.createSocket(plain[0], "localhost", 1, true);
                var server = (SSLSocket) far.createSocket(plain[1], "localhost", 1, true)) {
            server.setUseClientMode(false);
            server.setNeedClientAuth(false);
            Future<?> answered = threads.start(() -> {
                server.getOutputStream().write(3);
                return null;
            });
            assertEquals(3, client.getInputStream().read());
            SocketPair.await(answered);
        }
    }

    @Test
    void J11_unconnectedSocketValidates() throws Exception {
        try (var socket = (SSLSocket) factory.createSocket()) {
            assertThrows(
                    IllegalArgumentException.class, () -> socket.setEnabledCipherSuites(new String[] {"NONSENSE"}));
            assertThrows(IllegalArgumentException.class, () -> socket.setEnabledProtocols(new String[] {"NONSENSE"}));
            socket.setEnabledProtocols(new String[] {"TLSv1.3"});
        }
        assertNotNull(SSLContext.getInstance("SSL", Contexts.HANDFAST));
    }

    @Test
    void J12_defaultContextIsThere() throws Exception {
        SSLContext context = SSLContext.getInstance("Default", Contexts.HANDFAST);
        try (var socket = (SSLSocket) context.getSocketFactory().createSocket()) {
            assertTrue(socket.getUseClientMode());
        }
    }

    // ---- L2 to L21: libraries

    @Test
    void L2_protocolAccessorsWorkOnAFreshSocket() throws Exception {
        try (var socket = (SSLSocket) factory.createSocket()) {
            assertNull(socket.getApplicationProtocol());
            assertNull(socket.getHandshakeApplicationProtocol());
            assertNull(socket.getHandshakeApplicationProtocolSelector());
            socket.setHandshakeApplicationProtocolSelector((who, offered) -> "");
            assertNotNull(socket.getHandshakeApplicationProtocolSelector());
        }
    }

    /** OkHttp looks so whether a connection of its pool is alive; a ticket that comes then is neither data nor the end. */
    @Test
    void L8_healthIsAskedByAReadOfAMillisecond() throws Exception {
        for (Peers server : Peers.values()) {
            try (var pair = new SocketPair(Peers.HANDFAST, server).handshake()) {
                InputStream in = pair.client.getInputStream();
                for (int i = 0; i < 20; i++) {
                    pair.client.setSoTimeout(1);
                    assertThrows(SocketTimeoutException.class, in::read);
                    pair.client.setSoTimeout(20_000);
                    pair.server.getOutputStream().write(i);
                    assertEquals(i, in.read());
                }
            }
        }
    }

    @Test
    void L9_socketUnderneathOutlivesTheClose() throws Exception {
        Socket[] plain = SocketPair.plain();
        try (Socket near = plain[0];
                Socket far = plain[1]) {
            var socket = (SSLSocket) factory.createSocket(near, "localhost", 1, false);
            socket.close();
            assertFalse(near.isClosed());
            near.getOutputStream().write(4);
            assertEquals(4, far.getInputStream().read());
        }
    }

    @Test
    void L9_sessionBehindAFailureIsTheNullSession() throws Exception {
        Socket[] plain = SocketPair.plain();
        try (Socket far = plain[1];
                var socket = (SSLSocket) factory.createSocket(plain[0], "localhost", 1, true)) {
            far.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThrows(SSLException.class, socket::startHandshake);
            assertFalse(socket.getSession().isValid());
            assertEquals("NONE", socket.getSession().getProtocol());
            assertEquals("SSL_NULL_WITH_NULL_NULL", socket.getSession().getCipherSuite());
        }
    }

    /** Jedis and others put their own socket around ours, or ours around another one of ours. */
    @Test
    void L17_socketGoesOverAnotherOfItsKind() throws Exception {
        try (var outer = SocketPair.ours()) {
            var client = (SSLSocket) factory.createSocket(outer.client, "localhost", 1, true);
            var server = (SSLSocket) factory.createSocket(outer.server, (InputStream) null, true);
            Future<byte[]> echoed = outer.start(() -> {
                byte[] heard = server.getInputStream().readNBytes(40_000);
                server.close();
                return heard;
            });
            byte[] data = EngineHandshakeTest.pattern(40_000);
            client.getOutputStream().write(data);
            assertArrayEquals(data, SocketPair.await(echoed));
            assertEquals(-1, client.getInputStream().read());
            client.close();
            assertTrue(outer.client.isClosed());
        }
    }

    /** ZooKeeper's port takes TLS and clear text: it looks at the first bytes. */
    @ParameterizedTest
    @ValueSource(ints = {1, 5, 6})
    void L21_bytesThatSomebodyHasReadComeFirst(int count) throws Exception {
        Socket[] plain = SocketPair.plain();
        try (var threads = SocketPair.ours();
                var client = (SSLSocket) factory.createSocket(plain[0], "localhost", 1, true)) {
            Future<Integer> server = threads.start(() -> {
                byte[] first = plain[1].getInputStream().readNBytes(count);
                var tls = (SSLSocket) factory.createSocket(plain[1], new ByteArrayInputStream(first), true);
                assertFalse(tls.getUseClientMode());
                return tls.getInputStream().read();
            });
            client.getOutputStream().write(42);
            assertEquals(42, SocketPair.await(server));
        }
    }

    @Test
    void L21_hostMayBeUnknown() throws Exception {
        Socket[] plain = SocketPair.plain();
        try (var threads = SocketPair.ours();
                var client = (SSLSocket) factory.createSocket(plain[0], null, -1, true);
                var server = (SSLSocket) factory.createSocket(plain[1], null, plain[1].getPort(), true)) {
            server.setUseClientMode(false);
            Future<?> other = threads.start(() -> {
                server.startHandshake();
                return null;
            });
            client.startHandshake();
            SocketPair.await(other);
            assertTrue(client.getSession().isValid());
        }
    }

    // ---- section 2.5: sockets

    @Test
    void S25_getSessionShakesHandsAndNeverThrows() throws Exception {
        try (var pair = SocketPair.ours()) {
            Future<String> atServer = pair.start(() -> pair.server.getSession().getProtocol());
            assertEquals("TLSv1.3", pair.client.getSession().getProtocol());
            assertEquals("TLSv1.3", SocketPair.await(atServer));
        }
        try (var unconnected = (SSLSocket) factory.createSocket()) {
            assertEquals("NONE", unconnected.getSession().getProtocol());
            assertThrows(SocketException.class, unconnected::startHandshake);
        }
    }

    @Test
    void S25_acceptedSocketTellsTheServersListenersToo() throws Exception {
        SSLContext context = Peers.HANDFAST.context();
        try (var threads = SocketPair.ours();
                ServerSocket listener =
                        context.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Future<Integer> client = threads.start(() -> {
                try (Socket socket = factory.createSocket("localhost", listener.getLocalPort())) {
                    return socket.getInputStream().read();
                }
            });
            try (SSLSocket accepted = assertInstanceOf(SSLSocket.class, listener.accept())) {
                CompletableFuture<HandshakeCompletedEvent> heard = listen(accepted);
                accepted.getOutputStream().write(1);
                assertEquals(1, SocketPair.await(client));
                assertEquals(
                        accepted.getSession().getCipherSuite(),
                        heard.get(10, TimeUnit.SECONDS).getCipherSuite());
            }
        }
    }

    @Test
    void S25_lingerIsThatOfTheSocketUnderneath() throws Exception {
        try (var pair = SocketPair.oursOpen()) {
            Socket inner = ((TlsSocket) pair.client).inner();
            pair.client.setSoLinger(true, 7);
            assertEquals(7, inner.getSoLinger());
            inner.setSoLinger(false, 0);
            assertEquals(-1, pair.client.getSoLinger());
        }
    }

    /** A close that lingers for no time is a reset, which the peer sees. */
    @Test
    void S25_closeWithoutLingeringResets() throws Exception {
        try (var pair = SocketPair.oursOpen()) {
            pair.client.setSoLinger(true, 0);
            pair.server.getOutputStream().write(new byte[10]);
            pair.client.close();
            assertThrows(IOException.class, () -> {
                for (int i = 0; i < 1000; i++) {
                    pair.server.getOutputStream().write(new byte[16384]);
                }
            });
        }
    }
}
