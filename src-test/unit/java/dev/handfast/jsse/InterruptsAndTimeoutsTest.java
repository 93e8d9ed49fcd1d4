package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Interrupts and timeouts do to a socket of ours what they do to a plain one. */
@Timeout(60)
class InterruptsAndTimeoutsTest {

    /** What is done with two connected sockets; the answer tells what came of it. */
    @FunctionalInterface
    private interface Play {
        String on(Socket near, Socket far) throws Exception;
    }

    static Stream<Arguments> onPlatformThreads() {
        return Stream.of(
                Arguments.of("interrupted before a read of bytes that are there", (Play) (near, far) -> {
                    far.getOutputStream().write(5);
                    awaitArrival(near);
                    Thread.currentThread().interrupt();
                    return readOnce(near);
                }),
                Arguments.of("interrupted before a write", (Play) (near, far) -> {
                    Thread.currentThread().interrupt();
                    near.getOutputStream().write(6);
                    String flag = flag();
                    return flag + far.getInputStream().read() + state(near);
                }),
                Arguments.of("interrupted while it reads", (Play) (near, far) -> {
                    var started = new CountDownLatch(1);
                    var answer = new CompletableFuture<String>();
                    Thread reader = platform(() -> {
                        started.countDown();
                        answer.complete(readOnce(near));
                    });
                    assertTrue(started.await(10, TimeUnit.SECONDS));
                    reader.interrupt();
                    far.getOutputStream().write(7);
                    return answer.get(10, TimeUnit.SECONDS);
                }),
                Arguments.of("timeout, then data", (Play) (near, far) -> {
                    near.setSoTimeout(1);
                    String late = readOnce(near) + readOnce(near);
                    near.setSoTimeout(0);
                    far.getOutputStream().write(8);
                    return late + readOnce(near);
                }),
                Arguments.of("interrupted before a read that times out", (Play) (near, far) -> {
                    near.setSoTimeout(1);
                    Thread.currentThread().interrupt();
                    return readOnce(near);
                }),
                Arguments.of("interrupted before a close", (Play) (near, far) -> {
                    Thread.currentThread().interrupt();
                    near.close();
                    return flag() + state(near) + far.getInputStream().read();
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("onPlatformThreads")
    void platformThreadFindsTheSame(String name, Play play) throws Exception {
        assertSameAsPlain(play);
    }

    static Stream<Arguments> onVirtualThreads() {
        return Stream.of(
                Arguments.of("interrupted before a read of bytes that are there", (Play) (near, far) -> {
                    far.getOutputStream().write(5);
                    awaitArrival(near);
                    return onVirtualThread(() -> {
                        Thread.currentThread().interrupt();
                        return readOnce(near);
                    });
                }),
                Arguments.of("interrupted before a read that has to wait", (Play) (near, far) -> onVirtualThread(() -> {
                    Thread.currentThread().interrupt();
                    return readOnce(near);
                })),
                Arguments.of("interrupted before a write", (Play) (near, far) -> onVirtualThread(() -> {
                    Thread.currentThread().interrupt();
                    near.getOutputStream().write(6);
                    return flag() + far.getInputStream().read() + state(near);
                })),
                Arguments.of("interrupted while it waits", (Play) (near, far) -> {
                    var answer = new CompletableFuture<String>();
                    Thread reader = VirtualThreads.start(() -> answer.complete(readOnce(near)));
                    awaitWaiting(reader);
                    reader.interrupt();
                    return answer.get(10, TimeUnit.SECONDS)
                            + far.getInputStream().read();
                }),
                Arguments.of("interrupted while it waits with a timeout", (Play) (near, far) -> {
                    near.setSoTimeout(50_000);
                    var answer = new CompletableFuture<String>();
                    Thread reader = VirtualThreads.start(() -> answer.complete(readOnce(near)));
                    awaitWaiting(reader);
                    reader.interrupt();
                    return answer.get(10, TimeUnit.SECONDS);
                }),
                Arguments.of("timeout, then data", (Play) (near, far) -> onVirtualThread(() -> {
                    near.setSoTimeout(1);
                    String late = readOnce(near);
                    near.setSoTimeout(0);
                    far.getOutputStream().write(8);
                    return late + readOnce(near);
                })),
                Arguments.of("closed while it waits", (Play) (near, far) -> {
                    var answer = new CompletableFuture<String>();
                    Thread reader = VirtualThreads.start(() -> answer.complete(readOnce(near)));
                    awaitWaiting(reader);
                    near.close();
                    return answer.get(10, TimeUnit.SECONDS);
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("onVirtualThreads")
    @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "JDK 21 or later has virtual threads")
    void virtualThreadFindsTheSame(String name, Play play) throws Exception {
        assertSameAsPlain(play);
    }

    @Test
    void timeoutInTheMiddleOfARecordLosesNothing() throws Exception {
        Socket[] plain = SocketPair.plain();
        byte[] data = EngineHandshakeTest.pattern(1000);
        SSLSocketFactory factory = Peers.HANDFAST.context().getSocketFactory();
        try (var threads = SocketPair.ours();
                var hesitant = new HesitantSocket(plain[1]);
                var client = (SSLSocket) factory.createSocket(plain[0], "localhost", 1, true);
                var server = (SSLSocket) factory.createSocket(hesitant, (InputStream) null, true)) {
            var other = threads.start(() -> {
                server.startHandshake();
                return null;
            });
            client.startHandshake();
            SocketPair.await(other);
            for (int sent : new int[] {1, 4, 5, 6, 500}) {
                hesitant.sendAtOnce = sent;
                server.getOutputStream().write(data);
                client.setSoTimeout(1);
                for (int i = 0; i < 3; i++) {
                    assertThrows(SocketTimeoutException.class, client.getInputStream()::read);
                }
                hesitant.sendRest();
                client.setSoTimeout(0);
                assertArrayEquals(data, client.getInputStream().readNBytes(data.length));
            }
        }
    }

    // ---- how it is done

    private static void assertSameAsPlain(Play play) throws Exception {
        String expected;
        Socket[] plain = SocketPair.plain();
        try (Socket near = plain[0];
                Socket far = plain[1]) {
            expected = answer(play, near, far);
        }
        try (var pair = SocketPair.oursOpen()) {
            assertEquals(expected, answer(play, pair.client, pair.server));
        }
    }

    private static String answer(Play play, Socket near, Socket far) throws Exception {
        try {
            return play.on(near, far);
        } finally {
            Thread.interrupted(); // the next one starts afresh
        }
    }

    /** What came of a read, whether the interrupt is still to be seen (it is not afterwards), and whether the socket lives. */
    private static String readOnce(Socket socket) {
        String read;
        try {
            read = "read " + socket.getInputStream().read();
        } catch (IOException thrown) {
            read = thrown.getClass().getSimpleName();
        }
        return read + flag() + state(socket);
    }

    private static String flag() {
        return Thread.interrupted() ? " interrupted " : " ";
    }

    private static String state(Socket socket) {
        return socket.isClosed() ? "closed " : "open ";
    }

    private static void awaitArrival(Socket socket) throws IOException {
        while (socket.getInputStream().available() == 0) {
            Thread.onSpinWait();
        }
    }

    private static void awaitWaiting(Thread reader) {
        while (reader.getState() != Thread.State.WAITING && reader.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
    }

    private static Thread platform(Runnable work) {
        var thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static String onVirtualThread(Callable<String> work) throws Exception {
        var answer = new CompletableFuture<String>();
        VirtualThreads.start(() -> {
            try {
                answer.complete(work.call());
            } catch (Exception failed) {
                answer.completeExceptionally(failed);
            }
        });
        return answer.get(10, TimeUnit.SECONDS);
    }

    /** Sends the first bytes of what it is given, and the rest when it is told to. */
    private static final class HesitantSocket extends DelegatingSocket {
        volatile int sendAtOnce = Integer.MAX_VALUE;
        private final ByteArrayOutputStream rest = new ByteArrayOutputStream();

        HesitantSocket(Socket real) {
            super(real);
        }

        void sendRest() throws IOException {
            real.getOutputStream().write(rest.toByteArray());
            rest.reset();
            sendAtOnce = Integer.MAX_VALUE;
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            OutputStream out = super.getOutputStream();
            return new OutputStream() {
                @Override
                public void write(int value) throws IOException {
                    write(new byte[] {(byte) value}, 0, 1);
                }

                @Override
                public void write(byte[] from, int at, int length) throws IOException {
                    int now = Math.min(length, sendAtOnce);
                    out.write(from, at, now);
                    rest.write(from, at + now, length - now);
                }
            };
        }
    }
}
