package dev.handfast.record;

import static dev.handfast.record.Faults.fault;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.crypto.CbcKeys;
import dev.handfast.wire.Alert;
import dev.handfast.wire.TlsFault;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Padding and MAC of the CBC suites: what is right opens, and what is wrong cannot be told apart. */
class CbcRecordTest {
    private static final int DATA = 23;
    private static final String FORGED = "a record from the peer does not authenticate";

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @ParameterizedTest
    @MethodSource({"dev.handfast.record.Tls12Shape#macThenEncrypt", "dev.handfast.record.Tls12Shape#encryptThenMacs"})
    void everyPaddingThatFitsOpens(Tls12Shape shape) throws Exception {
        PlainTls12 peer = shape.peer(random);
        for (int length : new int[] {0, 1, 7, 100, 255, 256, 1000}) {
            for (int padding = peer.shortestPadding(length); padding <= 255; padding += 16) {
                byte[] content = PlainCipher.bytes(random, length);
                byte[] record = peer.sealCbc(0, DATA, content, padding, random);
                byte[] out = new byte[record.length];
                int opened = shape.opener(peer.keys(), 0).open(record, 0, record.length, out, 0);
                assertArrayEquals(content, Arrays.copyOf(out, opened), "seed " + seed + ", padding " + padding);
            }
        }
    }

    @ParameterizedTest
    @MethodSource({"dev.handfast.record.Tls12Shape#macThenEncrypt", "dev.handfast.record.Tls12Shape#encryptThenMacs"})
    void theLargestRecordIsAsLongAsTheOpenerSays(Tls12Shape shape) throws Exception {
        PlainTls12 peer = shape.peer(random);
        int content = 1 << 14;
        int padding = 240 + peer.shortestPadding(content);
        byte[] record = peer.sealCbc(0, DATA, new byte[content], padding, random);
        Opener opener = shape.opener(peer.keys(), 0);
        assertTrue(record.length - 5 <= opener.maxRecord());
        assertTrue(
                record.length - 5 == opener.maxRecord() || shape.suite().mac().length() < 48);
        assertEquals(content, opener.open(record, 0, record.length, record, 5));
    }

