package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How sockets end: in peace, in the middle, and with threads stuck in them. */
@Timeout(60)
class TlsSocketClosingTest {

    @Test
    void closeIsTheEndOfTheDataForTheOtherSide() throws Exception {
        for (Peers server : Peers.values()) {
            try (var pair = new SocketPair(Peers.HANDFAST, server).handshake()) {
                pair.client.getOutputStream().write(3);
                pair.client.close();
                pair.client.close();
                assertTrue(pair.client.isClosed());
                InputStream in = pair.server.getInputStream();
                assertEquals(3, in.read());
                assertEquals(-1, in.read());
                assertEquals(-1, in.read());
            }
        }
    }

    @Test
    void closedSocketRefusesStreamsAndHandshakeAndKeepsItsSettings() throws Exception {
        try (var pair = SocketPair.oursOpen()) {
            InputStream in = pair.client.getInputStream();
            OutputStream out = pair.client.getOutputStream();
            pair.client.close();
            assertThrows(SocketException.class, in::read);
            assertThrows(SocketException.class, () -> out.write(1));
            assertThrows(SocketException.class, pair.client::startHandshake);
            assertThrows(SocketException.class, pair.client::getInputStream);
            assertThrows(SocketException.class, pair.client::getOutputStream);
            assertThrows(IllegalArgumentException.class, () -> pair.client.setUseClientMode(true));
            pair.client.setEnabledCipherSuites(pair.client.getEnabledCipherSuites());
            pair.client.setSSLParameters(pair.client.getSSLParameters());
            assertTrue(pair.client.getUseClientMode());
        }
    }

    @Test
    void closeWakesAReader() throws Exception {
        try (var pair = SocketPair.oursOpen()) {
            InputStream in = pair.client.getInputStream();
            Future<Integer> reader = pair.start(in::read);
            pair.client.close();
            var thrown = assertThrows(ExecutionException.class, () -> reader.get(10, TimeUnit.SECONDS));
            assertInstanceOf(SocketException.class, thrown.getCause());
        }
    }

    @Test
    void closeWakesAWriterWhoseReaderSleeps() throws Exception {
        try (var pair = SocketPair.oursOpen()) {
            var started = new CountDownLatch(1);
            OutputStream out = pair.client.getOutputStream();
            Future<?> writer = pair.start(() -> {
                byte[] block = new byte[1 << 20];
                for (int i = 0; i < 1000; i++) { // far more than the kernel buffers for a peer that does not read
                    out.write(block);
                    started.countDown();
                }
                return null;
            });
            assertTrue(started.await(10, TimeUnit.SECONDS));
            long before = System.nanoTime();
            pair.client.close();
            assertTrue(System.nanoTime() - before < TimeUnit.SECONDS.toNanos(5));
            var thrown = assertThrows(ExecutionException.class, () -> writer.get(10, TimeUnit.SECONDS));
            assertInstanceOf(IOException.class, thrown.getCause());
        }
    }

