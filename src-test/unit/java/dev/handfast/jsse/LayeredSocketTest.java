package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** TLS over a socket that was there before, and may stay behind. */
@Timeout(60)
class LayeredSocketTest {
    private final SSLSocketFactory factory = Peers.HANDFAST.context().getSocketFactory();
    private ExecutorService other;
    private Socket clientSide;
    private Socket serverSide;

    @BeforeEach
    void connect() throws IOException {
        other = Executors.newSingleThreadExecutor();
        Socket[] plain = SocketPair.plain();
        clientSide = plain[0];
        serverSide = plain[1];
        serverSide.setTcpNoDelay(true); // what a test has sent is there
    }

    @AfterEach
    void disconnect() throws IOException {
        clientSide.close();
        serverSide.close();
        other.shutdownNow();
    }

    private SSLSocket server(Socket inner, boolean autoClose) throws IOException {
        var socket = (SSLSocket) factory.createSocket(inner, (InputStream) null, autoClose);
        assertFalse(socket.getUseClientMode());
        return socket;
    }

    @Test
    void plainConversationGoesOnBehindTheTlsOne() throws Exception {
        Future<?> server = other.submit(() -> {
            SSLSocket tls = server(serverSide, false);
            byte[] word = tls.getInputStream().readNBytes(4);
            tls.getOutputStream().write(word);
            assertEquals(-1, tls.getInputStream().read());
            tls.close();
            serverSide.getOutputStream().write(serverSide.getInputStream().readNBytes(3));
            return null;
        });
        var tls = (SSLSocket) factory.createSocket(clientSide, "localhost", 1, false);
        tls.getOutputStream().write(new byte[] {1, 2, 3, 4});
        assertArrayEquals(new byte[] {1, 2, 3, 4}, tls.getInputStream().readNBytes(4));
        tls.close();
        assertTrue(tls.isClosed());
        assertFalse(clientSide.isClosed());
        clientSide.getOutputStream().write(new byte[] {7, 8, 9});
        assertArrayEquals(new byte[] {7, 8, 9}, clientSide.getInputStream().readNBytes(3));
        server.get(10, TimeUnit.SECONDS);
    }

    @Test
    void notAByteBehindTheLastRecordIsRead() throws Exception {
        Future<?> server = other.submit(() -> {
            SSLSocket tls = server(serverSide, false);
            tls.getOutputStream().write(new byte[5000]);
            tls.shutdownOutput();
            serverSide.getOutputStream().write("plain".getBytes(StandardCharsets.US_ASCII));
            return null;
        });
        var tls = (SSLSocket) factory.createSocket(clientSide, "localhost", 1, false);
        tls.startHandshake();
        server.get(10, TimeUnit.SECONDS); // All of it has been sent before we read on.
        assertEquals(5000, tls.getInputStream().readAllBytes().length);
        tls.close();
        assertEquals("plain", new String(clientSide.getInputStream().readNBytes(5), StandardCharsets.US_ASCII));
    }

    @Test
    void notAByteBehindAnAnswerIsRead() throws Exception {
        Future<?> server = other.submit(() -> {
            SSLSocket tls = server(serverSide, false);
            tls.getOutputStream().write(0);
            tls.getOutputStream().write(tls.getInputStream().read());
            tls.shutdownOutput();
            serverSide.getOutputStream().write("plain".getBytes(StandardCharsets.US_ASCII));
            return null;
        });
        var tls = (SSLSocket) factory.createSocket(clientSide, "localhost", 1, false);
        assertEquals(0, tls.getInputStream().read());
        tls.getOutputStream().write(1);
        server.get(10, TimeUnit.SECONDS); // All of it has been sent before we read on.
        assertArrayEquals(new byte[] {1}, tls.getInputStream().readAllBytes());
        tls.close();
        clientSide.setSoTimeout(10_000);
        assertEquals("plain", new String(clientSide.getInputStream().readNBytes(5), StandardCharsets.US_ASCII));
    }

