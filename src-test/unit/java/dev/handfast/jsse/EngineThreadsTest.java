package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One thread wraps while another unwraps, on both sides at once. */
@Timeout(60)
class EngineThreadsTest {
    private static final int SIZE = 8 << 20;

    @Test
    void bothDirectionsFlowAtOnceAndKeysChangeOnTheWay() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            var pair = EnginePair.oursOpen();
            byte[] there = EngineHandshakeTest.pattern(SIZE);
            byte[] back = EngineHandshakeTest.pattern(SIZE + 1);
            BlockingQueue<byte[]> toServer = new LinkedBlockingQueue<>();
            BlockingQueue<byte[]> toClient = new LinkedBlockingQueue<>();
            Future<byte[]> atServer = threads.submit(reading(pair.server.engine, toServer, SIZE));
            Future<byte[]> atClient = threads.submit(reading(pair.client.engine, toClient, SIZE + 1));
            Future<?> fromClient = threads.submit(writing(pair.client.engine, there, toServer));
            Future<?> fromServer = threads.submit(writing(pair.server.engine, back, toClient));
            assertArrayEquals(there, atServer.get(30, TimeUnit.SECONDS));
            assertArrayEquals(back, atClient.get(30, TimeUnit.SECONDS));
            fromClient.get(1, TimeUnit.SECONDS);
            fromServer.get(1, TimeUnit.SECONDS);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Callable<Void> writing(SSLEngine engine, byte[] data, BlockingQueue<byte[]> to) {
        return () -> {
            ByteBuffer source = ByteBuffer.wrap(data);
            ByteBuffer room = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
            for (int records = 1; source.hasRemaining(); records++) {
                if (records % 100 == 0) {
                    engine.beginHandshake(); // a KeyUpdate, which the other side answers between its own records
                }
                source.limit(Math.min(data.length, source.position() + (records % 7 == 0 ? 100 : 16384)));
                assertEquals(Status.OK, engine.wrap(source, room.clear()).getStatus());
                source.limit(data.length);
                byte[] record = new byte[room.flip().remaining()];
                room.get(record);
                to.add(record);
            }
            return null;
        };
    }

    private static Callable<byte[]> reading(SSLEngine engine, BlockingQueue<byte[]> from, int expected) {
        return () -> {
            var all = new ByteArrayOutputStream();
            ByteBuffer room = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
            while (all.size() < expected) {
                ByteBuffer records = ByteBuffer.wrap(from.take());
                while (records.hasRemaining()) {
                    assertEquals(Status.OK, engine.unwrap(records, room.clear()).getStatus());
                    all.write(room.array(), 0, room.position());
                }
            }
            return all.toByteArray();
        };
    }
}
