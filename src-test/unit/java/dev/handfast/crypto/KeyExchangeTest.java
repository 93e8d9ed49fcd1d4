package dev.handfast.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.handfast.wire.Alert;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.TlsFault;
import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.XECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.KeyAgreement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeyExchangeTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Elliptic curves, by each implementation; finite fields have a test of their own. */
    private static Stream<KeyExchange> groups() {
        return Stream.concat(curves(), montgomeryCurves());
    }

    private static Stream<KeyExchange> curves() {
        return Stream.of(NistCurve.values())
                .flatMap(curve -> Stream.of(new EcdheGroup(curve), new JcaEcdheGroup(curve)));
    }

    private static Stream<KeyExchange> montgomeryCurves() {
        return Stream.of(XdhGroup.X25519, XdhGroup.X448, JcaXdhGroup.X25519, JcaXdhGroup.X448);
    }

    private static Stream<KeyExchange> x25519() {
        return Stream.of(XdhGroup.X25519, JcaXdhGroup.X25519);
    }

    @ParameterizedTest
    @MethodSource("groups")
    void clientAndServerAgree(KeyExchange exchange) throws Exception {
        try (Offer offer = exchange.offer(RANDOM)) {
            Answer answer = exchange.answer(offer.share(), RANDOM);
            assertArrayEquals(
                    answer.secret().bytes(), offer.agree(answer.share()).bytes());
        }
    }

    @ParameterizedTest
    @MethodSource("groups")
    void agreesWithTheJdk(KeyExchange exchange) throws Exception {
        NamedGroup group = exchange.group();
        boolean montgomery = group.toString().startsWith("x");
        KeyPairGenerator generator = KeyPairGenerator.getInstance(montgomery ? "XDH" : "EC");
        generator.initialize(
                montgomery ? new NamedParameterSpec(group.toString()) : new ECGenParameterSpec(group.toString()));
        KeyPair jdk = generator.generateKeyPair();
        int length = fieldLength(group);
        Answer answer = exchange.answer(share(jdk.getPublic(), length), RANDOM);
        KeyAgreement agreement = KeyAgreement.getInstance(montgomery ? "XDH" : "ECDH");
        agreement.init(jdk.getPrivate());
        agreement.doPhase(publicKey(answer.share(), jdk.getPublic(), length), true);
        assertArrayEquals(agreement.generateSecret(), answer.secret().bytes());
        assertEquals(length, answer.secret().length());
    }

    @ParameterizedTest
    @MethodSource("groups")
    void refusesSharesOfAWrongLength(KeyExchange exchange) {
        byte[] good = exchange.offer(RANDOM).share();
        for (int length : new int[] {0, 1, good.length - 1, good.length + 1}) {
            assertRefused(exchange, Arrays.copyOf(good, length));
        }
    }

    @ParameterizedTest
    @MethodSource("curves")
    void refusesInfinityAndEveryOtherForm(KeyExchange exchange) {
        byte[] good = exchange.offer(RANDOM).share();
        int length = fieldLength(exchange.group());
        assertRefused(exchange, new byte[1]);
        assertRefused(exchange, new byte[good.length]);
        int odd = good[good.length - 1] & 1;
        byte[] compressed = Arrays.copyOf(good, 1 + length);
        compressed[0] = (byte) (2 + odd);
        assertRefused(exchange, compressed);
        byte[] hybrid = good.clone();
        hybrid[0] = (byte) (6 + odd);
        assertRefused(exchange, hybrid);
    }

    @ParameterizedTest
    @MethodSource("curves")
    void refusesPointsThatAreNotOnTheCurve(KeyExchange exchange) {
        byte[] bent = exchange.offer(RANDOM).share();
        bent[bent.length - 1] ^= 1;
        assertRefused(exchange, bent);
        byte[] origin = new byte[bent.length];
        origin[0] = 4;
        assertRefused(exchange, origin);
    }

    /** A point whose x is small is on the curve modulo p with x + p as well: only the range check can refuse that. */
    @ParameterizedTest
    @MethodSource("curves")
    void refusesCoordinatesOutOfRange(KeyExchange exchange) throws Exception {
        var curve = Jca.curve(exchange.group().toString()).getCurve();
        BigInteger p = ((ECFieldFp) curve.getField()).getP();
        int length = fieldLength(exchange.group());
        BigInteger x = BigInteger.ONE.negate();
        BigInteger y;
        do {
            x = x.add(BigInteger.ONE);
            BigInteger square =
                    x.pow(3).add(curve.getA().multiply(x)).add(curve.getB()).mod(p);
            // All three primes are 3 modulo 4.
            y = square.modPow(p.add(BigInteger.ONE).shiftRight(2), p);
            if (!y.multiply(y).mod(p).equals(square)) {
                y = null;
            }
        } while (y == null);
        exchange.answer(point(x, y, length), RANDOM);
        assertRefused(exchange, point(x.add(p), y, length));
    }

    @ParameterizedTest
    @MethodSource("montgomeryCurves")
    void refusesPointsOfLowOrder(KeyExchange exchange) {
        int length = fieldLength(exchange.group());
        byte[] one = new byte[length];
        one[0] = 1;
        byte[] minusOne = new byte[length]; // p - 1, little-endian
        Arrays.fill(minusOne, (byte) 0xFF);
        if (length == 32) {
            minusOne[0] = (byte) 0xEC;
            minusOne[31] = 0x7F;
        } else {
            minusOne[0] = (byte) 0xFE;
            minusOne[28] = (byte) 0xFE;
        }
        List.of(new byte[length], one, minusOne).forEach(share -> assertRefused(exchange, share));
    }

    @ParameterizedTest
    @MethodSource("x25519")
    void x25519IgnoresTheHighestBit(KeyExchange exchange) throws Exception {
        try (Offer offer = exchange.offer(RANDOM)) {
            byte[] share = exchange.offer(RANDOM).share();
            byte[] high = share.clone();
            high[31] |= (byte) 0x80;
            assertArrayEquals(offer.agree(share).bytes(), offer.agree(high).bytes());
        }
    }

    private static void assertRefused(KeyExchange exchange, byte[] share) {
        TlsFault asServer = assertThrows(TlsFault.class, () -> exchange.answer(share, RANDOM));
        assertEquals(Alert.ILLEGAL_PARAMETER, asServer.alert());
        TlsFault asClient =
                assertThrows(TlsFault.class, () -> exchange.offer(RANDOM).agree(share));
        assertEquals(Alert.ILLEGAL_PARAMETER, asClient.alert());
    }

    private static int fieldLength(NamedGroup group) {
        return switch (group.toString()) {
            case "secp384r1" -> 48;
            case "secp521r1" -> 66;
            case "x448" -> 56;
            default -> 32;
        };
    }

    private static byte[] share(PublicKey key, int length) {
        if (key instanceof XECPublicKey xec) {
            return reversed(fixed(xec.getU(), length));
        }
        ECPoint w = ((ECPublicKey) key).getW();
        return point(w.getAffineX(), w.getAffineY(), length);
    }

    private static PublicKey publicKey(byte[] share, PublicKey sibling, int length) throws Exception {
        if (sibling instanceof XECPublicKey xec) {
            return KeyFactory.getInstance("XDH")
                    .generatePublic(new XECPublicKeySpec(xec.getParams(), new BigInteger(1, reversed(share))));
        }
        var w = new ECPoint(
                new BigInteger(1, Arrays.copyOfRange(share, 1, 1 + length)),
                new BigInteger(1, Arrays.copyOfRange(share, 1 + length, share.length)));
        return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(w, ((ECPublicKey) sibling).getParams()));
    }

    private static byte[] point(BigInteger x, BigInteger y, int length) {
        byte[] share = new byte[1 + 2 * length];
        share[0] = 4;
        System.arraycopy(fixed(x, length), 0, share, 1, length);
        System.arraycopy(fixed(y, length), 0, share, 1 + length, length);
        return share;
    }

    private static byte[] fixed(BigInteger number, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[length - 1 - i] = number.shiftRight(8 * i).byteValue();
        }
        return bytes;
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] result = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            result[i] = bytes[bytes.length - 1 - i];
        }
        return result;
    }
}
