package dev.handfast.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.client.TlsClient;
import dev.handfast.server.TlsServer;
import dev.handfast.wire.TlsFault;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

/** One thread reads, one writes and a third closes, on both ends of a connection at the same time. */
class ConcurrencyTest {
    private static final int RECORDS = 500;

    @RepeatedTest(5)
    @Timeout(60)
    void readerWriterAndCloserDoNotDisturbEachOther() throws Exception {
        BlockingQueue<byte[]> toServer = new LinkedBlockingQueue<>();
        BlockingQueue<byte[]> toClient = new LinkedBlockingQueue<>();
        var client = new Side(TlsClient.connection(ScriptedServer.settings().build()), toClient, toServer);
        var server = new Side(TlsServer.connection(ScriptedClient.settings().build()), toServer, toClient);
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Callable<Void>> work =
                    List.of(client::read, server::read, client::write, server::write, client::close, server::close);
            for (Future<Void> done : threads.invokeAll(work)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
        client.assertHeard(server);
        server.assertHeard(client);
    }

    private static final class Side {
        private final Connection connection;
        private final BlockingQueue<byte[]> in;
        private final BlockingQueue<byte[]> out;
        private final ReentrantLock wire = new ReentrantLock();
        private final CountDownLatch open = new CountDownLatch(1);
        private final CountDownLatch half = new CountDownLatch(RECORDS / 2);
        private int written;
        private int heard;

        Side(Connection connection, BlockingQueue<byte[]> in, BlockingQueue<byte[]> out) {
            this.connection = connection;
            this.in = in;
            this.out = out;
        }

        Void read() throws Exception {
            connection.begin();
            flush();
            while (!connection.isInboundClosed()) {
                byte[] record = in.poll(20, TimeUnit.SECONDS);
                assertTrue(record != null, "the other side has stopped");
                byte[] content = new byte[record.length];
                int length = connection.receive(record, 0, record.length, content, 0);
                if (length > 0) {
                    assertEquals((byte) heard, content[0], "data is lost, or out of order");
                    heard++;
                }
                for (Runnable task = connection.takeTask(); task != null; task = connection.takeTask()) {
                    task.run();
                }
                flush();
                if (connection.isOpen()) {
                    open.countDown();
                }
            }
            return null;
        }

        Void write() throws Exception {
            assertTrue(open.await(20, TimeUnit.SECONDS));
            for (int i = 0; i < RECORDS && connection.canWrite(); i++) {
                if (i % 20 == 0) {
                    connection.requestKeyUpdate();
                }
                while (connection.canWrite() && !wrote((byte) i)) {
                    flush(); // an answer of the reader came first
                }
                half.countDown();
            }
            return null;
        }

        Void close() throws Exception {
            assertTrue(half.await(20, TimeUnit.SECONDS));
            connection.closeOutbound();
            flush();
            return null;
        }

        private boolean wrote(byte value) throws TlsFault {
            byte[] content = new byte[100];
            content[0] = value;
            wire.lock();
            try {
                flush();
                byte[] record = new byte[connection.sealedLength(content.length)];
                int length = connection.write(content, 0, content.length, record, 0);
                if (length > 0) {
                    out.add(Arrays.copyOf(record, length));
                    written++;
                }
                return length > 0;
            } finally {
                wire.unlock();
            }
        }

        private void flush() {
            wire.lock();
            try {
                for (int length = connection.outputLength(); length > 0; length = connection.outputLength()) {
                    byte[] record = new byte[length];
                    connection.takeOutput(record, 0);
                    out.add(record);
                }
            } finally {
                wire.unlock();
            }
        }

        void assertHeard(Side other) {
            assertTrue(connection.isPeerClosed() && other.written >= RECORDS / 2);
            assertFalse(connection.isFailed());
            assertEquals(other.written, heard, "all that was written before close_notify arrives");
        }
    }
}
