package dev.handfast.record;

import static dev.handfast.record.Faults.fault;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.crypto.RecordKeys;
import dev.handfast.wire.Alert;
import dev.handfast.wire.ContentType;
import dev.handfast.wire.TlsFault;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for the records of every suite of TLS 1.2. */
class Tls12RecordTest {
    private static final int MAX = 1 << 14;
    private static final int DATA = 23;
    private static final String FORGED = "a record from the peer does not authenticate";

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @ParameterizedTest
    @MethodSource("dev.handfast.record.Tls12Shape#all")
    void roundTripsAtAnyOffsetTouchNothingOutsideTheirRoom(Tls12Shape shape) throws Exception {
        PlainTls12 peer = shape.peer(random);
        Sealer sealer = Tls12Records.sealer(peer.keys(), shape.encryptThenMac(), new SecureRandom());
        Opener separate = Tls12Records.opener(peer.keys(), shape.encryptThenMac());
        Opener inPlace = Tls12Records.opener(peer.keys(), shape.encryptThenMac());
        int[] sizes = {0, 1, 15, 16, 17, MAX, MAX - 1};
        for (int sequence = 0; sequence < 260; sequence++) { // more than one byte of sequence number
            byte[] content = PlainCipher.bytes(random, sequence < sizes.length ? sizes[sequence] : random.nextInt(700));
            String round = "seed " + seed + ", record " + sequence;
            int at = random.nextInt(9);
            int length = sealer.sealedLength(content.length);
            byte[] buffer = PlainCipher.bytes(random, at + length + 7);
            System.arraycopy(content, 0, buffer, at + sealer.headroom(), content.length);
            byte[] before = buffer.clone();
            assertEquals(length, sealer.seal(ContentType.APPLICATION_DATA, buffer, at, content.length), round);
            assertSameOutside(before, buffer, at, length, round);

            byte[] record = Arrays.copyOfRange(buffer, at, at + length);
            assertArrayEquals(header(DATA, length - 5), Arrays.copyOf(record, 5), round);
            assertArrayEquals(content, peer.open(sequence, record), round);

            int outAt = random.nextInt(9);
            byte[] out = PlainCipher.bytes(random, outAt + separate.room(length)); // not a byte to spare
            byte[] outBefore = out.clone();
            assertEquals(content.length, separate.open(buffer, at, length, out, outAt), round);
            assertEquals(ContentType.APPLICATION_DATA, separate.type());
            assertArrayEquals(content, Arrays.copyOfRange(out, outAt, outAt + content.length), round);
            assertSameOutside(outBefore, out, outAt, separate.room(length), round);
            assertArrayEquals(record, Arrays.copyOfRange(buffer, at, at + length), round); // in was only read

            byte[] sealed = buffer.clone();
            assertEquals(content.length, inPlace.open(buffer, at, length, buffer, at + 5), round);
            assertArrayEquals(content, Arrays.copyOfRange(buffer, at + 5, at + 5 + content.length), round);
            assertSameOutside(sealed, buffer, at + 5, length - 5, round);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.handfast.record.Tls12Shape#each")
    void recordsOfAnIndependentPeerOpen(Tls12Shape shape) throws Exception {
        PlainTls12 peer = shape.peer(random);
        Opener opener = shape.opener(peer.keys(), 0);
        for (int sequence = 0; sequence < 40; sequence++) {
            byte[] content = PlainCipher.bytes(random, sequence + 1);
            ContentType type = ContentType.of(21 + sequence % 3);
            byte[] record = peer.seal(sequence, type.code(), content, random);
            byte[] out = new byte[opener.room(record.length)];
            assertEquals(content.length, opener.open(record, 0, record.length, out, 0), "seed " + seed);
            assertArrayEquals(content, Arrays.copyOf(out, content.length));
            assertEquals(type, opener.type());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.handfast.record.Tls12Shape#each")
    void anyBitThatWasChangedGivesTheSameFault(Tls12Shape shape) throws Exception {
        PlainTls12 peer = shape.peer(random);
        byte[] record = peer.seal(0, DATA, new byte[] {1, 2, 3}, random);
        Opener opener = shape.opener(peer.keys(), 0);
        for (int bit = 0; bit < 8 * record.length; bit++) {
            byte[] forged = record.clone();
            forged[bit / 8] ^= (byte) (1 << bit % 8);
            boolean known = forged[0] >= 20 && forged[0] <= 23;
            if (known && bit / 8 != 3 && bit / 8 != 4) { // the length is the framer's: it is no input of an opener
                assertForged(opener, forged, "bit " + bit);
            }
        }
        byte[] out = new byte[record.length];
        assertEquals(3, opener.open(record, 0, record.length, out, 0), "what failed does not count");
        assertForged(opener, record, "replayed");
    }

    @ParameterizedTest
    @MethodSource("dev.handfast.record.Tls12Shape#each")
    void tooShortAndRaggedGiveTheSameFault(Tls12Shape shape) throws Exception {
        PlainTls12 peer = shape.peer(random);
        byte[] record = peer.seal(0, DATA, new byte[40], random);
        Opener opener = shape.opener(peer.keys(), 0);
        for (int length = 5; length < record.length; length++) {
            assertTrue(opener.room(length) >= 0);
            assertForged(opener, Arrays.copyOf(record, length), length + " bytes");
            assertForged(opener, PlainTls12.record(DATA, PlainCipher.bytes(random, length - 5)), length + " bytes");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.handfast.record.Tls12Shape#each")
    void tooLongIsRecordOverflow(Tls12Shape shape) throws Exception {
        PlainTls12 peer = shape.peer(random);
        byte[] tooMuch = peer.seal(0, DATA, new byte[MAX + 1], random);
        fault(Alert.RECORD_OVERFLOW, () -> open(shape, peer.keys(), tooMuch));
        int most = shape.opener(peer.keys(), 0).maxRecord();
        assertEquals(MAX + 320, most);
        byte[] garbage = PlainTls12.record(DATA, new byte[most]);
        fault(Alert.BAD_RECORD_MAC, () -> open(shape, peer.keys(), garbage));
        byte[] longer = PlainTls12.record(DATA, new byte[most + 1]);
        fault(Alert.RECORD_OVERFLOW, () -> open(shape, peer.keys(), longer));
        tooMuch[tooMuch.length - 1] ^= 1;
        fault(Alert.BAD_RECORD_MAC, () -> open(shape, peer.keys(), tooMuch)); // lengths are told to no forger
    }

    @ParameterizedTest
    @MethodSource("dev.handfast.record.Tls12Shape#each")
    void emptyRecordsAreForDataAlone(Tls12Shape shape) throws Exception {
        PlainTls12 peer = shape.peer(random);
        assertEquals(0, open(shape, peer.keys(), peer.seal(0, DATA, new byte[0], random)));
        for (int type : List.of(20, 21, 22)) {
            byte[] empty = peer.seal(0, type, new byte[0], random);
            fault(Alert.UNEXPECTED_MESSAGE, () -> open(shape, peer.keys(), empty));
            empty[empty.length - 1] ^= 1;
            fault(Alert.BAD_RECORD_MAC, () -> open(shape, peer.keys(), empty)); // only when it is authentic
        }
        byte[] unknown = PlainTls12.record(24, new byte[80]);
        fault(Alert.UNEXPECTED_MESSAGE, () -> open(shape, peer.keys(), unknown));
    }

    @ParameterizedTest
    @MethodSource("dev.handfast.record.Tls12Shape#each")
    void theSequenceNumberNeverWraps(Tls12Shape shape) throws Exception {
        PlainTls12 peer = shape.peer(random);
        Sealer sealer = shape.sealer(peer.keys(), -2);
        Opener opener = shape.opener(peer.keys(), -2);
        byte[] record = new byte[sealer.sealedLength(1)];
        sealer.seal(ContentType.APPLICATION_DATA, record, 0, 1);
        assertEquals(1, peer.open(-2, record).length);
        assertFalse(sealer.needsKeyUpdate());
        assertEquals(1, opener.open(record, 0, record.length, new byte[record.length], 0));
        fault(Alert.INTERNAL_ERROR, () -> sealer.seal(ContentType.APPLICATION_DATA, new byte[record.length], 0, 1));
        fault(Alert.INTERNAL_ERROR, () -> opener.open(record, 0, record.length, new byte[record.length], 0));
    }

    @ParameterizedTest
    @MethodSource("dev.handfast.record.Tls12Shape#each")
    void equalRecordsOfOursDiffer(Tls12Shape shape) throws Exception {
        Sealer sealer = shape.sealer(shape.peer(random).keys(), 0);
        Set<String> starts = new HashSet<>();
        Set<String> ends = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            byte[] record = new byte[sealer.sealedLength(32)];
            sealer.seal(ContentType.APPLICATION_DATA, record, 0, 32);
            starts.add(HexFormat.of().formatHex(record, 5, 13)); // GCM: nonce_explicit, CBC: the IV
            ends.add(HexFormat.of().formatHex(record, sealer.headroom(), sealer.headroom() + 16));
        }
        assertEquals(50, starts.size());
        assertEquals(50, ends.size());
    }

    @ParameterizedTest
    @MethodSource("dev.handfast.record.Tls12Shape#each")
    void theFactoryChoosesTheShape(Tls12Shape shape) {
        RecordKeys keys = shape.peer(random).keys();
        assertInstanceOf(
                shape.sealer(keys, 0).getClass(),
                Tls12Records.sealer(keys, shape.encryptThenMac(), new SecureRandom()));
        assertInstanceOf(shape.opener(keys, 0).getClass(), Tls12Records.opener(keys, shape.encryptThenMac()));
        if (shape.suite().bulk().isAead()) { // RFC 7366 §3
            assertInstanceOf(Tls12AeadSealer.class, Tls12Records.sealer(keys, true, new SecureRandom()));
            assertInstanceOf(Tls12AeadOpener.class, Tls12Records.opener(keys, true));
        }
    }

    private static int open(Tls12Shape shape, RecordKeys keys, byte[] record) throws TlsFault {
        return shape.opener(keys, 0).open(record, 0, record.length, new byte[record.length], 0);
    }

    private static void assertForged(Opener opener, byte[] record, String what) {
        byte[] out = new byte[record.length];
        assertEquals(FORGED, fault(Alert.BAD_RECORD_MAC, () -> opener.open(record, 0, record.length, out, 0)), what);
    }

    private static byte[] header(int type, int length) {
        return new byte[] {(byte) type, 3, 3, (byte) (length >> 8), (byte) length};
    }

    private static void assertSameOutside(byte[] before, byte[] after, int from, int length, String round) {
        assertArrayEquals(Arrays.copyOf(before, from), Arrays.copyOf(after, from), round);
        assertArrayEquals(
                Arrays.copyOfRange(before, from + length, before.length),
                Arrays.copyOfRange(after, from + length, after.length),
                round);
    }
}
