package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several threads use one engine: one wraps while another unwraps, on both sides at once. */
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

    @Test
    void whoComesWhileTheConnectionIsMadeWaitsAndFindsIt() throws Exception {
        var trust = new SlowTrust();
        SSLContext context = Peers.HANDFAST.empty();
        context.init(null, new TrustManager[] {trust}, null);
        SSLEngine engine = context.createSSLEngine("localhost", 443);
        engine.setUseClientMode(true);
        var first = new FutureTask<>(() -> wrapped(engine));
        var second = new FutureTask<>(() -> wrapped(engine));
        new Thread(first).start();
        trust.asked.await();
        Thread late = new Thread(second);
        late.start();
        while (late.isAlive() && late.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        trust.answer.countDown();
        assertEquals(1, Math.min(first.get(), 1) + Math.min(second.get(), 1), "one ClientHello, whoever gets it");
        assertEquals(1, trust.times.get());
    }

    private static int wrapped(SSLEngine engine) throws SSLException {
        ByteBuffer room = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.beginHandshake();
        return engine.wrap(ByteBuffer.allocate(0), room).bytesProduced();
    }

    /** A client looks at its authorities before it begins. */
    private static final class SlowTrust implements X509TrustManager {
        final CountDownLatch asked = new CountDownLatch(1);
        final CountDownLatch answer = new CountDownLatch(1);
        final AtomicInteger times = new AtomicInteger();

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            times.incrementAndGet();
            asked.countDown();
            try {
                answer.await();
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
            return new X509Certificate[0];
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}
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
