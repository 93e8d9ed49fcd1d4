package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way to make a socket, and who its peer is then: what the caller said, never what a name service says about it. */
@Timeout(60)
class SocketFactoriesTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final SSLContext context = Peers.HANDFAST.context();
    private final SSLSocketFactory factory = context.getSocketFactory();
    private final SSLServerSocketFactory servers = context.getServerSocketFactory();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @FunctionalInterface
    private interface Making {
        Socket make(SSLSocketFactory factory, int port) throws IOException;
    }

    /** An address whose host name nobody can find out but by asking who it is; loopback's would be known. */
    private static InetAddress nameless() throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }

    static Stream<Arguments> ways() {
        return Stream.of(
                Arguments.of("host", (Making) (factory, port) -> factory.createSocket("localhost", port), "localhost"),
                Arguments.of(
                        "host, local end",
                        (Making) (factory, port) -> factory.createSocket("localhost", port, LOOPBACK, 0),
                        "localhost"),
                Arguments.of(
                        "address", (Making) (factory, port) -> factory.createSocket(nameless(), port), "127.0.0.1"),
                Arguments.of(
                        "address, local end",
                        (Making) (factory, port) -> factory.createSocket(nameless(), port, LOOPBACK, 0),
                        "127.0.0.1"),
                Arguments.of(
                        "address with a name",
                        (Making) (factory, port) -> factory.createSocket(
                                InetAddress.getByAddress("front.example", new byte[] {127, 0, 0, 1}), port),
                        "front.example"),
                Arguments.of(
                        "connected by name",
                        (Making) (factory, port) -> connected(factory, "localhost", port),
                        "localhost"),
                Arguments.of(
                        "connected by address in words",
                        (Making) (factory, port) -> connected(factory, "127.0.0.1", port),
                        "127.0.0.1"),
                Arguments.of(
                        "layered",
                        (Making) (factory, port) ->
                                factory.createSocket(new Socket(LOOPBACK, port), "front.example", port, true),
                        "front.example"),
                Arguments.of(
                        "layered, no host",
                        (Making)
                                (factory, port) -> factory.createSocket(new Socket(nameless(), port), null, port, true),
                        "127.0.0.1"));
    }

    private static Socket connected(SSLSocketFactory factory, String host, int port) throws IOException {
        Socket socket = factory.createSocket();
        socket.connect(new InetSocketAddress(host, port), 10_000);
        return socket;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void peerIsWhomTheCallerNamed(String way, Making making, String host) throws Exception {
        try (var listener = (SSLServerSocket) servers.createServerSocket(0, 5, LOOPBACK)) {
            Future<List<SNIServerName>> asked = threads.submit(() -> {
                try (var accepted = (SSLSocket) listener.accept()) {
                    accepted.getOutputStream().write(1);
                    return ((ExtendedSSLSession) accepted.getSession()).getRequestedServerNames();
                }
            });
            try (var socket = (SSLSocket) making.make(factory, listener.getLocalPort())) {
                assertTrue(socket.getUseClientMode());
                assertTrue(socket.isConnected() && socket.isBound());
                assertEquals(1, socket.getInputStream().read());
                assertEquals(host, socket.getSession().getPeerHost());
                assertEquals(listener.getLocalPort(), socket.getSession().getPeerPort());
                List<SNIServerName> expected = host.contains(".example") ? List.of(new SNIHostName(host)) : List.of();
                assertEquals(expected, SocketPair.await(asked), "neither an address nor a bare name is sent");
            }
        }
    }

    @Test
    void socketThatCannotConnectIsNotMade() throws Exception {
        int free;
        try (var taken = new ServerSocket(0, 1, LOOPBACK)) {
            free = taken.getLocalPort();
        }
        assertThrows(ConnectException.class, () -> factory.createSocket(LOOPBACK, free));
        assertThrows(UnknownHostException.class, () -> factory.createSocket("no such host", 443));
    }

    @Test
    void serverSocketsAreMadeInEveryForm() throws Exception {
        try (ServerSocket unbound = servers.createServerSocket();
                ServerSocket any = servers.createServerSocket(0);
                ServerSocket backlog = servers.createServerSocket(0, 3);
                ServerSocket address = servers.createServerSocket(0, 3, LOOPBACK)) {
            assertFalse(unbound.isBound());
            assertTrue(any.isBound() && backlog.isBound());
            assertEquals(LOOPBACK, address.getInetAddress());
            for (ServerSocket each : List.of(unbound, any, backlog, address)) {
                assertFalse(assertInstanceOf(SSLServerSocket.class, each).getUseClientMode());
            }
        }
    }

    @Test
    void listsOfTheFactoriesAreThoseOfTheirSockets() throws Exception {
        try (var socket = (SSLSocket) factory.createSocket();
                var listener = (SSLServerSocket) servers.createServerSocket()) {
            assertNull(socket.getSession().getPeerHost());
            assertArrayEquals(socket.getEnabledCipherSuites(), factory.getDefaultCipherSuites());
            assertArrayEquals(socket.getSupportedCipherSuites(), factory.getSupportedCipherSuites());
            assertArrayEquals(listener.getEnabledCipherSuites(), servers.getDefaultCipherSuites());
            assertArrayEquals(listener.getSupportedCipherSuites(), servers.getSupportedCipherSuites());
            assertNotSame(factory.getSupportedCipherSuites(), factory.getSupportedCipherSuites());
            assertEquals(
                    factory.getSupportedCipherSuites().length,
                    Stream.of(factory.getSupportedCipherSuites()).distinct().count());
        }
    }
}
