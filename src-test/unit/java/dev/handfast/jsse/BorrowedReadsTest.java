package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A reader of a layered socket whose inner socket is to outlive it: how it is woken, and what it leaves behind. */
@Timeout(60)
class BorrowedReadsTest {
    private Socket[] plain;
    private SocketPair threads;
    private WatchedSocket inner;
    private SSLSocket client;
    private SSLSocket server;

    @BeforeEach
    void handshake() throws Exception {
        plain = SocketPair.plain();
        threads = SocketPair.ours();
        inner = new WatchedSocket(plain[0]);
        SSLSocketFactory factory = Peers.HANDFAST.context().getSocketFactory();
        client = (SSLSocket) factory.createSocket(inner, "localhost", 1, false);
        server = (SSLSocket) factory.createSocket(plain[1], (InputStream) null, false);
        Future<?> other = threads.start(() -> {
            server.startHandshake();
            return null;
        });
        client.startHandshake();
        SocketPair.await(other);
    }

    @AfterEach
    void close() throws IOException {
        plain[0].close();
        plain[1].close();
        threads.close();
    }

    private Future<Integer> startReading() throws Exception {
        inner.reading = new CountDownLatch(1);
        InputStream in = client.getInputStream();
        Future<Integer> reader = threads.start(in::read);
        assertTrue(inner.reading.await(10, TimeUnit.SECONDS));
        return reader;
    }

    /** The server's side of an end in peace: it hears close_notify and says its own. */
    private Future<?> startAnswering() {
        return threads.start(() -> {
            assertEquals(-1, server.getInputStream().read());
            server.close();
            plain[1].getOutputStream().write(new byte[] {7, 8, 9});
            return null;
        });
    }

    private static void assertClosed(Future<Integer> reader) {
        var thrown = assertThrows(ExecutionException.class, () -> reader.get(10, TimeUnit.SECONDS));
        assertInstanceOf(SocketException.class, thrown.getCause());
        assertEquals("Socket is closed", thrown.getCause().getMessage());
    }

    @Test
    void closeWakesItAndThePlainConversationGoesOn() throws Exception {
        client.setSoTimeout(30_000);
        Future<Integer> reader = startReading();
        Future<?> answer = startAnswering();
        client.close();
        assertClosed(reader);
        SocketPair.await(answer);
        assertFalse(plain[0].isClosed());
        assertEquals(30_000, plain[0].getSoTimeout());
        assertArrayEquals(new byte[] {7, 8, 9}, plain[0].getInputStream().readNBytes(3));
        plain[0].getOutputStream().write(5);
        assertEquals(5, plain[1].getInputStream().read());
    }

    @Test
    void whomCloseWakesLeavesWhenTheInnerSocketIsFree() throws Exception {
        Future<Integer> reader = startReading();
        Future<?> closing = threads.start(() -> {
            inner.holding = Thread.currentThread();
            client.close();
            return null;
        });
        assertTrue(inner.held.await(10, TimeUnit.SECONDS)); // who closes is about to read up to close_notify
        assertThrows(TimeoutException.class, () -> reader.get(500, TimeUnit.MILLISECONDS));
        inner.free.countDown();
        SocketPair.await(closing);
        assertClosed(reader);
    }

    /** Who has read in TLS and may read in clear by now, as JNDI's reader does. */
    private void readOnceInAnotherThread() throws Exception {
        server.getOutputStream().write(1);
        InputStream in = client.getInputStream();
        Future<Integer> reader = threads.start(in::read);
        assertEquals(1, SocketPair.await(reader));
    }

