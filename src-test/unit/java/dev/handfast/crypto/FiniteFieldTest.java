package dev.handfast.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.wire.Alert;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.TlsFault;
import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.KeyAgreement;
import javax.crypto.interfaces.DHPublicKey;
import javax.crypto.spec.DHParameterSpec;
import javax.crypto.spec.DHPublicKeySpec;
import org.bouncycastle.crypto.agreement.DHStandardGroups;
import org.bouncycastle.crypto.params.DHParameters;
import org.bouncycastle.math.Primes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Finite fields in both versions: ffdhe of TLS 1.3, and DHE of TLS 1.2 with whatever group a server comes with. */
class FiniteFieldTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] TWO = {2};

    /** A safe prime that no standard names, by {@code openssl dhparam}. */
    private static final BigInteger OWN_PRIME = new BigInteger(
            "c8cc0ab007c1aa089b3d5e9f2b01bade4033f70b071509a3320bea4874829b04"
                    + "da2b624a68be1f819896256b79ed801c506b9b581d271a96712bbbebbb9284c1"
                    + "c7bbd13cafd1de5c4ee877695061d74302fa5712bf577b5d65cd05c91e122a9f"
                    + "c5a7e62c3e5a0a788a6506f29f436cd11072b60f9b15fe35049d45478a982a6c"
                    + "fe0ee7b2069ffde4f6e461917537f3e09a267f939a7e2ef065542ad584950639"
                    + "f71858f40d358e94ce11ba93f57ce73b632b38d07820eb9e5ba45f1fa285a300"
                    + "eef9e641957ca3cbc3423470f4078995ba0ec034e6c4dd64fa6c7efca9fcd2bb"
                    + "357a80c1e1534bd75da3f96c488bf7e53d352ffa31df58b0852241b2cbc4192f",
            16);

    /** A prime whose half is the product of two. */
    private static final BigInteger COMPOSITE_HALF = new BigInteger(
            "81c0de24fc09b083b6ec336c4bf7dfd3cd9844bf5d07660486dff5454829467a"
                    + "c24577bf1ea1d7126b7c7e213e33d49fcb9e52f5bcd064303badbbb92123d890"
                    + "dd29882f47496c6ba96751b4bc601243f26cc57516a023926be1013957645754"
                    + "3a7b6dc53e5aac9747f7a6390a97af67ee4d7d6c473beac680636715376fcdc2"
                    + "1ffc329a059c3f25f57d05bfd0d68a18ede8d019e61ff93ec89f514d3761fe6e"
                    + "928ca5b59231a79292f2cc33fd6f107abddb1a8d88c1e7c238d737a8b9124427"
                    + "e3afd6e80b5a8ca299149d3acf8080c3d8e43b0088c352b31180eff787c9e1b1"
                    + "492f7d5db03c2966831a0b8cc0650f045a057e844b9d461a4d3710c64e3a1e2f",
            16);

    private static Stream<Arguments> ffdhe() {
        return Stream.of(
                Arguments.of(FfdheGroup.FFDHE2048, DHStandardGroups.rfc7919_ffdhe2048),
                Arguments.of(FfdheGroup.FFDHE3072, DHStandardGroups.rfc7919_ffdhe3072),
                Arguments.of(FfdheGroup.FFDHE4096, DHStandardGroups.rfc7919_ffdhe4096),
                Arguments.of(FfdheGroup.FFDHE6144, DHStandardGroups.rfc7919_ffdhe6144),
                Arguments.of(FfdheGroup.FFDHE8192, DHStandardGroups.rfc7919_ffdhe8192));
    }

    private static Stream<DHParameters> modp() {
        return Stream.of(
                DHStandardGroups.rfc3526_2048,
                DHStandardGroups.rfc3526_3072,
                DHStandardGroups.rfc3526_4096,
                DHStandardGroups.rfc3526_6144,
                DHStandardGroups.rfc3526_8192);
    }

    @ParameterizedTest
    @MethodSource("ffdhe")
    void groupsAreThoseOfBouncyCastle(FfdheGroup ours, DHParameters theirs) throws Exception {
        assertEquals(theirs.getP(), ours.p());
        assertEquals(theirs.getG(), ours.g());
        assertEquals(ours, KeyExchange.of(ours.group()));
        DheGroup checked = DheGroup.checked(unsigned(theirs.getP()), TWO);
        assertEquals(Optional.of(ours.group()), checked.group());
        assertArrayEquals(DheGroup.named(ours.group()).p(), checked.p());
        assertArrayEquals(TWO, checked.g());
    }

    @Test
    void ffdhe2048IsASafePrime() {
        BigInteger p = FfdheGroup.FFDHE2048.p();
        assertEquals(2048, p.bitLength());
        assertTrue(p.isProbablePrime(60));
        assertTrue(p.shiftRight(1).isProbablePrime(60));
    }

    @ParameterizedTest
    @EnumSource
    void clientAndServerAgree(FfdheGroup group) throws Exception {
        try (Offer offer = group.offer(RANDOM)) {
            Answer answer = group.answer(offer.share(), RANDOM);
            assertArrayEquals(
                    answer.secret().bytes(), offer.agree(answer.share()).bytes());
            assertEquals(group.p().bitLength() / 8, answer.share().length);
            assertEquals(group.p().bitLength() / 8, answer.secret().length());
        }
        DheGroup dhe = DheGroup.named(group.group());
        try (Offer offer = dhe.offer(RANDOM)) {
            Answer answer = dhe.answer(offer.share(), RANDOM);
            assertArrayEquals(
                    answer.secret().bytes(), offer.agree(answer.share()).bytes());
        }
    }

    @Test
    void agreesWithTheJdk() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("DH");
        generator.initialize(new DHParameterSpec(FfdheGroup.FFDHE3072.p(), BigInteger.TWO));
        KeyPair jdk = generator.generateKeyPair();
        byte[] share = padded(((DHPublicKey) jdk.getPublic()).getY(), 384);
        Answer answer = FfdheGroup.FFDHE3072.answer(share, RANDOM);
        KeyAgreement agreement = KeyAgreement.getInstance("DH");
        agreement.init(jdk.getPrivate());
        agreement.doPhase(publicKey(answer.share()), true);
        assertArrayEquals(agreement.generateSecret(), answer.secret().bytes());
    }

    /** TLS 1.3 keeps the leading zeros of the secret (RFC 9846 §7.4.1), TLS 1.2 strips them (RFC 5246 §8.1.2). */
    @Test
    void aSecretWithLeadingZerosIsPaddedOrStripped() throws Exception {
        BigInteger p = FfdheGroup.FFDHE2048.p();
        try (Offer padding = FfdheGroup.FFDHE2048.offer(RANDOM);
                Offer stripping = DheGroup.named(NamedGroup.FFDHE2048).offer(RANDOM)) {
            BigInteger share = shareThatMakesAShortSecret(padding.share(), p);
            byte[] secret = padding.agree(padded(share, 256)).bytes();
            assertEquals(256, secret.length);
            assertEquals(0, secret[0]);
            share = shareThatMakesAShortSecret(stripping.share(), p);
            byte[] stripped = stripping.agree(padded(share, 256)).bytes();
            assertTrue(stripped.length < 256);
            assertTrue(stripped[0] != 0);
        }
    }

    /** 2^b, where b is the first exponent that makes of {@code share} a secret below 2^2040. */
    private static BigInteger shareThatMakesAShortSecret(byte[] share, BigInteger p) {
        var theirs = new BigInteger(1, share);
        BigInteger ours = BigInteger.TWO;
        BigInteger secret = theirs;
        while (secret.bitLength() > 2040) {
            ours = ours.shiftLeft(1).mod(p);
            secret = secret.multiply(theirs).mod(p);
        }
        return ours;
    }

    /** One public value in 256 is short of a byte. */
    @Test
    void aShortPublicValueIsPaddedInBothVersions() {
        DheGroup dhe = DheGroup.named(NamedGroup.FFDHE2048);
        for (FiniteFieldForm form : FiniteFieldForm.values()) {
            byte[] share;
            do {
                share = form == FiniteFieldForm.PADDED
                        ? FfdheGroup.FFDHE2048.offer(RANDOM).share()
                        : dhe.offer(RANDOM).share();
                assertEquals(256, share.length);
            } while (share[0] != 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void ffdheRefusesPublicValuesOutOfRangeAndOfAnotherLength(FfdheGroup group) {
        int length = group.p().bitLength() / 8;
        for (BigInteger y : outOfRange(group.p())) {
            assertOutOfRange(Alert.ILLEGAL_PARAMETER, () -> group.answer(padded(y, length), RANDOM));
            assertOutOfRange(Alert.ILLEGAL_PARAMETER, () -> group.offer(RANDOM).agree(padded(y, length)));
        }
        byte[] good = padded(BigInteger.valueOf(4), length);
        for (byte[] wrong :
                List.of(new byte[0], TWO, Arrays.copyOf(good, length - 1), padded(BigInteger.TWO, length + 1))) {
            assertFault(Alert.ILLEGAL_PARAMETER, () -> group.answer(wrong, RANDOM));
            assertFault(Alert.ILLEGAL_PARAMETER, () -> group.offer(RANDOM).agree(wrong));
        }
    }

    /** Found by us, before the JCA has a say. */
    private static void assertOutOfRange(Alert alert, Executable work) {
        TlsFault fault = assertThrows(TlsFault.class, work);
        assertEquals(alert, fault.alert());
        assertTrue(fault.getMessage().contains("not between 1 and p-1"), fault::getMessage);
    }

    @Test
    void dheRefusesPublicValuesOutOfRangeAndTakesAnyLength() throws Exception {
        DheGroup group = DheGroup.named(NamedGroup.FFDHE2048);
        for (BigInteger y : outOfRange(FfdheGroup.FFDHE2048.p())) {
            assertOutOfRange(Alert.HANDSHAKE_FAILURE, () -> group.answer(unsigned(y), RANDOM));
            assertOutOfRange(Alert.HANDSHAKE_FAILURE, () -> group.offer(RANDOM).agree(unsigned(y)));
        }
        assertOutOfRange(Alert.HANDSHAKE_FAILURE, () -> group.answer(new byte[0], RANDOM));
        try (Offer offer = group.offer(RANDOM)) {
            byte[] four = {4};
            assertArrayEquals(
                    offer.agree(four).bytes(),
                    offer.agree(padded(BigInteger.valueOf(4), 300)).bytes());
        }
    }

    private static List<BigInteger> outOfRange(BigInteger p) {
        return List.of(BigInteger.ZERO, BigInteger.ONE, p.subtract(BigInteger.ONE), p, p.add(BigInteger.ONE));
    }

    @ParameterizedTest
    @MethodSource("modp")
    void groupsOfRfc3526AreKnown(DHParameters parameters) throws Exception {
        int before = SafePrimes.remembered();
        DheGroup group = DheGroup.checked(unsigned(parameters.getP()), TWO);
        assertEquals(Optional.empty(), group.group());
        assertEquals(before, SafePrimes.remembered(), "it was tested like a stranger's");
        try (Offer offer = group.offer(RANDOM)) {
            Answer answer = group.answer(offer.share(), RANDOM);
            assertArrayEquals(
                    answer.secret().bytes(), offer.agree(answer.share()).bytes());
        }
    }

    @Test
    void aNamedFieldWithAnotherGeneratorIsNoNamedGroup() throws Exception {
        byte[] p = unsigned(FfdheGroup.FFDHE2048.p());
        assertEquals(Optional.empty(), DheGroup.checked(p, new byte[] {5}).group());
        assertThrows(IllegalArgumentException.class, () -> DheGroup.named(NamedGroup.X25519));
    }

    @Test
    void aSafePrimeOfTheServersOwnIsTestedAndRemembered() throws Exception {
        DheGroup group = DheGroup.checked(unsigned(OWN_PRIME), TWO);
        assertEquals(Optional.empty(), group.group());
        int remembered = SafePrimes.remembered();
        assertTrue(remembered > 0);
        DheGroup.checked(padded(OWN_PRIME, 300), new byte[] {0, 2});
        assertEquals(remembered, SafePrimes.remembered());
        assertTrue(remembered <= 32);
        try (Offer offer = group.offer(RANDOM)) {
            Answer answer = group.answer(offer.share(), RANDOM);
            assertArrayEquals(
                    answer.secret().bytes(), offer.agree(answer.share()).bytes());
        }
    }

    @Test
    void smallFieldsAreInsufficientSecurity() {
        BigInteger weak = DHStandardGroups.rfc3526_1536.getP();
        assertChecked(Alert.INSUFFICIENT_SECURITY, weak, BigInteger.TWO);
        assertChecked(Alert.INSUFFICIENT_SECURITY, BigInteger.ZERO, BigInteger.TWO);
        assertChecked(
                Alert.INSUFFICIENT_SECURITY, BigInteger.ONE.shiftLeft(2047).subtract(BigInteger.ONE), BigInteger.TWO);
        assertFault(Alert.INSUFFICIENT_SECURITY, () -> DheGroup.checked(new byte[0], new byte[0]));
        // Not what the length of the field says: zeros in front add nothing.
        assertFault(Alert.INSUFFICIENT_SECURITY, () -> DheGroup.checked(padded(weak, 256), TWO));
    }

    @Test
    void largeFieldsEvenOnesAndStrangeSizesAreRefused() {
        assertChecked(Alert.ILLEGAL_PARAMETER, BigInteger.ONE.shiftLeft(8192).add(BigInteger.ONE), BigInteger.TWO);
        assertFault(Alert.ILLEGAL_PARAMETER, () -> DheGroup.checked(filled(65535), TWO));
        assertChecked(Alert.ILLEGAL_PARAMETER, OWN_PRIME.add(BigInteger.ONE), BigInteger.TWO);
        // SunJCE makes no keys in it; the test of a prime is not begun.
        assertChecked(Alert.HANDSHAKE_FAILURE, BigInteger.ONE.shiftLeft(2050).add(BigInteger.ONE), BigInteger.TWO);
    }

    @Test
    void generatorsOutOfRangeAreRefused() {
        for (BigInteger g : outOfRange(OWN_PRIME)) {
            assertChecked(Alert.ILLEGAL_PARAMETER, OWN_PRIME, g);
        }
        assertFault(Alert.ILLEGAL_PARAMETER, () -> DheGroup.checked(unsigned(OWN_PRIME), filled(65535)));
    }

    @Test
    void aProductOfTwoLargePrimesIsRefused() {
        BigInteger half = FfdheGroup.FFDHE2048.p().shiftRight(1024).setBit(0).nextProbablePrime();
        assertChecked(Alert.ILLEGAL_PARAMETER, half.multiply(half.nextProbablePrime()), BigInteger.TWO);
    }

    /** The two halves of the test, each with the other one satisfied. */
    @Test
    void neitherHalfOfASafePrimeMayBeComposite() {
        assertTrue(COMPOSITE_HALF.isProbablePrime(100));
        assertFalse(COMPOSITE_HALF.shiftRight(1).isProbablePrime(100));
        assertChecked(Alert.ILLEGAL_PARAMETER, COMPOSITE_HALF, BigInteger.TWO);
        BigInteger prime = FfdheGroup.FFDHE2048.p().shiftRight(1);
        BigInteger twice;
        do {
            prime = prime.add(BigInteger.ONE).nextProbablePrime();
            twice = prime.shiftLeft(1).setBit(0);
        } while (Primes.hasAnySmallFactors(twice));
        assertFalse(twice.isProbablePrime(100));
        assertChecked(Alert.ILLEGAL_PARAMETER, twice, BigInteger.TWO);
    }

    private static void assertChecked(Alert alert, BigInteger p, BigInteger g) {
        assertFault(alert, () -> DheGroup.checked(unsigned(p), unsigned(g)));
    }

    private static void assertFault(Alert alert, Executable work) {
        assertEquals(alert, assertThrows(TlsFault.class, work).alert());
    }

    private static PublicKey publicKey(byte[] share) throws Exception {
        return KeyFactory.getInstance("DH")
                .generatePublic(
                        new DHPublicKeySpec(new BigInteger(1, share), FfdheGroup.FFDHE3072.p(), BigInteger.TWO));
    }

    private static byte[] filled(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 0xFF);
        return bytes;
    }

    private static byte[] unsigned(BigInteger number) {
        return padded(number, (number.bitLength() + 7) / 8);
    }

    private static byte[] padded(BigInteger number, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[length - 1 - i] = number.shiftRight(8 * i).byteValue();
        }
        return bytes;
    }
}