    @ParameterizedTest
    @MethodSource("dev.handfast.record.Tls12Shape#macThenEncrypt")
    void aWrongPaddingUnderARightMacIsForged(Tls12Shape shape) throws Exception {
        PlainTls12 peer = shape.peer(random);
        Opener opener = shape.opener(peer.keys(), 0);
        byte[] content = PlainCipher.bytes(random, 50);
        byte[] inner = PlainTls12.join(content, peer.mac(0, DATA, content));
        for (int padding = peer.shortestPadding(50); padding <= 255; padding += 16) {
            byte[] padded = Arrays.copyOf(inner, inner.length + padding + 1);
            Arrays.fill(padded, inner.length, padded.length, (byte) padding);
            for (int at = inner.length; at < padded.length; at++) {
                byte[] wrong = padded.clone();
                wrong[at] ^= (byte) (1 << random.nextInt(8));
                assertForged(opener, peer.sealInner(DATA, wrong, random));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.handfast.record.Tls12Shape#macThenEncrypt")
    void aPaddingLongerThanTheRecordIsForged(Tls12Shape shape) throws Exception {
        PlainTls12 peer = shape.peer(random);
        Opener opener = shape.opener(peer.keys(), 0);
        for (int length = CbcCipher.BLOCK; length <= 256; length += CbcCipher.BLOCK) {
            for (int padding = 0; padding <= 255; padding++) {
                byte[] inner = new byte[length];
                Arrays.fill(inner, (byte) padding);
                assertForged(opener, peer.sealInner(DATA, inner, random));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.handfast.record.Tls12Shape#macThenEncrypt")
    void aWrongMacUnderARightPaddingIsForged(Tls12Shape shape) throws Exception {
        PlainTls12 peer = shape.peer(random);
        Opener opener = shape.opener(peer.keys(), 0);
        int macLength = shape.suite().mac().length();
        byte[] content = PlainCipher.bytes(random, 33);
        for (int padding = peer.shortestPadding(33); padding <= 255; padding += 16) {
            byte[] inner = PlainTls12.join(content, peer.mac(0, DATA, content));
            byte[] padded = Arrays.copyOf(inner, inner.length + padding + 1);
            Arrays.fill(padded, inner.length, padded.length, (byte) padding);
            for (int at = 33; at < 33 + macLength; at++) {
                byte[] wrong = padded.clone();
                wrong[at] ^= (byte) (1 << random.nextInt(8));
                assertForged(opener, peer.sealInner(DATA, wrong, random));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.handfast.record.Tls12Shape#encryptThenMacs")
    void aWrongPaddingThatIsAuthenticIsForgedToo(Tls12Shape shape) throws Exception {
        PlainTls12 peer = shape.peer(random);
        Opener opener = shape.opener(peer.keys(), 0);
        byte[] inner = new byte[32];
        Arrays.fill(inner, 20, 32, (byte) 11);
        for (int at = 20; at < 32; at++) {
            byte[] wrong = inner.clone();
            wrong[at] ^= (byte) (1 << random.nextInt(8));
            assertForged(opener, peer.sealEtm(0, DATA, wrong, random));
        }
        Arrays.fill(inner, (byte) 32);
        assertForged(opener, peer.sealEtm(0, DATA, inner, random));
        Arrays.fill(inner, (byte) 31);
        byte[] onlyPadding = peer.sealEtm(0, DATA, inner, random);
        assertEquals(0, opener.open(onlyPadding, 0, onlyPadding.length, onlyPadding, 5));
    }

    @ParameterizedTest
    @MethodSource("dev.handfast.record.Tls12Shape#macThenEncrypt")
    void whatIsForgedIsNotLeftToTheCaller(Tls12Shape shape) throws Exception {
        PlainTls12 peer = shape.peer(random);
        byte[] record = peer.seal(0, DATA, PlainCipher.bytes(random, 20), random);
        record[record.length - 1] ^= 1;
        byte[] out = new byte[record.length];
        fault(Alert.BAD_RECORD_MAC, () -> shape.opener(peer.keys(), 0).open(record, 0, record.length, out, 0));
        assertArrayEquals(new byte[record.length], out);
    }

    @ParameterizedTest
    @MethodSource("dev.handfast.record.Tls12Shape#macThenEncrypt")
    void theNumberOfHashedBlocksDependsOnTheRecordLengthAlone(Tls12Shape shape) throws Exception {
        try (SpyProvider spy = new SpyProvider()) {
            PlainTls12 peer = shape.peer(random);
            int macLength = shape.suite().mac().length();
            for (int length : new int[] {64, 256, 304, 336, 1024}) { // of the block-ciphered part
                int longest = length - 1 - macLength;
                Set<Long> blocks = new HashSet<>();
                for (int padding = 0; padding <= 255; padding++) {
                    byte[] right = padding > longest
                            ? PlainTls12.record(DATA, PlainCipher.bytes(random, 16 + length))
                            : peer.sealCbc(0, DATA, new byte[longest - padding], padding, random);
                    byte[] wrong = new byte[length];
                    Arrays.fill(wrong, (byte) padding); // right padding if it fits, wrong MAC
                    byte[] wrongPadding = wrong.clone();
                    wrongPadding[length - 2] ^= 1;
                    blocks.add(blocks(spy, shape, peer, right));
                    blocks.add(blocks(spy, shape, peer, peer.sealInner(DATA, wrong, random)));
                    blocks.add(blocks(spy, shape, peer, peer.sealInner(DATA, wrongPadding, random)));
                }
                assertEquals(1, blocks.size(), length + " bytes: " + blocks);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.handfast.record.Tls12Shape#encryptThenMacs")
    void underEncryptThenMacAForgeryNeverReachesTheCipher(Tls12Shape shape) throws Exception {
        try (SpyProvider spy = new SpyProvider()) {
            PlainTls12 peer = shape.peer(random);
            byte[] record = peer.seal(0, DATA, new byte[20], random);
            Opener opener = new EtmOpener((CbcKeys) peer.keys(), 0);
            byte[] out = new byte[record.length];
            spy.ciphertextBytes();
            for (int at = 5; at < record.length; at++) {
                byte[] forged = record.clone();
                forged[at] ^= (byte) (1 << random.nextInt(8));
                fault(Alert.BAD_RECORD_MAC, () -> opener.open(forged, 0, forged.length, out, 0));
            }
            assertEquals(0, spy.ciphertextBytes());
            opener.open(record, 0, record.length, out, 0);
            assertEquals(16 + 32, spy.ciphertextBytes());
        }
    }

    private static long blocks(SpyProvider spy, Tls12Shape shape, PlainTls12 peer, byte[] record) {
        Opener opener = shape.opener(peer.keys(), 0);
        spy.macBlocks();
        try {
            opener.open(record, 0, record.length, record, 5);
        } catch (TlsFault forged) {
            assertEquals(FORGED, forged.getMessage());
        }
        return spy.macBlocks();
    }

    private static void assertForged(Opener opener, byte[] record) {
        byte[] out = new byte[record.length];
        assertEquals(FORGED, fault(Alert.BAD_RECORD_MAC, () -> opener.open(record, 0, record.length, out, 0)));
    }
}
