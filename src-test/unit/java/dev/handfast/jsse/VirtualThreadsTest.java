package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLSocket;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** Virtual threads wait in our sockets without holding on to their carriers. */
@Timeout(120)
@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "JDK 21 or later has virtual threads")
class VirtualThreadsTest {
    private static final int CONNECTIONS = 50;
    private static final int ROUNDS = 10;

    @TempDir
    Path directory;

    @Test
    void manyShakeHandsReadAndWriteAtOnceAndNonePinsItsCarrier() throws Exception {
        try (var warm = SocketPair.oursOpen()) { // initialisers of classes do pin, once, and are not what this is about
            for (Future<?> end : exchange(warm, 1, VirtualThreads.executor())) {
                end.get(60, TimeUnit.SECONDS);
            }
        }
        try (var recording = new Recording()) {
            recording.enable("jdk.VirtualThreadPinned").withoutThreshold().withStackTrace();
            recording.disable(
                    "dev.handfast.Handshake"); // the recorder has monitors, which pin who writes any event to it
            recording.disable("dev.handfast.CertificateChain");
            recording.start();
            pinOnPurpose();
            converse();
            recording.stop();
            Path file = directory.resolve("pinned.jfr");
            recording.dump(file);
            List<RecordedEvent> pinned = RecordingFile.readAllEvents(file);
            assertTrue(pinned.stream().anyMatch(event -> isIn(event, Pinning.class.getName())), "nothing is recorded");
            assertEquals(
                    List.of(),
                    pinned.stream()
                            .filter(event -> isIn(event, "dev.handfast.") && !isIn(event, Pinning.class.getName()))
                            .toList());
        }
    }

    private static boolean isIn(RecordedEvent event, String prefix) {
        return event.getStackTrace() != null
                && event.getStackTrace().getFrames().stream()
                        .anyMatch(frame -> frame.getMethod().getType().getName().startsWith(prefix));
    }

    /** All connections are there before the first handshake; more threads wait than there are carriers. */
    private static void converse() throws Exception {
        var pairs = new ArrayList<SocketPair>();
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                pairs.add(SocketPair.ours());
            }
            ExecutorService threads = VirtualThreads.executor();
            var ends = new ArrayList<Future<?>>();
            for (SocketPair pair : pairs) {
                ends.addAll(exchange(pair, ROUNDS, threads));
            }
            for (Future<?> end : ends) {
                end.get(60, TimeUnit.SECONDS);
            }
        } finally {
            for (SocketPair pair : pairs) {
                pair.close();
            }
        }
    }

    /** Both sides write and read at once, with a thread for each, and meet after every round. */
    private static List<Future<?>> exchange(SocketPair pair, int rounds, ExecutorService threads) {
        var ends = new ArrayList<Future<?>>();
        var round = new CyclicBarrier(4);
        for (SSLSocket side : List.of(pair.client, pair.server)) {
            ends.add(threads.submit(() -> {
                for (int i = 0; i < rounds; i++) {
                    side.getOutputStream().write(EngineHandshakeTest.pattern(1 << (i + 7)));
                    round.await();
                }
                return null;
            }));
            ends.add(threads.submit(() -> {
                for (int i = 0; i < rounds; i++) {
                    byte[] expected = EngineHandshakeTest.pattern(1 << (i + 7));
                    assertArrayEquals(expected, side.getInputStream().readNBytes(expected.length));
                    round.await();
                }
                return null;
            }));
        }
        return ends;
    }

    /** Shows that the recorder sees what it should: a thread that waits in an initialiser is pinned on every JDK. */
    private static void pinOnPurpose() throws Exception {
        VirtualThreads.start(Pinning::touch).join();
    }

    private static final class Pinning {
        static {
            LockSupport.parkNanos(1_000_000);
        }

        static void touch() {}
    }
}
