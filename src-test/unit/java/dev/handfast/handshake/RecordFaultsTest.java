package dev.handfast.handshake;

import static dev.handfast.handshake.ScriptedPeer.changeCipherSpec;
import static dev.handfast.handshake.ScriptedPeer.join;
import static dev.handfast.handshake.ScriptedPeer.plainRecord;
import static dev.handfast.wire.Alert.BAD_RECORD_MAC;
import static dev.handfast.wire.Alert.DECODE_ERROR;
import static dev.handfast.wire.Alert.PROTOCOL_VERSION;
import static dev.handfast.wire.Alert.RECORD_OVERFLOW;
import static dev.handfast.wire.Alert.UNEXPECTED_MESSAGE;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.message.Extensions;
import dev.handfast.message.NewSessionTicket13;
import dev.handfast.message.Place;
import dev.handfast.wire.Alert;
import dev.handfast.wire.ContentType;
import dev.handfast.wire.TlsFault;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Records that may not come (RFC 9846 §5), at every time of a connection and to both roles. */
class RecordFaultsTest {
    /** Says something wrong. */
    @FunctionalInterface
    private interface Saying {
        void by(ScriptedTls13Peer peer) throws TlsFault;
    }

    private record Fault(String what, Saying saying, Alert alert) {
        @Override
        public String toString() {
            return what + ": " + alert;
        }
    }

    private static Stream<Fault> atAnyTime() {
        return Stream.of(
                raw("an unknown content type", plainRecord(24, new byte[30]), UNEXPECTED_MESSAGE),
                raw("content type 0", plainRecord(0, new byte[30]), UNEXPECTED_MESSAGE),
                raw("major version 2", Draft.bytes(22, 2, 0, 0, 1, 1), PROTOCOL_VERSION),
                raw("2^14 + 257 bytes, none of which came yet", Draft.bytes(23, 3, 3, 0x41, 1), RECORD_OVERFLOW),
                raw("65535 bytes", Draft.bytes(22, 3, 3, 0xFF, 0xFF), RECORD_OVERFLOW),
                raw("a ChangeCipherSpec of two bytes", plainRecord(20, new byte[] {1, 1}), UNEXPECTED_MESSAGE),
                raw("a ChangeCipherSpec of the byte 2", plainRecord(20, (byte) 2), UNEXPECTED_MESSAGE),
                raw("an empty ChangeCipherSpec", plainRecord(20), UNEXPECTED_MESSAGE),
                raw("an empty handshake record", plainRecord(22), UNEXPECTED_MESSAGE),
                raw("an empty alert", plainRecord(21), UNEXPECTED_MESSAGE));
    }

    private static Stream<Fault> inTheClear() {
        return Stream.of(
                raw("application data", plainRecord(23, new byte[30]), UNEXPECTED_MESSAGE),
                raw("a record of 2^14 + 1 bytes", plainRecord(22, new byte[(1 << 14) + 1]), RECORD_OVERFLOW),
                raw("an alert of one byte", plainRecord(21, (byte) 2), DECODE_ERROR),
                raw("an alert of three bytes", plainRecord(21, new byte[3]), DECODE_ERROR),
                raw("an HTTP request", "GET / HTTP/1.1\r\n\r\n".getBytes(US_ASCII), UNEXPECTED_MESSAGE),
                raw("an SSLv2 hello", Draft.bytes(0x80, 0x2E, 1, 3, 1, 0, 0x15, 0, 0, 0, 0x10), PROTOCOL_VERSION),
                raw(
                        "a message of 2^24 - 1 bytes",
                        plainRecord(22, Draft.bytes(1, 0xFF, 0xFF, 0xFF)),
                        Alert.ILLEGAL_PARAMETER));
    }