    @Test
    void closeLeavesAReaderInClearAlone() throws Exception {
        readOnceInAnotherThread();
        plain[0].setSoTimeout(30_000);
        inner.reading = new CountDownLatch(1);
        Future<Integer> inClear = threads.start(() -> {
            byte[] one = new byte[1];
            int count = inner.getInputStream().read(one, 0, 1);
            return count < 0 ? count : one[0];
        });
        assertTrue(inner.reading.await(10, TimeUnit.SECONDS));
        inner.timeouts.clear();
        client.close(); // here, as a thread of the pool may be the one that has read; though one holds the socket,
        // and the peer is silent
        assertEquals(List.of(), List.copyOf(inner.timeouts));
        plain[1].getOutputStream().write(42);
        assertEquals(42, SocketPair.await(inClear));
    }

    @Test
    void closeTakesCloseNotifyAloneWhereAReaderMayBeInClear() throws Exception {
        readOnceInAnotherThread();
        Future<?> answer = startAnswering();
        inner.timeouts.clear();
        Thread.currentThread().interrupt();
        client.close();
        assertTrue(Thread.interrupted());
        SocketPair.await(answer);
        assertEquals(List.of(), List.copyOf(inner.timeouts));
        assertArrayEquals(new byte[] {7, 8, 9}, plain[0].getInputStream().readNBytes(3));
    }

    @Test
    void closeWakesItThoughThePeerIsSilent() throws Exception {
        Future<Integer> reader = startReading();
        client.close();
        assertClosed(reader);
        assertFalse(plain[0].isClosed());
        assertEquals(0, plain[0].getSoTimeout());
    }

    @Test
    void closeWakesWhoWaitsInTheHandshake() throws Exception {
        Socket[] other = SocketPair.plain();
        try (Socket near = other[0];
                Socket far = other[1]) {
            var watched = new WatchedSocket(near);
            var tls = (SSLSocket)
                    Peers.HANDFAST.context().getSocketFactory().createSocket(watched, "localhost", 1, false);
            Future<Integer> shaking = threads.start(() -> {
                tls.startHandshake();
                return 0;
            });
            assertTrue(watched.reading.await(10, TimeUnit.SECONDS));
            tls.close();
            assertClosed(shaking);
            assertFalse(near.isClosed() || far.isClosed());
        }
    }

    @Test
    void shutDownInputEndsItAndLeavesTheInnerSocketOpen() throws Exception {
        Future<Integer> reader = startReading();
        client.shutdownInput();
        assertEquals(-1, SocketPair.await(reader));
        assertFalse(plain[0].isInputShutdown());
        client.getOutputStream().write(3);
        assertEquals(3, server.getInputStream().read());
    }

    @Test
    void dataReachItThoughTheWaitIsLongerThanASlice() throws Exception {
        Future<Integer> reader = startReading();
        inner.reading = new CountDownLatch(1);
        assertTrue(inner.reading.await(10, TimeUnit.SECONDS)); // the next slice
        server.getOutputStream().write(77);
        assertEquals(77, SocketPair.await(reader));
        assertEquals(0, plain[0].getSoTimeout());
    }

    @Test
    void timeoutLastsAsLongAsItsOwnerSaid() throws Exception {
        for (int timeout : new int[] {1, BorrowedReads.SLICE, 3 * BorrowedReads.SLICE}) {
            client.setSoTimeout(timeout);
            long start = System.nanoTime();
            assertThrows(SocketTimeoutException.class, client.getInputStream()::read);
            assertTrue(System.nanoTime() - start >= TimeUnit.MILLISECONDS.toNanos(timeout));
            assertEquals(timeout, plain[0].getSoTimeout());
        }
        server.getOutputStream().write(78);
        client.setSoTimeout(0);
        assertEquals(78, client.getInputStream().read());
    }

    @Test
    void timeoutThatIsSetMeanwhileHoldsAfterwards() throws Exception {
        Future<Integer> reader = startReading();
        assertEquals(0, client.getSoTimeout());
        client.setSoTimeout(1234);
        assertEquals(1234, client.getSoTimeout());
        assertThrows(IllegalArgumentException.class, () -> client.setSoTimeout(-1));
        server.getOutputStream().write(79);
        assertEquals(79, SocketPair.await(reader));
        assertEquals(1234, plain[0].getSoTimeout());
    }
}
