package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.HandshakeCompletedEvent;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Sockets over loopback: handshake, data, threads, timeouts. */
@Timeout(60)
class TlsSocketTest {

    static Stream<Arguments> peers() {
        return Stream.of(Peers.values())
                .flatMap(client -> Stream.of(Peers.values()).map(server -> Arguments.of(client, server)));
    }

    @ParameterizedTest
    @MethodSource("peers")
    void megabytesGoBothWaysAtOnce(Peers client, Peers server) throws Exception {
        byte[] there = EngineHandshakeTest.pattern(16 << 20);
        byte[] back = EngineHandshakeTest.pattern((16 << 20) + 1);
        try (var pair = new SocketPair(client, server)) {
            Future<byte[]> atServer =
                    pair.start(() -> pair.server.getInputStream().readNBytes(there.length));
            Future<byte[]> atClient =
                    pair.start(() -> pair.client.getInputStream().readNBytes(back.length));
            Future<?> fromServer = pair.start(() -> {
                pair.server.getOutputStream().write(back);
                return null;
            });
            pair.client.getOutputStream().write(there);
            assertArrayEquals(there, SocketPair.await(atServer));
            assertArrayEquals(back, SocketPair.await(atClient));
            SocketPair.await(fromServer);
            assertEquals("TLSv1.3", pair.client.getSession().getProtocol());
        }
    }

    /** The reader performs the handshake and goes on reading; the writer waited for the handshake, and not for the reader. */
    @RepeatedTest(5) // A writer who waits for the reader's lock may still be lucky, but hardly each time.
    void aWriterGetsOnWhoWaitedForTheHandshakeOfAReader() throws Exception {
        Socket[] plain = SocketPair.plain();
        var inner = new WatchedSocket(plain[1]);
        SSLSocketFactory factory = Peers.HANDFAST.context().getSocketFactory();
        try (var threads = SocketPair.ours();
                var client = (SSLSocket) factory.createSocket(plain[0], "localhost", 1, true);
                var server = (SSLSocket) factory.createSocket(inner, (InputStream) null, true)) {
            Future<Integer> read = threads.start(() -> server.getInputStream().read());
            assertTrue(inner.reading.await(20, TimeUnit.SECONDS));
            var written = new FutureTask<>(() -> {
                server.getOutputStream().write(7);
                return null;
            });
            var writer = new Thread(written);
            writer.setDaemon(true);
            writer.start();
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (writer.getState() != Thread.State.WAITING) {
                assertTrue(System.nanoTime() - end < 0, "the writer does not wait for the handshake");
                Thread.onSpinWait();
            }
            Future<Integer> arrived =
                    threads.start(() -> client.getInputStream().read());
            assertEquals(7, SocketPair.await(arrived));
            client.getOutputStream().write(8);
            assertEquals(8, SocketPair.await(read));
            SocketPair.await(written);
        }
    }

    @ParameterizedTest
    @MethodSource("peers")
    void singleBytesGoForthAndBackAndTheEndIsAnEnd(Peers client, Peers server) throws Exception {
        try (var pair = new SocketPair(client, server)) {
            Future<Integer> echoed = pair.start(() -> {
                int count = 0;
                for (int value; (value = pair.server.getInputStream().read()) >= 0; count++) {
                    pair.server.getOutputStream().write(value);
                }
                return count;
            });
            for (int i = 0; i < 300; i++) {
                pair.client.getOutputStream().write(i);
                assertEquals(i & 0xFF, pair.client.getInputStream().read());
            }
            pair.client.shutdownOutput();
            assertEquals(300, SocketPair.await(echoed));
        }
    }