    private static Stream<Fault> underKeys() {
        return Stream.of(
                new Fault(
                        "a flipped bit",
                        peer -> peer.raw(flipped(peer.seal(ContentType.HANDSHAKE, new byte[9]))),
                        BAD_RECORD_MAC),
                raw("a record of zeros", plainRecord(23, new byte[50]), BAD_RECORD_MAC),
                raw("a record shorter than its tag", plainRecord(23, new byte[16]), BAD_RECORD_MAC),
                raw("a record without a byte", plainRecord(23), BAD_RECORD_MAC),
                new Fault("one record twice", RecordFaultsTest::twice, BAD_RECORD_MAC),
                new Fault("one record left out", RecordFaultsTest::leftOut, BAD_RECORD_MAC),
                raw(
                        "a Finished in the clear",
                        plainRecord(22, ScriptedPeer.message(20, new byte[32])),
                        UNEXPECTED_MESSAGE),
                raw("an alert in the clear", plainRecord(21, Draft.bytes(2, 40)), UNEXPECTED_MESSAGE),
                new Fault(
                        "an encrypted ChangeCipherSpec",
                        peer -> peer.record(ContentType.CHANGE_CIPHER_SPEC, (byte) 1),
                        UNEXPECTED_MESSAGE),
                new Fault("an empty handshake record", peer -> peer.record(ContentType.HANDSHAKE), UNEXPECTED_MESSAGE),
                new Fault("an empty alert", peer -> peer.record(ContentType.ALERT), UNEXPECTED_MESSAGE),
                new Fault("an alert of one byte", peer -> peer.record(ContentType.ALERT, (byte) 2), DECODE_ERROR),
                new Fault(
                        "2^14 + 1 bytes of content",
                        peer -> peer.record(ContentType.APPLICATION_DATA, new byte[(1 << 14) + 1]),
                        RECORD_OVERFLOW),
                new Fault(
                        "an unfinished message of 2^24 - 1 bytes",
                        peer -> peer.record(ContentType.HANDSHAKE, Draft.bytes(11, 0xFF, 0xFF, 0xFF)),
                        Alert.ILLEGAL_PARAMETER),
                new Fault(
                        "data between the parts of a message",
                        peer -> inside(peer, ContentType.APPLICATION_DATA, new byte[1]),
                        UNEXPECTED_MESSAGE),
                new Fault(
                        "no data between the parts of a message",
                        peer -> inside(peer, ContentType.APPLICATION_DATA),
                        UNEXPECTED_MESSAGE),
                new Fault(
                        "a warning between the parts of a message",
                        peer -> inside(peer, ContentType.ALERT, Draft.bytes(1, 90)),
                        UNEXPECTED_MESSAGE));
    }

    private static Stream<Arguments> both(Stream<Fault> faults) {
        return faults.flatMap(fault -> Stream.of(Role.values()).map(role -> Arguments.of(role, fault)));
    }

    private static Stream<Arguments> first() {
        return both(Stream.concat(atAnyTime(), inTheClear()));
    }

    private static Stream<Arguments> later() {
        return both(Stream.concat(atAnyTime(), underKeys()));
    }

    @ParameterizedTest
    @MethodSource("first")
    void beforeTheFirstMessage(Role role, Fault fault) throws TlsFault {
        assertFault(start(role), fault);
    }

    @ParameterizedTest
    @MethodSource("later")
    void inTheProtectedHandshake(Role role, Fault fault) throws TlsFault {
        assertFault(role.peer().protectedPart(), fault);
    }