    @Test
    void answerIsTakenInOneCallAndWhatComesUnaskedInTwo() throws Exception {
        SSLSocket server = server(serverSide, true);
        var watched = new WatchedSocket(clientSide);
        var tls = (SSLSocket) factory.createSocket(watched, "localhost", 1, true);
        Future<?> shaken = other.submit(() -> {
            server.startHandshake();
            server.getOutputStream().write(1);
            return null;
        });
        assertEquals(1, tls.getInputStream().read());
        shaken.get(10, TimeUnit.SECONDS);

        int before = watched.reads.get();
        tls.getOutputStream().write(2);
        server.getOutputStream().write(server.getInputStream().read());
        assertEquals(2, tls.getInputStream().read());
        assertEquals(1, watched.reads.get() - before);

        server.getOutputStream().write(3);
        assertEquals(3, tls.getInputStream().read());
        assertEquals(3, watched.reads.get() - before);
    }

    @Test
    void autoCloseTakesTheInnerSocketWithIt() throws Exception {
        var tls = (SSLSocket) factory.createSocket(clientSide, "localhost", 1, true);
        tls.close();
        assertTrue(clientSide.isClosed());
    }

    @Test
    void bytesThatSomebodyReadBeforeComeFirst() throws Exception {
        Future<Integer> server = other.submit(() -> {
            byte[] first = serverSide.getInputStream().readNBytes(5);
            var tls = (SSLSocket) factory.createSocket(serverSide, new ByteArrayInputStream(first), true);
            return tls.getInputStream().read();
        });
        var tls = (SSLSocket) factory.createSocket(clientSide, "localhost", 1, true);
        tls.getOutputStream().write(42);
        assertEquals(42, server.get(10, TimeUnit.SECONDS));
        tls.close();
    }

    @Test
    void timeoutAtAnyByteLosesNothing() throws Exception {
        byte[] data = EngineHandshakeTest.pattern(300);
        Future<?> server = other.submit(() -> {
            SSLSocket tls = server(serverSide, true);
            tls.getOutputStream().write(data);
            tls.close();
            return null;
        });
        var tls = (SSLSocket) factory.createSocket(new DrippingSocket(clientSide), "localhost", 1, true);
        int timeouts = 0;
        for (int at = 0; at < data.length; ) {
            try {
                assertEquals(data[at], (byte) tls.getInputStream().read());
                at++;
            } catch (SocketTimeoutException again) {
                timeouts++;
            }
        }
        assertTrue(timeouts > data.length);
        server.get(10, TimeUnit.SECONDS);
    }

    @Test
    void unconnectedOrMissingSocketIsRefused() {
        assertThrows(SocketException.class, () -> factory.createSocket(new Socket(), "localhost", 1, true));
        assertThrows(NullPointerException.class, () -> factory.createSocket((Socket) null, "localhost", 1, true));
    }

    @Test
    void hostAndPortMayBeUnknown() throws Exception {
        try (var tls = (SSLSocket) factory.createSocket(clientSide, null, -1, true)) {
            tls.setSoTimeout(1234);
            assertEquals(1234, clientSide.getSoTimeout());
            clientSide.setSoTimeout(4321);
            assertEquals(4321, tls.getSoTimeout());
        }
    }

    /** Gives one byte at a time, and a timeout before each. */
    private static final class DrippingSocket extends Socket {
        private final Socket real;
        private boolean timeoutNext = true;

        DrippingSocket(Socket real) {
            this.real = real;
        }

        @Override
        public boolean isConnected() {
            return true;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            InputStream in = real.getInputStream();
            return new InputStream() {
                @Override
                public int read() throws IOException {
                    timeoutNext = !timeoutNext;
                    if (!timeoutNext) {
                        throw new SocketTimeoutException("Read timed out");
                    }
                    return in.read();
                }

                @Override
                public int read(byte[] into, int from, int length) throws IOException {
                    int value = read();
                    if (value < 0) {
                        return -1;
                    }
                    into[from] = (byte) value;
                    return 1;
                }
            };
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            return real.getOutputStream();
        }

        @Override
        public int getSoTimeout() throws SocketException {
            return real.getSoTimeout();
        }

        @Override
        public void close() throws IOException {
            real.close();
        }
    }
}
