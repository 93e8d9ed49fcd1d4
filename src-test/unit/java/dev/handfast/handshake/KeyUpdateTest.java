package dev.handfast.handshake;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.message.KeyUpdate;
import dev.handfast.message.Tls13Messages;
import dev.handfast.wire.Alert;
import dev.handfast.wire.ContentType;
import dev.handfast.wire.TlsFault;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** KeyUpdate in both roles (RFC 9846 §4.7.3, §7.2). */
class KeyUpdateTest {

    @ParameterizedTest
    @EnumSource(Role.class)
    void dataFlowsUnderTheNewKeys(Role role) throws TlsFault {
        ScriptedTls13Peer peer = role.peer().handshake();
        for (byte round = 0; round < 5; round++) {
            peer.updateKeys(false);
            peer.record(ContentType.APPLICATION_DATA, round);
        }
        assertArrayEquals(new byte[] {0, 1, 2, 3, 4}, peer.dataReceived());
        assertTrue(peer.writes());
        assertFalse(peer.subject().hasOutput(), "nobody asked for an answer");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void oneAnswerServesManyRequests(Role role) throws TlsFault {
        ScriptedTls13Peer peer = role.peer().handshake();
        for (int i = 0; i < 10; i++) {
            peer.updateKeys(true);
        }
        assertFalse(peer.subject().hasOutput(), "the answer comes before the next data");
        assertFalse(peer.writes(), "data came before the answer");
        peer.hearKeyUpdate();
        assertFalse(peer.subject().hasOutput());
        assertArrayEquals(new byte[] {7}, peer.hearData((byte) 7));
        assertTrue(peer.writes());
        assertFalse(peer.subject().hasOutput(), "it was answered already");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void theSubjectAsksForOne(Role role) throws TlsFault {
        ScriptedTls13Peer peer = role.peer().handshake();
        peer.subject().requestKeyUpdate();
        assertTrue(((KeyUpdate) Tls13Messages.decode(peer.hearUnwritten())).requested());
        peer.openWith(role == Role.CLIENT ? peer.clientTraffic.next() : peer.serverTraffic.next());
        assertArrayEquals(new byte[] {7}, peer.hearData((byte) 7));
        peer.updateKeys(false);
        peer.record(ContentType.APPLICATION_DATA, (byte) 9);
        assertArrayEquals(new byte[] {9}, peer.dataReceived());
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void theOldKeysAreGone(Role role) throws TlsFault {
        ScriptedTls13Peer peer = role.peer().handshake();
        byte[] late = peer.seal(ContentType.APPLICATION_DATA, (byte) 1);
        peer.record(ContentType.HANDSHAKE, new KeyUpdate(false).encode());
        peer.raw(late);
        peer.assertDies(Alert.BAD_RECORD_MAC);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void anyOtherValueIsIllegal(Role role) throws TlsFault {
        for (int value : new int[] {2, 255}) {
            ScriptedTls13Peer peer = role.peer().handshake();
            peer.record(ContentType.HANDSHAKE, ScriptedPeer.message(24, (byte) value));
            peer.assertDies(Alert.ILLEGAL_PARAMETER);
        }
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void anyOtherLengthIsADecodeError(Role role) throws TlsFault {
        for (int length : new int[] {0, 2}) {
            ScriptedTls13Peer peer = role.peer().handshake();
            peer.record(ContentType.HANDSHAKE, ScriptedPeer.message(24, new byte[length]));
            peer.assertDies(Alert.DECODE_ERROR);
        }
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void beforeTheFinishedItIsUnexpected(Role role) throws TlsFault {
        ScriptedTls13Peer peer = role.peer().protectedPart();
        peer.say(new KeyUpdate(false));
        peer.assertDies(Alert.UNEXPECTED_MESSAGE);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void updatesWithoutEndAndDataAreAFault(Role role) throws TlsFault {
        ScriptedTls13Peer peer = role.peer().handshake();
        int sent = 0;
        while (sent < 1000 && !peer.subject().isFailed()) {
            peer.updateKeys(true);
            sent++;
        }
        assertEquals(33, sent);
        peer.assertDies(Alert.UNEXPECTED_MESSAGE);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void updatesBetweenDataMayGoOn(Role role) throws TlsFault {
        ScriptedTls13Peer peer = role.peer().handshake();
        for (int i = 0; i < 200; i++) {
            peer.updateKeys(i % 2 == 0);
            peer.record(ContentType.APPLICATION_DATA, (byte) i);
        }
        assertEquals(200, peer.dataReceived().length);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void aRequestAfterOurCloseNotifyIsNotAnswered(Role role) throws TlsFault {
        ScriptedTls13Peer peer = role.peer().handshake();
        peer.subject().closeOutbound();
        assertArrayEquals(new byte[] {1, 0}, peer.open(peer.takeRecord()));
        peer.updateKeys(true);
        assertFalse(peer.writes());
        assertFalse(peer.subject().hasOutput());
        peer.record(ContentType.APPLICATION_DATA, (byte) 3);
        assertArrayEquals(new byte[] {3}, peer.dataReceived(), "the other direction goes on");
    }
}