    @ParameterizedTest
    @MethodSource("later")
    void onceOpen(Role role, Fault fault) throws TlsFault {
        assertFault(role.peer().handshake(), fault);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void dataBeforeTheFinishedIsUnexpected(Role role) throws TlsFault {
        ScriptedTls13Peer peer = role.peer().protectedPart();
        peer.record(ContentType.APPLICATION_DATA, (byte) 1);
        peer.assertDies(UNEXPECTED_MESSAGE);
        assertEquals(0, peer.dataReceived().length);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void aChangeCipherSpecIsDroppedInTheHandshakeAndNotAfterIt(Role role) throws TlsFault {
        ScriptedTls13Peer peer = role.peer().protectedPart();
        peer.raw(join(changeCipherSpec(), changeCipherSpec()));
        assertTrue(!peer.subject().isFailed());

        ScriptedTls13Peer open = role.peer().handshake();
        open.raw(changeCipherSpec());
        open.assertDies(UNEXPECTED_MESSAGE);
    }

    @Test
    void aChangeCipherSpecBeforeTheClientHelloIsUnexpected() throws TlsFault {
        var client = new ScriptedClient();
        client.raw(changeCipherSpec());
        client.assertDies(UNEXPECTED_MESSAGE);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void aChangeCipherSpecBetweenThePartsOfAMessageIsUnexpected(Role role) throws TlsFault {
        ScriptedTls13Peer peer = role.peer().protectedPart();
        peer.record(ContentType.HANDSHAKE, (byte) 20, (byte) 0);
        peer.raw(changeCipherSpec());
        peer.assertDies(UNEXPECTED_MESSAGE);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void changeCipherSpecsWithoutEndAreAFault(Role role) throws TlsFault {
        ScriptedTls13Peer peer = role.peer().protectedPart();
        for (int i = 0; i < 100 && !peer.subject().isFailed(); i++) {
            peer.raw(changeCipherSpec());
        }
        peer.assertDies(UNEXPECTED_MESSAGE);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void emptyDataIsTakenButNotWithoutEnd(Role role) throws TlsFault {
        ScriptedTls13Peer peer = role.peer().handshake();
        for (int round = 0; round < 10; round++) {
            for (int i = 0; i < 20; i++) {
                peer.record(ContentType.APPLICATION_DATA);
            }
            peer.record(ContentType.APPLICATION_DATA, (byte) round);
        }
        assertEquals(10, peer.dataReceived().length);
        for (int i = 0; i < 100 && !peer.subject().isFailed(); i++) {
            peer.record(ContentType.APPLICATION_DATA);
        }
        peer.assertDies(UNEXPECTED_MESSAGE);
    }

    @Test
    void ticketsAreIgnoredButNotWithoutEnd() throws TlsFault {
        ScriptedTls13Peer server = new ScriptedServer().handshake();
        var ticket =
                new NewSessionTicket13(7200, 1, new byte[8], new byte[64], Extensions.none(Place.NEW_SESSION_TICKET));
        for (int i = 0; i < 4; i++) {
            server.record(ContentType.HANDSHAKE, ticket.encode());
        }
        server.record(ContentType.APPLICATION_DATA, (byte) 1);
        assertEquals(1, server.dataReceived().length);
        for (int i = 0; i < 100 && !server.subject().isFailed(); i++) {
            server.record(ContentType.HANDSHAKE, ticket.encode());
        }
        server.assertDies(UNEXPECTED_MESSAGE);
    }

    @Test
    void aTicketFromAClientIsUnexpected() throws TlsFault {
        ScriptedTls13Peer client = new ScriptedClient().handshake();
        client.record(ContentType.HANDSHAKE, ScriptedPeer.message(4, new byte[14]));
        client.assertDies(DECODE_ERROR);
    }

    // ---- handshake data across a change of keys (§5.1)

    @Test
    void bytesBehindTheClientHelloAreUnexpected() throws TlsFault {
        var client = new ScriptedClient();
        byte[] hello = client.hello().encode();
        client.transcript.add(hello);
        client.record(ContentType.HANDSHAKE, join(hello, new byte[] {20}));
        client.hearHello();
        client.assertDies(UNEXPECTED_MESSAGE);
    }

    @Test
    void bytesBehindTheServerHelloAreUnexpected() throws TlsFault {
        var server = new ScriptedServer();
        server.hearHello();
        server.record(ContentType.HANDSHAKE, join(server.hello().encode(), new byte[] {8}));
        server.assertDies(UNEXPECTED_MESSAGE);
    }

    @Test
    void bytesBehindTheServersFinishedAreUnexpected() throws TlsFault {
        ScriptedServer server = new ScriptedServer().authenticated();
        server.record(ContentType.HANDSHAKE, join(server.finished().encode(), new byte[] {4}));
        server.assertDies(UNEXPECTED_MESSAGE);
    }

    @Test
    void bytesBehindTheClientsFinishedAreUnexpected() throws TlsFault {
        ScriptedClient client = new ScriptedClient().protectedPart();
        client.record(ContentType.HANDSHAKE, join(client.finished().encode(), new byte[] {24}));
        client.assertDies(UNEXPECTED_MESSAGE);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void bytesBehindAKeyUpdateAreUnexpected(Role role) throws TlsFault {
        ScriptedTls13Peer peer = role.peer().handshake();
        peer.record(ContentType.HANDSHAKE, join(ScriptedPeer.message(24, (byte) 0), new byte[] {24}));
        peer.assertDies(UNEXPECTED_MESSAGE);
    }

    // ---- saying

    private static ScriptedTls13Peer start(Role role) throws TlsFault {
        if (role == Role.SERVER) {
            return new ScriptedClient();
        }
        var server = new ScriptedServer();
        server.hearHello();
        return server;
    }

    private static void assertFault(ScriptedTls13Peer peer, Fault fault) throws TlsFault {
        fault.saying().by(peer);
        peer.assertDies(fault.alert());
    }

    private static Fault raw(String what, byte[] bytes, Alert alert) {
        return new Fault(what, peer -> peer.raw(bytes), alert);
    }

    private static byte[] flipped(byte[] record) {
        byte[] changed = record.clone();
        changed[changed.length - 1] ^= 1;
        return changed;
    }

    private static void twice(ScriptedTls13Peer peer) throws TlsFault {
        byte[] record = peer.seal(ContentType.HANDSHAKE, (byte) 20, (byte) 0);
        peer.raw(join(record, record));
    }

    private static void leftOut(ScriptedTls13Peer peer) throws TlsFault {
        byte[] left = peer.seal(ContentType.HANDSHAKE, (byte) 20, (byte) 0);
        byte[] next = peer.seal(ContentType.HANDSHAKE, (byte) 20, (byte) 0);
        assertTrue(!Arrays.equals(left, next));
        peer.raw(next);
    }

    private static void inside(ScriptedTls13Peer peer, ContentType type, byte... content) throws TlsFault {
        peer.record(ContentType.HANDSHAKE, (byte) 20, (byte) 0);
        peer.record(type, content);
    }
}
