package dev.handfast.handshake;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.wire.Alert;
import dev.handfast.wire.ContentType;
import dev.handfast.wire.PeerAlert;
import dev.handfast.wire.TlsFault;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Alerts of the peer, and the end of a connection (RFC 9846 §6), in both roles. */
class ClosureTest {
    private static final int WARNING = 1;
    private static final int FATAL = 2;

    @ParameterizedTest
    @EnumSource(Role.class)
    void closeNotifyClosesOneDirection(Role role) throws TlsFault {
        ScriptedTls13Peer peer = role.peer().handshake();
        peer.alert(WARNING, Alert.CLOSE_NOTIFY);
        assertTrue(peer.subject().isPeerClosed() && peer.subject().isInboundClosed());
        assertFalse(peer.subject().isFailed()
                || peer.subject().hasOutput()
                || peer.subject().isOutboundClosed());
        assertArrayEquals(new byte[] {1}, peer.hearData((byte) 1));
        peer.subject().closeOutbound();
        peer.subject().closeOutbound();
        assertArrayEquals(new byte[] {WARNING, 0}, peer.open(peer.takeRecord()));
        assertFalse(peer.subject().hasOutput() || peer.subject().canWrite());
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void whatComesAfterCloseNotifyIsIgnored(Role role) throws TlsFault {
        ScriptedTls13Peer peer = role.peer().handshake();
        peer.alert(WARNING, Alert.CLOSE_NOTIFY);
        peer.record(ContentType.APPLICATION_DATA, (byte) 1);
        peer.alert(FATAL, Alert.INTERNAL_ERROR);
        peer.raw(ScriptedPeer.plainRecord(23, new byte[40]));
        peer.raw(ScriptedPeer.changeCipherSpec());
        assertEquals(0, peer.dataReceived().length);
        assertFalse(peer.subject().isFailed() || peer.subject().hasOutput());
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void garbageAfterCloseNotifyIsIgnoredToo(Role role) throws TlsFault {
        ScriptedTls13Peer peer = role.peer().handshake();
        peer.alert(WARNING, Alert.CLOSE_NOTIFY);
        byte[] garbage = "HTTP/1.1 400 Bad Request".getBytes(StandardCharsets.US_ASCII);
        assertEquals(garbage.length, peer.subject().recordLength(garbage, 0, garbage.length));
        assertEquals(0, peer.subject().receive(garbage, 0, garbage.length, garbage, 5));
        assertEquals(0, peer.subject().recordLength(garbage, 0, 0));
        assertFalse(peer.subject().isFailed() || peer.subject().hasOutput());
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void afterOurCloseNotifyDataStillArrives(Role role) throws TlsFault {
        ScriptedTls13Peer peer = role.peer().handshake();
        peer.subject().closeOutbound();
        assertArrayEquals(new byte[] {WARNING, 0}, peer.open(peer.takeRecord()));
        assertEquals(0, peer.subject().write(new byte[1], 0, 1, new byte[64], 0));
        peer.record(ContentType.APPLICATION_DATA, (byte) 1);
        assertArrayEquals(new byte[] {1}, peer.dataReceived());
        assertFalse(peer.subject().isInboundClosed());
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void aFaultAfterOurCloseNotifyIsSilent(Role role) throws TlsFault {
        ScriptedTls13Peer peer = role.peer().handshake();
        peer.subject().closeOutbound();
        peer.takeRecord();
        peer.raw(ScriptedPeer.plainRecord(23, new byte[40]));
        assertEquals(
                Alert.BAD_RECORD_MAC,
                assertThrows(TlsFault.class, peer.subject()::checkFault).alert());
        peer.assertDead();
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void everyErrorAlertEndsTheConnectionInSilence(Role role) throws TlsFault {
        for (int code = 1; code < 256; code++) {
            if (code == Alert.USER_CANCELED.code()) {
                continue;
            }
            for (int level : new int[] {WARNING, FATAL, 77}) { // §6: whatever level it claims
                ScriptedTls13Peer peer = opened(role);
                peer.alert(level, new Alert(code));
                PeerAlert received =
                        assertInstanceOf(PeerAlert.class, assertThrows(TlsFault.class, peer.subject()::checkFault));
                assertEquals(new Alert(code), received.alert());
                peer.assertDead();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void anErrorAlertInTheHandshakeEndsItInSilence(Role role) throws TlsFault {
        ScriptedTls13Peer peer = role.peer().protectedPart();
        peer.alert(FATAL, Alert.ACCESS_DENIED);
        assertEquals(
                Alert.ACCESS_DENIED,
                assertThrows(PeerAlert.class, peer.subject()::checkFault).alert());
        peer.assertDead();
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void closeNotifyInTheHandshakeIsUnexpected(Role role) throws TlsFault {
        ScriptedTls13Peer peer = role.peer().protectedPart();
        peer.alert(WARNING, Alert.CLOSE_NOTIFY);
        peer.assertDies(Alert.UNEXPECTED_MESSAGE);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void userCanceledAnnouncesACloseNotify(Role role) throws TlsFault {
        for (ScriptedTls13Peer peer :
                List.of(role.peer().protectedPart(), role.peer().handshake())) {
            peer.alert(WARNING, Alert.USER_CANCELED);
            assertFalse(peer.subject().isInboundClosed());
            peer.alert(WARNING, Alert.CLOSE_NOTIFY);
            assertTrue(peer.subject().isPeerClosed());
            assertFalse(peer.subject().isFailed());
        }
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void userCanceledByItselfMeansNothingButNotWithoutEnd(Role role) throws TlsFault {
        ScriptedTls13Peer peer = role.peer().handshake();
        peer.alert(WARNING, Alert.USER_CANCELED);
        peer.record(ContentType.APPLICATION_DATA, (byte) 1);
        assertArrayEquals(new byte[] {1}, peer.dataReceived());
        for (int i = 0; i < 100 && !peer.subject().isFailed(); i++) {
            peer.alert(WARNING, Alert.USER_CANCELED);
        }
        peer.assertDies(Alert.UNEXPECTED_MESSAGE);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void whoClosesInTheHandshakeSaysUserCanceledFirst(Role role) throws TlsFault {
        ScriptedTls13Peer peer = role.peer().protectedPart();
        peer.subject().closeOutbound();
        if (role == Role.CLIENT) {
            assertArrayEquals(new byte[] {WARNING, 90}, peer.open(peer.takeRecord()));
            assertArrayEquals(new byte[] {WARNING, 0}, peer.open(peer.takeRecord()));
            ((ScriptedServer) peer).say(((ScriptedServer) peer).encryptedExtensions());
        } else {
            assertArrayEquals(new byte[] {WARNING, 90}, peer.open(peer.takeRecord()));
            assertArrayEquals(new byte[] {WARNING, 0}, peer.open(peer.takeRecord()));
            ((ScriptedClient) peer).finish();
        }
        assertFalse(peer.subject().hasOutput() || peer.subject().isFailed(), "nothing is said after close_notify");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void ourFaultIsToldOnce(Role role) throws TlsFault {
        ScriptedTls13Peer peer = role.peer().handshake();
        peer.subject().fail(new TlsFault(Alert.INTERNAL_ERROR, "out of luck"));
        peer.assertDies(Alert.INTERNAL_ERROR);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void whatCountsAsClosedBeforeTheBeginningSaysNothing(Role role) {
        Connection subject = role == Role.CLIENT
                ? dev.handfast.client.TlsClient.connection(
                        ScriptedServer.settings().build())
                : dev.handfast.server.TlsServer.connection(
                        ScriptedClient.settings().build());
        subject.closeOutbound();
        assertTrue(subject.isOutboundClosed());
        assertFalse(subject.hasOutput());
    }

    /** A connection that is cheap to make, again and again: open, or waiting for the first message. */
    private static ScriptedTls13Peer opened(Role role) throws TlsFault {
        if (role == Role.SERVER) {
            return new ScriptedClient();
        }
        var server = new ScriptedServer();
        server.hearHello();
        return server;
    }
}