    @Test
    void halfClosedSocketStillReads() throws Exception {
        try (var pair = SocketPair.ours()) {
            Future<byte[]> request = pair.start(() -> {
                byte[] all = pair.server.getInputStream().readAllBytes();
                pair.server.getOutputStream().write(all);
                pair.server.close();
                return all;
            });
            byte[] sent = EngineHandshakeTest.pattern(100_000);
            pair.client.getOutputStream().write(sent);
            pair.client.shutdownOutput();
            assertTrue(pair.client.isOutputShutdown());
            assertArrayEquals(sent, pair.client.getInputStream().readAllBytes());
            assertArrayEquals(sent, SocketPair.await(request));
            assertThrows(SocketException.class, pair.client::getOutputStream);
            assertThrows(SocketException.class, pair.client::shutdownOutput);
        }
    }

    @Test
    void shutDownInputEndsAReaderAndLeavesWriting() throws Exception {
        try (var pair = SocketPair.oursOpen()) {
            InputStream in = pair.client.getInputStream();
            Future<Integer> reader = pair.start(in::read);
            pair.client.shutdownInput();
            assertEquals(-1, SocketPair.await(reader));
            assertEquals(-1, in.read());
            assertTrue(pair.client.isInputShutdown());
            assertThrows(SocketException.class, pair.client::shutdownInput);
            pair.client.getOutputStream().write(5);
            assertEquals(5, pair.server.getInputStream().read());
        }
    }

    @Test
    void timeoutLeavesTheConnectionUsable() throws Exception {
        try (var pair = SocketPair.oursOpen()) {
            pair.client.setSoTimeout(1);
            assertEquals(1, pair.client.getSoTimeout());
            assertThrows(
                    SocketTimeoutException.class,
                    () -> pair.client.getInputStream().read());
            pair.client.setSoTimeout(0);
            pair.server.getOutputStream().write(77);
            assertEquals(77, pair.client.getInputStream().read());
        }
    }

    @Test
    void timeoutInTheHandshakeLeavesItToGoOn() throws Exception {
        try (var pair = SocketPair.ours()) {
            pair.client.setSoTimeout(1);
            assertThrows(SocketTimeoutException.class, pair.client::startHandshake);
            pair.client.setSoTimeout(0);
            pair.handshake();
            assertTrue(pair.client.getSession().isValid());
        }
    }

    @Test
    void handshakingAgainUpdatesTheKeys() throws Exception {
        for (Peers server : Peers.values()) {
            try (var pair = new SocketPair(Peers.HANDFAST, server).handshake()) {
                for (int i = 0; i < 3; i++) {
                    pair.client.startHandshake();
                    pair.client.getOutputStream().write(i);
                    assertEquals(i, pair.server.getInputStream().read());
                    pair.server.getOutputStream().write(i);
                    assertEquals(i, pair.client.getInputStream().read());
                }
            }
        }
    }

    @Test
    void sessionOfAConnectedSocketIsTheHandshakes() throws Exception {
        try (var pair = SocketPair.ours()) {
            Future<String> atServer = pair.start(() -> pair.server.getSession().getProtocol());
            assertEquals("TLSv1.3", pair.client.getSession().getProtocol());
            assertEquals("TLSv1.3", SocketPair.await(atServer));
        }
    }

    @Test
    void sessionOfAnUnconnectedSocketIsNone() throws Exception {
        try (var socket =
                (SSLSocket) Peers.HANDFAST.context().getSocketFactory().createSocket()) {
            assertFalse(socket.getSession().isValid());
            assertNull(socket.getHandshakeSession());
            assertThrows(SocketException.class, socket::startHandshake);
            assertThrows(SocketException.class, socket::getInputStream);
            assertThrows(SocketException.class, socket::getOutputStream);
        }
    }

    @Test
    void failedHandshakeLeavesAnInvalidSession() throws Exception {
        var plain = SocketPair.plain();
        try (var socket =
                (SSLSocket) Peers.HANDFAST.context().getSocketFactory().createSocket(plain[0], "localhost", 1, true)) {
            plain[1].getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertFalse(socket.getSession().isValid());
            assertThrows(javax.net.ssl.SSLException.class, socket::startHandshake);
        } finally {
            plain[1].close();
        }
    }

