package dev.handfast.record;

import static dev.handfast.record.Faults.fault;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.crypto.TrafficKeys;
import dev.handfast.wire.Alert;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.ContentType;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.TlsFault;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.crypto.Cipher;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class Tls13RecordTest {
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    private static List<CipherSuite> suites() {
        return CipherSuite.ofVersion(ProtocolVersion.TLS_1_3);
    }

    @ParameterizedTest
    @MethodSource("suites")
    void roundTripsAtAnyOffsetTouchNothingOutsideTheirRoom(CipherSuite suite) throws Exception {
        TrafficKeys keys = PlainCipher.keys(suite, random);
        PlainCipher independent = new PlainCipher(keys);
        Tls13Sealer sealer = new Tls13Sealer(keys);
        Tls13Opener separate = new Tls13Opener(keys);
        Tls13Opener inPlace = new Tls13Opener(keys);
        for (int sequence = 0; sequence < 300; sequence++) { // more than one byte of sequence number
            byte[] content = PlainCipher.bytes(random, sequence < 4 ? (1 << 14) - sequence : random.nextInt(700));
            String round = "seed " + seed + ", record " + sequence;
            int at = random.nextInt(9);
            byte[] buffer = PlainCipher.bytes(random, at + 5 + content.length + 17 + 7);
            System.arraycopy(content, 0, buffer, at + sealer.headroom(), content.length);
            byte[] before = buffer.clone();
            int length = sealer.seal(ContentType.APPLICATION_DATA, buffer, at, content.length);
            assertEquals(sealer.sealedLength(content.length), length, round);
            assertSameOutside(before, buffer, at, length, round);

            byte[] record = Arrays.copyOfRange(buffer, at, at + length);
            byte[] inner = Arrays.copyOf(content, content.length + 1);
            inner[content.length] = 23;
            assertArrayEquals(inner, independent.open(sequence, record), round);

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
            assertSameOutside(sealed, buffer, at + 5, inPlace.room(length), round);
        }
    }

    /** What waits goes under the old keys while the next ones are there already. */
    @ParameterizedTest
    @MethodSource("suites")
    void keysThatFollowTakeTurnsWithTheirPredecessors(CipherSuite suite) throws Exception {
        List<TrafficKeys> keys = List.of(PlainCipher.keys(suite, random), PlainCipher.keys(suite, random));
        Sealer oldSealer = new Tls13Sealer(keys.get(0));
        Opener oldOpener = new Tls13Opener(keys.get(0));
        List<Sealer> sealers = List.of(oldSealer, oldSealer.next(keys.get(1), Long.MAX_VALUE));
        List<Opener> openers = List.of(oldOpener, oldOpener.next(keys.get(1), Long.MAX_VALUE));
        int[] sequences = new int[2];
        byte[] record = new byte[64];
        byte[] out = new byte[64];
        for (int turn : new int[] {0, 1, 0, 0, 1, 1, 1, 0}) {
            byte[] content = {(byte) turn, (byte) sequences[turn], 7};
            int length = sealers.get(turn).seal(ContentType.APPLICATION_DATA, content, 0, 3, record, 0);
            byte[] inner = {content[0], content[1], content[2], 23};
            byte[] sealed = Arrays.copyOf(record, length);
            assertArrayEquals(inner, new PlainCipher(keys.get(turn)).open(sequences[turn]++, sealed));
            assertEquals(3, openers.get(turn).open(record, 0, length, out, 0));
            assertArrayEquals(content, Arrays.copyOf(out, 3));
        }
    }

    @ParameterizedTest
    @MethodSource("suites")
    void paddingIsTakenOff(CipherSuite suite) throws Exception {
        TrafficKeys keys = PlainCipher.keys(suite, random);
        byte[] inner = new byte[100];
        inner[2] = 22; // two zero bytes of content, handshake, padding
        assertEquals(2, open(keys, new PlainCipher(keys).seal(0, inner)));
    }

    @ParameterizedTest
    @MethodSource("suites")
    void anyBitThatWasChangedIsBadRecordMac(CipherSuite suite) throws Exception {
        TrafficKeys keys = PlainCipher.keys(suite, random);
        byte[] record = new PlainCipher(keys).seal(0, new byte[] {1, 2, 3, 23});
        Tls13Opener opener = new Tls13Opener(keys);
        byte[] out = new byte[64];
        for (int i = 1; i < record.length; i++) { // the length too: it is additional data
            byte[] forged = record.clone();
            forged[i] ^= (byte) (1 << random.nextInt(8));
            fault(Alert.BAD_RECORD_MAC, () -> opener.open(forged, 0, forged.length, out, 0));
        }
        fault(Alert.BAD_RECORD_MAC, () -> opener.open(record, 0, record.length - 1, out, 0));
        assertEquals(3, opener.open(record, 0, record.length, out, 0), "what failed does not count");
        fault(Alert.BAD_RECORD_MAC, () -> opener.open(record, 0, record.length, out, 0)); // replayed
    }

    @ParameterizedTest
    @MethodSource("suites")
    void tooLongIsRecordOverflowBeforeAndAfterOpening(CipherSuite suite) throws Exception {
        TrafficKeys keys = PlainCipher.keys(suite, random);
        PlainCipher cipher = new PlainCipher(keys);
        assertEquals(1 << 14, open(keys, cipher.seal(0, inner((1 << 14) + 1))));
        byte[] longInner = cipher.seal(0, inner((1 << 14) + 2));
        fault(Alert.RECORD_OVERFLOW, () -> open(keys, longInner));
        byte[] padded = new byte[(1 << 14) + 2];
        padded[0] = 23;
        byte[] longPadding = cipher.seal(0, padded);
        fault(Alert.RECORD_OVERFLOW, () -> open(keys, longPadding));
        byte[] garbage = new byte[5 + (1 << 14) + 257];
        garbage[0] = 23;
        fault(Alert.RECORD_OVERFLOW, () -> open(keys, garbage));
        byte[] forgedOnly = Arrays.copyOf(garbage, garbage.length - 1);
        fault(Alert.BAD_RECORD_MAC, () -> open(keys, forgedOnly));
    }

    @ParameterizedTest
    @MethodSource("suites")
    void tooShortForTagAndTypeIsBadRecordMac(CipherSuite suite) throws Exception {
        TrafficKeys keys = PlainCipher.keys(suite, random);
        byte[] authenticButEmpty = new PlainCipher(keys).seal(0, new byte[0]);
        for (int length = 5; length <= 5 + 16; length++) {
            byte[] record = Arrays.copyOf(authenticButEmpty, length);
            fault(Alert.BAD_RECORD_MAC, () -> open(keys, record));
        }
    }

    @ParameterizedTest
    @MethodSource("suites")
    void innerPlaintextThatTlsDoesNotKnowIsUnexpectedMessage(CipherSuite suite) throws Exception {
        TrafficKeys keys = PlainCipher.keys(suite, random);
        // All padding; no such type; change_cipher_spec; empty handshake and alert.
        byte[][] wrong = {{0}, new byte[40], {1, 24}, {1, 20}, {1, (byte) 200}, {22}, {22, 0, 0}, {21}};
        for (byte[] inner : wrong) {
            byte[] record = new PlainCipher(keys).seal(0, inner);
            fault(Alert.UNEXPECTED_MESSAGE, () -> open(keys, record));
        }
        assertEquals(0, open(keys, new PlainCipher(keys).seal(0, new byte[] {23})), "empty data is legal");
    }

    @ParameterizedTest
    @MethodSource("suites")
    void unprotectedRecordIsUnexpectedMessage(CipherSuite suite) {
        TrafficKeys keys = PlainCipher.keys(suite, random);
        for (int type : new int[] {20, 21, 22, 24, 0}) {
            byte[] record = new byte[64];
            record[0] = (byte) type;
            fault(Alert.UNEXPECTED_MESSAGE, () -> open(keys, record));
        }
    }

    @ParameterizedTest
    @MethodSource("suites")
    void sealerAsksForNewKeysAndThenRefuses(CipherSuite suite) throws Exception {
        long limit = suite.bulk().recordLimit();
        assertFalse(sealer(suite, limit - 1).needsKeyUpdate());
        Tls13Sealer late = sealer(suite, limit - 1);
        late.seal(ContentType.APPLICATION_DATA, new byte[64], 0, 1);
        assertTrue(late.needsKeyUpdate());
        late.seal(ContentType.APPLICATION_DATA, new byte[64], 0, 1);
        Tls13Sealer worn = sealer(suite, limit + limit / 4);
        fault(Alert.INTERNAL_ERROR, () -> worn.seal(ContentType.APPLICATION_DATA, new byte[64], 0, 1));
        fault(Alert.INTERNAL_ERROR, () -> sealer(suite, -1).seal(ContentType.ALERT, new byte[64], 0, 2));
    }

    @ParameterizedTest
    @MethodSource("suites")
    void openerReadsUpToTheLastSequenceNumberAndNeverWraps(CipherSuite suite) throws Exception {
        TrafficKeys keys = PlainCipher.keys(suite, random);
        Tls13Opener opener = new Tls13Opener(new TrafficCipher(Cipher.DECRYPT_MODE, keys, -2));
        byte[] record = new PlainCipher(keys).seal(-2, new byte[] {7, 23});
        byte[] out = new byte[64];
        assertEquals(1, opener.open(record, 0, record.length, out, 0));
        fault(Alert.INTERNAL_ERROR, () -> opener.open(record, 0, record.length, out, 0));
    }

    private Tls13Sealer sealer(CipherSuite suite, long sequence) {
        return new Tls13Sealer(new TrafficCipher(Cipher.ENCRYPT_MODE, PlainCipher.keys(suite, random), sequence));
    }

    private static byte[] inner(int length) {
        byte[] inner = new byte[length];
        inner[length - 1] = 23;
        return inner;
    }

    private static int open(TrafficKeys keys, byte[] record) throws TlsFault {
        return new Tls13Opener(keys).open(record, 0, record.length, new byte[record.length], 0);
    }

    private static void assertSameOutside(byte[] before, byte[] after, int from, int length, String round) {
        assertArrayEquals(Arrays.copyOf(before, from), Arrays.copyOf(after, from), round);
        assertArrayEquals(
                Arrays.copyOfRange(before, from + length, before.length),
                Arrays.copyOfRange(after, from + length, after.length),
                round);
    }
}
