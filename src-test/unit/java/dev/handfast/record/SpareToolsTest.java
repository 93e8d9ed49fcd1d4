package dev.handfast.record;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.crypto.TrafficKeys;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.CipherSuite.Bulk;
import dev.handfast.wire.ContentType;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.TlsFault;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.Cipher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Connections that have lost their ciphers to a garbage collection share a few. */
@Timeout(120)
class SpareToolsTest {
    /** More than there are places for ciphers, so that each is used by several. */
    private static final int DIRECTIONS = 600;

    private static final int THREADS = 4;

    private static List<CipherSuite> suites() {
        return CipherSuite.ofVersion(ProtocolVersion.TLS_1_3);
    }

    @Test
    void whoHasOneHasItAlone() {
        Set<CipherTool> taken = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int i = 0; i < 5000; i++) {
            assertTrue(taken.add(
                    SpareTools.of(Cipher.ENCRYPT_MODE, Bulk.AES_128_GCM).take()));
        }
    }

    @Test
    void isFoundAgainUnlessSomebodyElseHadIt() {
        var tool = new CipherTool(Bulk.AES_128_GCM);
        assertFalse(tool.take());
        int mine = tool.giveBack();
        assertTrue(tool.takeAgain(mine));
        assertFalse(tool.takeAgain(mine));
        mine = tool.giveBack();
        assertTrue(tool.take());
        int others = tool.giveBack();
        assertFalse(tool.takeAgain(mine));
        assertTrue(tool.takeAgain(others));
    }

    /** What has just sealed under a key is not given to whoever opens under it: the JDK's ChaCha20-Poly1305 would refuse. */
    @Test
    void sealersAndOpenersHaveTheirOwn() {
        assertNotSame(
                SpareTools.of(Cipher.ENCRYPT_MODE, Bulk.CHACHA20_POLY1305),
                SpareTools.of(Cipher.DECRYPT_MODE, Bulk.CHACHA20_POLY1305));
    }

    @ParameterizedTest
    @MethodSource("suites")
    void manyDirectionsInManyThreadsGoOnAfterACollection(CipherSuite suite) throws Exception {
        var random = new Random(8);
        List<Direction> directions = new ArrayList<>();
        for (int i = 0; i < DIRECTIONS; i++) {
            directions.add(new Direction(PlainCipher.keys(suite, random)));
        }
        transfer(directions);
        collectGarbage();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Void>> shares = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                List<Direction> share = directions.subList(i * DIRECTIONS / THREADS, (i + 1) * DIRECTIONS / THREADS);
                shares.add(() -> {
                    for (int round = 0; round < 20; round++) {
                        transfer(share);
                    }
                    return null;
                });
            }
            for (Future<Void> each : threads.invokeAll(shares)) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void transfer(List<Direction> directions) throws TlsFault {
        for (Direction each : directions) {
            each.transfer();
        }
    }

    /** What is kept weakly is gone then. */
    private static void collectGarbage() {
        var witness = new WeakReference<>(new Object());
        while (!witness.refersTo(null)) {
            System.gc();
        }
    }

    /** Both ends of what one side sends. */
    private static final class Direction {
        private final Sealer sealer;
        private final Opener opener;
        private int sent;

        Direction(TrafficKeys keys) {
            sealer = new Tls13Sealer(keys);
            opener = new Tls13Opener(keys);
        }

        void transfer() throws TlsFault {
            byte[] content = {1, 2, 3, (byte) sent++};
            byte[] record = new byte[sealer.sealedLength(content.length)];
            int length = sealer.seal(ContentType.APPLICATION_DATA, content, 0, content.length, record, 0);
            byte[] opened = new byte[opener.room(length)];
            int received = opener.open(record, 0, length, opened, 0);
            assertArrayEquals(content, Arrays.copyOf(opened, received));
        }
    }
}
