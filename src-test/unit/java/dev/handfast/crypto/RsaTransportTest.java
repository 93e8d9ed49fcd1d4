package dev.handfast.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.handfast.wire.Alert;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.TlsFault;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Premaster secrets under RSA, and that broken ones cannot be told from good ones (Bleichenbacher, ROBOT). */
class RsaTransportTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final ProtocolVersion VERSION = ProtocolVersion.TLS_1_2;
    private static final KeyPair PAIR = pair("RSA", 2048);
    private static final RSAPublicKey PUBLIC = (RSAPublicKey) PAIR.getPublic();
    private static final PrivateKey OPAQUE = new Token.OpaqueKey(PAIR.getPrivate());
    private static final int LENGTH = 256;
    private static final int PREMASTER_AT = LENGTH - 48;
    private static final byte[] GOOD = goodBlock();

    @Test
    void serverGetsWhatClientMade() throws Exception {
        RsaTransport.Encrypted made = RsaTransport.encrypt(PUBLIC, VERSION, RANDOM);
        assertEquals(LENGTH, made.ciphertext().length);
        assertEquals(48, made.premaster().length());
        assertArrayEquals(new byte[] {3, 3}, Arrays.copyOf(made.premaster().bytes(), 2));
        assertArrayEquals(made.premaster().bytes(), decrypt(made.ciphertext()));
    }

    @Test
    void theClientsSecretIsOfItsVersionAndNewEachTime() throws Exception {
        byte[] one = RsaTransport.encrypt(PUBLIC, ProtocolVersion.TLS_1_1, RANDOM)
                .premaster()
                .bytes();
        byte[] other = RsaTransport.encrypt(PUBLIC, ProtocolVersion.TLS_1_1, RANDOM)
                .premaster()
                .bytes();
        assertEquals(2, one[1]);
        assertFalse(Arrays.equals(one, other));
    }

    /** The JDK reads the same. */
    @Test
    void theCiphertextIsPkcs1() throws Exception {
        RsaTransport.Encrypted made = RsaTransport.encrypt(PUBLIC, VERSION, RANDOM);
        Cipher jdk = Cipher.getInstance("RSA/ECB/PKCS1Padding");
        jdk.init(Cipher.DECRYPT_MODE, PAIR.getPrivate());
        assertArrayEquals(jdk.doFinal(made.ciphertext()), made.premaster().bytes());
    }

    @Test
    void theBlockThatTheOthersAreMadeFromIsGood() throws Exception {
        assertArrayEquals(premaster(), decrypt(encrypted(GOOD)));
    }

    /** The variants of Bleichenbacher's attack and of ROBOT, and their neighbours. */
    private static Stream<Arguments> blocks() {
        return Stream.of(
                Arguments.of("first byte", changed(0, 1)),
                Arguments.of("block type 1", changed(1, 1)),
                Arguments.of("block type 0", changed(1, 0)),
                Arguments.of("block type 0x82", changed(1, 0x82)),
                Arguments.of("zero as the first byte of padding", changed(2, 0)),
                Arguments.of("zero as the eighth byte of padding", changed(9, 0)),
                Arguments.of("zero as the ninth byte of padding", changed(10, 0)),
                Arguments.of("zero in the middle of the padding", changed(100, 0)),
                Arguments.of("zero as the last byte of padding: 49 bytes", changed(PREMASTER_AT - 2, 0)),
                Arguments.of("no zero behind the padding", changed(PREMASTER_AT - 1, 7)),
                Arguments.of("zero one byte later: 47 bytes", message(47)),
                Arguments.of("zero one byte earlier: 49 bytes", message(49)),
                Arguments.of("an empty message", message(0)),
                Arguments.of("a message of 1 byte", message(1)),
                Arguments.of("the longest message", message(LENGTH - 11)),
                Arguments.of("no zero at all", withoutZero()),
                Arguments.of("major version", changed(PREMASTER_AT, 2)),
                Arguments.of("major version 0x83", changed(PREMASTER_AT, 0x83)),
                Arguments.of("minor version: TLS 1.1", changed(PREMASTER_AT + 1, 2)),
                Arguments.of("minor version: TLS 1.3", changed(PREMASTER_AT + 1, 4)),
                Arguments.of("both bytes of the version wrong alike", changedVersion(2, 2)),
                Arguments.of("nothing but zeros", new byte[LENGTH]),
                Arguments.of("the number 1", one()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("blocks")
    void aBrokenBlockMakesARandomSecret(String name, byte[] block) throws Exception {
        assertRandom(encrypted(block));
    }

    private static Stream<Arguments> ciphertexts() throws Exception {
        byte[] good = encrypted(GOOD);
        BigInteger n = PUBLIC.getModulus();
        byte[] behindZero = new byte[LENGTH + 1];
        System.arraycopy(good, 0, behindZero, 1, LENGTH);
        return Stream.of(
                Arguments.of("empty", new byte[0]),
                Arguments.of("one byte", new byte[1]),
                Arguments.of("one byte shorter", Arrays.copyOf(good, LENGTH - 1)),
                Arguments.of("one byte longer", Arrays.copyOf(good, LENGTH + 1)),
                Arguments.of("a zero in front", behindZero),
                Arguments.of("as long as the message allows", new byte[0xFFFF]),
                Arguments.of("zero", new byte[LENGTH]),
                Arguments.of("n", fixed(n, LENGTH)),
                Arguments.of("n - 1", fixed(n.subtract(BigInteger.ONE), LENGTH)),
                Arguments.of("n + 1", fixed(n.add(BigInteger.ONE), LENGTH)),
                Arguments.of("the good one + n", fixed(n.add(new BigInteger(1, good)), LENGTH + 1)),
                Arguments.of(
                        "the largest",
                        fixed(BigInteger.ONE.shiftLeft(8 * LENGTH).subtract(BigInteger.ONE), LENGTH)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ciphertexts")
    void aBrokenCiphertextMakesARandomSecret(String name, byte[] ciphertext) throws Exception {
        assertRandom(ciphertext);
    }

    /** A good ciphertext that only its size, with n added, gives away: as many bytes as n has, but not below it. */
    @Test
    void aCiphertextNotBelowTheModulusIsNoneEvenIfItIsGoodModuloIt() throws Exception {
        BigInteger n = PUBLIC.getModulus();
        BigInteger shifted;
        byte[] ciphertext;
        do {
            ciphertext = RsaTransport.encrypt(PUBLIC, VERSION, RANDOM).ciphertext();
            shifted = n.add(new BigInteger(1, ciphertext));
        } while (shifted.bitLength() > 8 * LENGTH);
        decrypt(ciphertext);
        assertRandom(fixed(shifted, LENGTH));
    }

    /** The substitute is drawn for good ciphertexts as well. */
    @Test
    void theSameRandomnessIsUsedForGoodAndBroken() throws Exception {
        var forGood = new Counting();
        RsaTransport.decrypt(PAIR.getPrivate(), encrypted(GOOD), VERSION, forGood);
        var forBroken = new Counting();
        RsaTransport.decrypt(PAIR.getPrivate(), encrypted(changed(0, 1)), VERSION, forBroken);
        var forShort = new Counting();
        RsaTransport.decrypt(PAIR.getPrivate(), new byte[1], VERSION, forShort);
        assertEquals(48, forGood.bytes);
        assertEquals(48, forBroken.bytes);
        assertEquals(48, forShort.bytes);
    }

    @Test
    void anOddLengthOfTheModulusIsNoTrouble() throws Exception {
        KeyPair pair = pair("RSA", 1031);
        RsaTransport.Encrypted made = RsaTransport.encrypt(pair.getPublic(), VERSION, RANDOM);
        assertEquals(129, made.ciphertext().length);
        assertArrayEquals(
                made.premaster().bytes(),
                RsaTransport.decrypt(pair.getPrivate(), made.ciphertext(), VERSION, RANDOM)
                        .bytes());
    }

    @Test
    void aKeyThatIsNoneForItIsAFault() throws Exception {
        KeyPair ec = pair("EC", 256);
        KeyPair pss = pair("RSASSA-PSS", 2048);
        assertFault(Alert.UNSUPPORTED_CERTIFICATE, () -> RsaTransport.encrypt(ec.getPublic(), VERSION, RANDOM));
        assertFault(Alert.UNSUPPORTED_CERTIFICATE, () -> RsaTransport.encrypt(pss.getPublic(), VERSION, RANDOM));
        for (byte[] ciphertext : new byte[][] {new byte[0], encrypted(GOOD)}) {
            assertFault(Alert.INTERNAL_ERROR, () -> RsaTransport.decrypt(ec.getPrivate(), ciphertext, VERSION, RANDOM));
            assertFault(
                    Alert.INTERNAL_ERROR, () -> RsaTransport.decrypt(pss.getPrivate(), ciphertext, VERSION, RANDOM));
            assertFault(Alert.INTERNAL_ERROR, () -> RsaTransport.decrypt(OPAQUE, ciphertext, VERSION, RANDOM));
            assertFault(Alert.INTERNAL_ERROR, () -> RsaTransport.decrypt(OPAQUE, PUBLIC, ciphertext, VERSION, RANDOM));
        }
    }

    /** A key of a token: only its provider can use it, and this one leaves out the zeros in front, as Bouncy Castle does. */
    @Test
    void anOpaqueKeyIsUsedByItsProvider() throws Exception {
        Provider provider = new Token();
        Security.addProvider(provider);
        try {
            RsaTransport.Encrypted made = RsaTransport.encrypt(PUBLIC, VERSION, RANDOM);
            assertArrayEquals(
                    made.premaster().bytes(),
                    RsaTransport.decrypt(OPAQUE, PUBLIC, made.ciphertext(), VERSION, RANDOM)
                            .bytes());
            byte[] broken = RsaTransport.decrypt(OPAQUE, PUBLIC, new byte[LENGTH], VERSION, RANDOM)
                    .bytes();
            assertEquals(48, broken.length);
            byte[] refused = encrypted(changed(0, 0x20)); // such a block the token refuses
            assertFalse(Arrays.equals(
                    RsaTransport.decrypt(OPAQUE, PUBLIC, refused, VERSION, RANDOM)
                            .bytes(),
                    RsaTransport.decrypt(OPAQUE, PUBLIC, refused, VERSION, RANDOM)
                            .bytes()));
        } finally {
            Security.removeProvider(provider.getName());
        }
    }

    private static void assertRandom(byte[] ciphertext) throws Exception {
        byte[] one = decrypt(ciphertext);
        byte[] other = decrypt(ciphertext);
        assertEquals(48, one.length);
        assertFalse(Arrays.equals(one, other), "the same secret twice");
        assertFalse(Arrays.equals(Arrays.copyOfRange(one, 2, 48), Arrays.copyOfRange(premaster(), 2, 48)));
    }

    private static void assertFault(Alert alert, Executable work) {
        assertEquals(alert, assertThrows(TlsFault.class, work).alert());
    }

    private static byte[] decrypt(byte[] ciphertext) throws TlsFault {
        return RsaTransport.decrypt(PAIR.getPrivate(), ciphertext, VERSION, RANDOM)
                .bytes();
    }

    private static byte[] goodBlock() {
        byte[] block = message(48);
        block[PREMASTER_AT] = 3;
        block[PREMASTER_AT + 1] = 3;
        return block;
    }

    private static byte[] premaster() {
        return Arrays.copyOfRange(GOOD, PREMASTER_AT, LENGTH);
    }

    /** 00 02, padding, 00 and a message of {@code length} bytes without a zero, which begins with 03 03. */
    private static byte[] message(int length) {
        byte[] block = withoutZero();
        block[LENGTH - length - 1] = 0;
        for (int i = 0; i < Math.min(2, length); i++) {
            block[LENGTH - length + i] = 3;
        }
        return block;
    }

    private static byte[] withoutZero() {
        byte[] block = new byte[LENGTH];
        var random = new Random(1);
        for (int i = 0; i < LENGTH; i++) {
            block[i] = (byte) (1 + random.nextInt(255));
        }
        block[0] = 0;
        block[1] = 2;
        block[PREMASTER_AT] = 3;
        block[PREMASTER_AT + 1] = 3;
        return block;
    }

    private static byte[] changed(int at, int value) {
        byte[] block = GOOD.clone();
        block[at] = (byte) value;
        return block;
    }

    private static byte[] changedVersion(int major, int minor) {
        byte[] block = changed(PREMASTER_AT, major);
        block[PREMASTER_AT + 1] = (byte) minor;
        return block;
    }

    private static byte[] one() {
        byte[] block = new byte[LENGTH];
        block[LENGTH - 1] = 1;
        return block;
    }

    /** The raw operation. */
    private static byte[] encrypted(byte[] block) {
        return fixed(new BigInteger(1, block).modPow(PUBLIC.getPublicExponent(), PUBLIC.getModulus()), LENGTH);
    }

    private static byte[] fixed(BigInteger number, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[length - 1 - i] = number.shiftRight(8 * i).byteValue();
        }
        return bytes;
    }

    private static KeyPair pair(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** Counts what is drawn. */
    private static final class Counting extends SecureRandom {
        private static final long serialVersionUID = 1L;
        private int bytes;

        @Override
        public void nextBytes(byte[] drawn) {
            bytes += drawn.length;
            super.nextBytes(drawn);
        }
    }
}
