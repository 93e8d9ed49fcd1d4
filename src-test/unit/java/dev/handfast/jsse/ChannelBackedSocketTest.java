package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS over the sockets of channels in blocking mode. */
@Timeout(60)
class ChannelBackedSocketTest {
    private final SSLSocketFactory factory = Peers.HANDFAST.context().getSocketFactory();
    private SocketPair threads;
    private SocketChannel near;
    private SocketChannel far;

    @BeforeEach
    void connect() throws IOException {
        threads = SocketPair.ours();
        try (ServerSocketChannel listener = ServerSocketChannel.open()) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            near = SocketChannel.open(listener.getLocalAddress());
            far = listener.accept();
        }
    }

    @AfterEach
    void close() throws IOException {
        near.close();
        far.close();
        threads.close();
    }

    private SSLSocket client(boolean autoClose) throws IOException {
        return (SSLSocket) factory.createSocket(near.socket(), "localhost", 1, autoClose);
    }

    private SSLSocket server(boolean autoClose) throws IOException {
        return (SSLSocket) factory.createSocket(far.socket(), (InputStream) null, autoClose);
    }

    private void handshake(SSLSocket client, SSLSocket server) throws Exception {
        Future<?> other = threads.start(() -> {
            server.startHandshake();
            return null;
        });
        client.startHandshake();
        SocketPair.await(other);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void megabytesGoBothWaysAtOnce(boolean autoClose) throws Exception {
        byte[] data = EngineHandshakeTest.pattern(2 << 20);
        SSLSocket client = client(autoClose);
        SSLSocket server = server(autoClose);
        assertNull(client.getChannel(), "what goes over the channel is not what the socket says");
        Future<byte[]> atServer = threads.start(() -> server.getInputStream().readNBytes(data.length));
        Future<byte[]> atClient = threads.start(() -> client.getInputStream().readNBytes(data.length));
        Future<?> fromServer = threads.start(() -> {
            server.getOutputStream().write(data);
            return null;
        });
        client.getOutputStream().write(data);
        assertArrayEquals(data, SocketPair.await(atServer));
        assertArrayEquals(data, SocketPair.await(atClient));
        SocketPair.await(fromServer);
        client.close();
        server.close();
        assertEquals(!autoClose, near.isOpen());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void timeoutLeavesTheConnectionUsable(boolean autoClose) throws Exception {
        SSLSocket client = client(autoClose);
        SSLSocket server = server(autoClose);
        handshake(client, server);
        client.setSoTimeout(1);
        assertThrows(SocketTimeoutException.class, client.getInputStream()::read);
        client.setSoTimeout(0);
        server.getOutputStream().write(7);
        assertEquals(7, client.getInputStream().read());
    }

    @Test
    void channelGoesOnInClearBehindTls() throws Exception {
        SSLSocket client = client(false);
        SSLSocket server = server(false);
        handshake(client, server);
        Future<?> other = threads.start(() -> {
            assertEquals(-1, server.getInputStream().read());
            server.close();
            far.write(ByteBuffer.wrap(new byte[] {4, 5, 6}));
            return null;
        });
        client.close();
        SocketPair.await(other);
        ByteBuffer clear = ByteBuffer.allocate(3);
        while (clear.hasRemaining() && near.read(clear) >= 0) {}
        assertArrayEquals(new byte[] {4, 5, 6}, clear.array());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void closeWakesAReader(boolean autoClose) throws Exception {
        var watched = new WatchedSocket(near.socket());
        var client = (SSLSocket) factory.createSocket(watched, "localhost", 1, autoClose);
        SSLSocket server = server(autoClose);
        handshake(client, server);
        watched.reading = new CountDownLatch(1);
        Future<Integer> reader = threads.start(() -> client.getInputStream().read());
        assertTrue(watched.reading.await(10, TimeUnit.SECONDS));
        client.setSoTimeout(1);
        client.close();
        var thrown = assertThrows(ExecutionException.class, () -> reader.get(10, TimeUnit.SECONDS));
        assertInstanceOf(SocketException.class, thrown.getCause());
        assertTrue(client.isClosed());
        assertFalse(autoClose && near.isOpen());
    }

    @Test
    void halfCloseIsThatOfTheChannel() throws Exception {
        SSLSocket client = client(true);
        SSLSocket server = server(true);
        handshake(client, server);
        client.shutdownOutput();
        assertEquals(-1, server.getInputStream().read());
        server.getOutputStream().write(9);
        assertEquals(9, client.getInputStream().read());
        Socket inner = near.socket();
        assertTrue(inner.isOutputShutdown());
        assertTrue(near.isOpen());
    }
}