    @Test
    void closeOfAFullPipeIsNotHeldUp() throws Exception {
        Socket[] plain = SocketPair.plain();
        try (var pair = SocketPair.oursOpen();
                Socket far = plain[1]) {
            var stuck = new StuckSocket(plain[0]);
            var client =
                    (SSLSocket) Peers.HANDFAST.context().getSocketFactory().createSocket(stuck, "localhost", 1, true);
            Future<?> handshake = pair.start(() -> {
                client.startHandshake();
                return null;
            });
            assertTrue(stuck.writing.await(10, TimeUnit.SECONDS));
            client.setSoTimeout(1);
            client.close();
            assertTrue(far.isConnected());
            assertThrows(ExecutionException.class, () -> handshake.get(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void closeWaitsNoLongerThanTheTimeout() throws Exception {
        try (var pair = SocketPair.oursOpen()) {
            pair.client.setSoTimeout(1);
            long before = System.nanoTime();
            pair.client.close();
            assertTrue(System.nanoTime() - before < TimeUnit.SECONDS.toNanos(1));
        }
    }

    @Test
    void closeOfASocketWhoseInnerSocketIsGoneIsQuiet() throws Exception {
        Socket[] plain = SocketPair.plain();
        var client =
                (SSLSocket) Peers.HANDFAST.context().getSocketFactory().createSocket(plain[0], "localhost", 1, true);
        plain[0].close();
        plain[1].close();
        client.close();
        assertTrue(client.isClosed());
    }

    @Test
    void streamThatEndsBehindARecordWithoutCloseNotifyIsAnEndAsInTheJdk() throws Exception {
        try (var pair = SocketPair.oursOpen()) {
            pair.server.getOutputStream().write(9);
            ((TlsSocket) pair.server).inner().close();
            InputStream in = pair.client.getInputStream();
            assertEquals(9, in.read());
            assertEquals(-1, in.read());
        }
    }

    @Test
    void streamThatEndsWithoutCloseNotifyIsCutOffForWhoRequiresIt() throws Exception {
        System.setProperty("com.sun.net.ssl.requireCloseNotify", "true");
        try (var pair = SocketPair.oursOpen()) {
            pair.server.getOutputStream().write(9);
            ((TlsSocket) pair.server).inner().close();
            InputStream in = pair.client.getInputStream();
            assertEquals(9, in.read());
            var thrown = assertThrows(SSLException.class, in::read);
            assertInstanceOf(EOFException.class, thrown.getCause());
        } finally {
            System.clearProperty("com.sun.net.ssl.requireCloseNotify");
        }
    }

    @Test
    void streamThatEndsInTheHandshakeFailsIt() throws Exception {
        Socket[] plain = SocketPair.plain();
        try (var client =
                (SSLSocket) Peers.HANDFAST.context().getSocketFactory().createSocket(plain[0], "localhost", 1, true)) {
            plain[1].shutdownOutput();
            var thrown = assertThrows(SSLHandshakeException.class, client::startHandshake);
            assertTrue(thrown.getMessage().startsWith("Remote host terminated the handshake:"), thrown.getMessage());
            assertInstanceOf(EOFException.class, thrown.getCause());
        } finally {
            plain[1].close();
        }
    }

    @Test
    void resetBehindCloseNotifyIsStillTheEnd() throws Exception {
        try (var pair = SocketPair.oursOpen()) {
            pair.server.shutdownOutput();
            pair.server.setSoLinger(true, 0);
            ((TlsSocket) pair.server).inner().close();
            assertEquals(-1, pair.client.getInputStream().read());
        }
    }

    @Test
    void garbageBehindCloseNotifyIsNeverRead() throws Exception {
        Socket[] plain = SocketPair.plain();
        SSLSocketFactory factory = Peers.HANDFAST.context().getSocketFactory();
        try (var threads = SocketPair.ours();
                var client = (SSLSocket) factory.createSocket(plain[0], "localhost", 1, true);
                var server = (SSLSocket) factory.createSocket(plain[1], (InputStream) null, false)) {
            Future<?> said = threads.start(() -> {
                server.getOutputStream().write(4);
                server.shutdownOutput();
                plain[1].getOutputStream().write(new byte[100]);
                return null;
            });
            client.startHandshake();
            SocketPair.await(said);
            InputStream in = client.getInputStream();
            assertEquals(4, in.read());
            for (int i = 0; i < 3; i++) {
                assertEquals(-1, in.read());
                assertEquals(0, in.available());
            }
        }
    }

    /** A socket whose writes hang until it is closed. */
    private static final class StuckSocket extends Socket {
        final CountDownLatch writing = new CountDownLatch(1);
        private final CountDownLatch closed = new CountDownLatch(1);
        private final Socket real;

        StuckSocket(Socket real) {
            this.real = real;
        }

        @Override
        public boolean isConnected() {
            return true;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return real.getInputStream();
        }

        @Override
        public OutputStream getOutputStream() {
            return new OutputStream() {
                @Override
                public void write(int value) throws IOException {
                    writing.countDown();
                    try {
                        closed.await();
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                    throw new SocketException("Socket closed");
                }

                @Override
                public void write(byte[] from, int at, int length) throws IOException {
                    write(0);
                }
            };
        }

        @Override
        public void setSoTimeout(int timeout) {}

        @Override
        public int getSoTimeout() {
            return 1;
        }

        @Override
        public void close() throws IOException {
            closed.countDown();
            real.close();
        }
    }
}
