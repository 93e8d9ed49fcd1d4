package dev.handfast.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.crypto.Secret;
import dev.handfast.wire.Alert;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.TlsFault;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A connection that ends while work of its handshake is outstanding leaves no secret behind. */
class DeferredErasureTest {
    private static final CipherSuite TLS_1_2 = CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256;

    /** The subject, and how often it defers work in a handshake in which both show a certificate. */
    private enum Subject {
        TLS13_CLIENT(4) {
            @Override
            ScriptedPeer peer() {
                return new ScriptedServer().asking();
            }
        },
        TLS13_SERVER(3) {
            @Override
            ScriptedPeer peer() {
                return new ScriptedClient(ScriptedClient.settings()
                        .clientAuthentication(ClientAuthentication.NEEDED)
                        .build());
            }
        },
        TLS12_CLIENT(2) {
            @Override
            ScriptedPeer peer() {
                return new ScriptedTls12Server(TLS_1_2).asking();
            }
        },
        TLS12_SERVER(3) {
            @Override
            ScriptedPeer peer() {
                return new ScriptedTls12Client(
                        TLS_1_2,
                        ScriptedTls12Client.settings()
                                .clientAuthentication(ClientAuthentication.NEEDED)
                                .build());
            }
        },
        RESUMING_SERVER(1) {
            @Override
            ScriptedPeer peer() {
                return new ResumingTls12Client(TLS_1_2, ResumingTls12Client.settings());
            }
        },
        EARLY_DATA_CLIENT(1) {
            @Override
            ScriptedPeer peer() {
                return ResumingTls13Server.of();
            }
        },
        EARLY_DATA_SERVER(1) {
            @Override
            ScriptedPeer peer() {
                return ResumingTls13Client.of();
            }
        };

        private static final Set<Subject> CLIENTS_OF_TLS13 = Set.of(TLS13_CLIENT, EARLY_DATA_CLIENT);

        private final int tasks;

        Subject(int tasks) {
            this.tasks = tasks;
        }

        abstract ScriptedPeer peer();
    }

    @ParameterizedTest
    @EnumSource(Subject.class)
    void whateverIsOutstanding(Subject subject) throws Exception {
        for (int task = 0; task < subject.tasks; task++) {
            Deque<Runnable> late = new ArrayDeque<>();
            Connection connection = stuck(subject.peer(), task, late);
            Secrets secrets = Secrets.of(connection);
            // A server has none before it answers the first hello, nor a client of TLS 1.2 before it answers the
            // flight.
            assertEquals(
                    task > 0 || Subject.CLIENTS_OF_TLS13.contains(subject), secrets.size() > 0, subject + " " + task);
            connection.fail(new TlsFault(Alert.INTERNAL_ERROR, "no time left"));
            secrets.assertErased();
            late.remove().run();
            assertEquals(0, Secrets.of(connection).size());
        }
    }

    /** A handshake that stops at its task of this number. */
    private static Connection stuck(ScriptedPeer peer, int number, Deque<Runnable> late) {
        var done = new AtomicInteger();
        peer.workWith(task -> {
            if (done.getAndIncrement() < number) {
                task.run();
            } else {
                late.add(task);
            }
        });
        assertThrows(AssertionError.class, peer::handshake, "the peer waits in vain");
        assertEquals(1, late.size());
        return peer.subject();
    }

    @Test
    void theSubjectsDeferNoMoreThanThat() throws TlsFault {
        for (Subject subject : Subject.values()) {
            var done = new AtomicInteger();
            ScriptedPeer peer = subject.peer();
            peer.workWith(task -> {
                done.incrementAndGet();
                task.run();
            });
            peer.handshake();
            assertEquals(subject.tasks, done.get(), subject.toString());
        }
    }

    @Test
    void aResultThatComesTooLate() throws TlsFault {
        var secret = new Secret(new byte[] {1});
        Connection connection = connection(new Step.Defer<>(() -> secret, (result, flow) -> {
            throw new AssertionError("the connection is over");
        }));
        Runnable task = connection.takeTask();
        connection.fail(new TlsFault(Alert.INTERNAL_ERROR, "no time left"));
        task.run();
        assertErased(secret);
    }

    @Test
    void whatFollowsTheWorkFails() throws TlsFault {
        var result = new Secret(new byte[] {1});
        var held = new Secret(new byte[] {2});
        Connection connection = connection(new Step.Defer<>(
                () -> result,
                (secret, flow) -> {
                    throw new TlsFault(Alert.DECRYPT_ERROR, "something is wrong");
                },
                held));
        connection.takeTask().run();
        assertTrue(connection.isFailed());
        assertErased(result);
        assertErased(held);
    }

    @Test
    void theWorkFails() throws TlsFault {
        var held = new Secret(new byte[] {2});
        Connection connection = connection(new Step.Defer<>(
                () -> {
                    throw new TlsFault(Alert.DECRYPT_ERROR, "something is wrong");
                },
                (secret, flow) -> {
                    throw new AssertionError("there is no result");
                },
                held));
        connection.takeTask().run();
        assertErased(held);
    }

    /** Whoever goes on needs them. */
    @Test
    void whatFollowsTheWorkKeepsThem() throws TlsFault {
        var result = new Secret(new byte[] {1});
        var held = new Secret(new byte[] {2});
        State next = (input, flow) -> {
            throw new AssertionError("nothing comes");
        };
        Connection connection = connection(new Step.Defer<>(() -> result, (secret, flow) -> new Step.Next(next), held));
        Runnable task = connection.takeTask();
        task.run();
        assertFalse(connection.isBusy() || connection.isFailed());
        assertEquals(2, result.length() + held.length());
    }

    /** It got a ClientHello, and answers with {@code step}. */
    private static Connection connection(Step step) throws TlsFault {
        State state = (input, flow) -> step;
        var connection = new Connection(ScriptedClient.settings().build(), flow -> state);
        connection.begin();
        byte[] hello = ScriptedPeer.plainRecord(22, new ScriptedClient().hello().encode());
        connection.receive(hello, 0, hello.length, new byte[hello.length], 0);
        return connection;
    }

    private static void assertErased(Secret secret) {
        assertThrows(IllegalStateException.class, secret::bytes, "a secret is left");
    }
}
