package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What connections keep that have nothing to do. */
@Timeout(120)
class IdleMemoryTest {
    private static final int PAIRS = 40;
    private static final int ENGINE_PAIRS = 400;

    /** Half of the bytes that SunJSSE keeps for two sockets that have been talking (FIGURES, 1d). */
    private static final long BAR = 18_440 / 2;

    /** The same for two engines, as {@code idle-memory} of the benchmarks has it. */
    private static final long ENGINE_BAR = 9_071 / 2;

    private final SSLContext context = Peers.HANDFAST.context();
    private final ExecutorService threads = Executors.newSingleThreadExecutor();

    @Test
    void socketsThatHaveMovedMuchKeepLittle() throws Exception {
        var pairs = new ArrayList<SocketPair>();
        try {
            pairs.add(busyThenIdle()); // what is loaded and cached once for all does not count
            long before = used();
            for (int i = 0; i < PAIRS; i++) {
                pairs.add(busyThenIdle());
            }
            long each = (used() - before) / PAIRS;
            assertTrue(each < BAR, "bytes for each idle pair: " + each);
            for (SocketPair pair : pairs) {
                pair.client.getOutputStream().write(1);
                assertEquals(1, pair.server.getInputStream().read());
            }
        } finally {
            threads.shutdownNow();
            for (SocketPair pair : pairs) {
                pair.close();
            }
        }
    }

    @Test
    void enginesThatHaveSpokenKeepLittle() throws Exception {
        context.getClientSessionContext().setSessionCacheSize(1); // what can be resumed is counted by itself
        var engines = new ArrayList<SSLEngine>();
        for (int port = 1; port <= ENGINE_PAIRS / 2; port++) {
            spokenThenIdle(port);
        }
        long before = used();
        for (int port = 1; port <= ENGINE_PAIRS; port++) {
            EnginePair pair = spokenThenIdle(port);
            engines.add(pair.client.engine);
            engines.add(pair.server.engine);
        }
        long each = (used() - before) / ENGINE_PAIRS;
        assertTrue(each < ENGINE_BAR, "bytes for each idle pair: " + each);
        for (SSLEngine engine : engines) { // still there, and of use
            assertEquals(HandshakeStatus.NOT_HANDSHAKING, engine.getHandshakeStatus());
            assertTrue(engine.getSession().isValid());
        }
    }

    private EnginePair spokenThenIdle(int port) throws SSLException {
        var pair = new EnginePair(context.createSSLEngine("localhost", port), context.createSSLEngine()).handshake();
        byte[] word = {1};
        pair.carry(pair.client.wrapAll(word), pair.server);
        pair.carry(pair.server.wrapAll(word), pair.client);
        assertArrayEquals(word, pair.server.read());
        assertArrayEquals(word, pair.client.read());
        return pair;
    }

    private SocketPair busyThenIdle() throws Exception {
        var pair = new SocketPair(context, context);
        byte[] data = EngineHandshakeTest.pattern(1 << 18);
        Future<byte[]> echoed = threads.submit(() -> {
            byte[] all = pair.server.getInputStream().readNBytes(data.length);
            pair.server.getOutputStream().write(all);
            return all;
        });
        pair.client.getOutputStream().write(data);
        assertArrayEquals(data, pair.client.getInputStream().readNBytes(data.length));
        assertArrayEquals(data, SocketPair.await(echoed));
        return pair;
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }

    @Test
    void arrayThatWasLeftIsFoundAgainIfItIsLargeEnough() {
        byte[] first = SpareArray.NONE.take(100);
        assertEquals(100, first.length);
        SpareArray spare = SpareArray.NONE.leave(first);
        assertSame(spare, spare.leave(first));
        assertTrue(spare.isThere());
        assertSame(first, spare.take(50));
        assertNotSame(first, spare.take(101));
    }
}