    @Test
    void listenerHearsOfTheHandshakeOnceOnAnotherThread() throws Exception {
        try (var pair = SocketPair.ours()) {
            var heard = new CompletableFuture<HandshakeCompletedEvent>();
            var where = new CompletableFuture<Thread>();
            pair.client.addHandshakeCompletedListener(event -> {
                where.complete(Thread.currentThread());
                heard.complete(event);
            });
            pair.handshake();
            assertSame(pair.client, heard.get(10, TimeUnit.SECONDS).getSocket());
            assertNotSame(Thread.currentThread(), where.get());
            assertThrows(IllegalArgumentException.class, () -> pair.client.removeHandshakeCompletedListener(e -> {}));
            assertThrows(IllegalArgumentException.class, () -> pair.client.addHandshakeCompletedListener(null));
        }
    }

    @Test
    void unconnectedSocketConnectsAndKeepsItsOptions() throws Exception {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (var listener = (SSLServerSocket)
                        Peers.HANDFAST.context().getServerSocketFactory().createServerSocket();
                var client =
                        (SSLSocket) Peers.HANDFAST.context().getSocketFactory().createSocket()) {
            listener.bind(new InetSocketAddress(loopback, 0));
            client.setTcpNoDelay(true);
            client.setKeepAlive(true);
            client.connect(new InetSocketAddress("localhost", listener.getLocalPort()), 5000);
            assertTrue(client.isConnected());
            assertTrue(client.getTcpNoDelay());
            assertTrue(client.getKeepAlive());
            assertNull(client.getChannel());
            assertEquals(listener.getLocalPort(), client.getPort());
            assertThrows(SocketException.class, () -> client.sendUrgentData(1));
            assertThrows(SocketException.class, () -> client.setOOBInline(true));
            assertThrows(SocketException.class, client::getOOBInline);
            assertInstanceOf(SSLSocket.class, listener.accept()).close();
        }
    }

    @Test
    void acceptedSocketInheritsWhatTheServerSocketSays() throws Exception {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (var listener = (SSLServerSocket)
                Peers.HANDFAST.context().getServerSocketFactory().createServerSocket(0, 5, loopback)) {
            assertFalse(listener.getUseClientMode());
            listener.setUseClientMode(true);
            listener.setEnabledCipherSuites(new String[] {"TLS_AES_256_GCM_SHA384"});
            listener.setNeedClientAuth(true);
            listener.setEnableSessionCreation(false);
            try (var first = new java.net.Socket(loopback, listener.getLocalPort());
                    var accepted = (SSLSocket) listener.accept()) {
                assertTrue(first.isConnected());
                assertTrue(accepted.getUseClientMode());
                assertTrue(accepted.getNeedClientAuth());
                assertFalse(accepted.getEnableSessionCreation());
                assertArrayEquals(new String[] {"TLS_AES_256_GCM_SHA384"}, accepted.getEnabledCipherSuites());
            }
        }
    }

    @Test
    void availableCountsWhatCanBeReadWithoutWaiting() throws Exception {
        try (var pair = SocketPair.oursOpen()) {
            InputStream in = pair.client.getInputStream();
            assertEquals(0, in.available());
            pair.server.getOutputStream().write(new byte[10]);
            assertEquals(0, in.read());
            assertEquals(9, in.available());
            assertEquals(9, in.readNBytes(9).length);
            assertEquals(0, in.available());
            pair.server.getOutputStream().write(new byte[5]);
            while (in.available() == 0) { // the bytes are on their way through the kernel
                Thread.onSpinWait();
            }
            assertEquals(5, in.available());
            assertEquals(0, in.read(new byte[3], 1, 0));
            assertThrows(IndexOutOfBoundsException.class, () -> in.read(new byte[3], 1, 3));
        }
    }
}
