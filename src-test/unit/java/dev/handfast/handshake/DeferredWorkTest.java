package dev.handfast.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.wire.Alert;
import dev.handfast.wire.TlsFault;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Work that a handshake defers is done by whom and when the application likes. */
class DeferredWorkTest {

    @ParameterizedTest
    @EnumSource(Role.class)
    void onOtherThreads(Role role) throws TlsFault {
        ScriptedTls13Peer peer = role.peer();
        peer.workWith(task -> {
            var thread = new Thread(task);
            thread.start();
            join(thread);
        });
        peer.handshake();
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void twiceInARow(Role role) throws TlsFault {
        ScriptedTls13Peer peer = role.peer();
        peer.workWith(task -> {
            task.run();
            task.run();
        });
        peer.handshake();
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void twiceAtOnce(Role role) throws TlsFault {
        for (int round = 0; round < 20; round++) {
            ScriptedTls13Peer peer = role.peer();
            peer.workWith(task -> {
                var other = new Thread(task);
                other.start();
                task.run();
                join(other);
            });
            peer.handshake();
        }
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void untilItIsDoneNoRecordIsTaken(Role role) throws TlsFault {
        ScriptedTls13Peer peer = role.peer();
        Deque<Runnable> late = new ArrayDeque<>();
        peer.workWith(late::add);
        greet(peer);
        assertTrue(peer.subject().isBusy());
        assertNull(peer.subject().takeTask(), "it is handed out once");
        byte[] record = ScriptedPeer.changeCipherSpec();
        assertThrows(
                IllegalStateException.class,
                () -> peer.subject().receive(record, 0, record.length, new byte[record.length], 0));
        assertFalse(peer.subject().isFailed(), "the caller's mistake is not the peer's");
        while (!late.isEmpty()) {
            late.remove().run();
            for (Runnable next = peer.subject().takeTask();
                    next != null;
                    next = peer.subject().takeTask()) {
                late.add(next);
            }
        }
        assertFalse(peer.subject().isBusy());
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void afterTheEndItChangesNothing(Role role) throws TlsFault {
        ScriptedTls13Peer peer = role.peer();
        Deque<Runnable> late = new ArrayDeque<>();
        peer.workWith(late::add);
        greet(peer);
        peer.subject().fail(new TlsFault(Alert.INTERNAL_ERROR, "no time left"));
        assertFalse(peer.subject().isBusy());
        late.remove().run();
        peer.assertDies(Alert.INTERNAL_ERROR);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void afterCloseNotifyNothingIsSaid(Role role) throws TlsFault {
        ScriptedTls13Peer peer = role.peer();
        Deque<Runnable> late = new ArrayDeque<>();
        peer.workWith(late::add);
        greet(peer);
        peer.subject().closeOutbound();
        peer.takeRecord();
        peer.takeRecord();
        late.remove().run();
        assertFalse(peer.subject().hasOutput() || peer.subject().isFailed());
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void whatItThrowsIsAnInternalErrorOfOurs(Role role) throws TlsFault {
        for (Throwable thrown :
                List.of(new StackOverflowError(), new AssertionError("broken"), new IllegalStateException("broken"))) {
            Settings broken = ScriptedClient.settings()
                    .credentials((soFar, usable, authorities) -> {
                        throw unchecked(thrown);
                    })
                    .trust((soFar, authType) -> {
                        throw unchecked(thrown);
                    })
                    .build();
            ScriptedTls13Peer peer = role.peer(broken);
            if (peer instanceof ScriptedServer server) {
                server.authenticated();
            } else {
                greet(peer);
            }
            peer.assertDies(Alert.INTERNAL_ERROR);
            assertEquals(
                    thrown,
                    assertThrows(TlsFault.class, peer.subject()::checkFault).getCause());
        }
    }

    /** The peer's first message, which gives the subject something to do. */
    private static void greet(ScriptedTls13Peer peer) throws TlsFault {
        if (peer instanceof ScriptedClient client) {
            client.say(client.hello());
        } else if (peer instanceof ScriptedServer server) {
            server.hearHello();
            server.say(server.hello());
        }
    }

    private static RuntimeException unchecked(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return (RuntimeException) thrown;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
