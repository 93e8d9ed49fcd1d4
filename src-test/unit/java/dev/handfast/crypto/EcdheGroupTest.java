package dev.handfast.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECPoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Key agreement by combs, against published vectors and bcprov's other multiplication. */
class EcdheGroupTest {
    private static final HexFormat HEX = HexFormat.of();

    /** RFC 5903 §8.1 to §8.3: the initiator's private key and point, the responder's, and what they share. */
    private static Stream<Arguments> published() {
        return Stream.of(
                Arguments.of(
                        NistCurve.SECP256R1,
                        "c88f01f510d9ac3f70a292daa2316de544e9aab8afe84049c62a9c57862d1433",
                        "dad0b65394221cf9b051e1feca5787d098dfe637fc90b9ef945d0c3772581180"
                                + "5271a0461cdb8252d61f1c456fa3e59ab1f45b33accf5f58389e0577b8990bb3",
                        "c6ef9c5d78ae012a011164acb397ce2088685d8f06bf9be0b283ab46476bee53",
                        "d12dfb5289c8d4f81208b70270398c342296970a0bccb74c736fc7554494bf63"
                                + "56fbf3ca366cc23e8157854c13c58d6aac23f046ada30f8353e74f33039872ab",
                        "d6840f6b42f6edafd13116e0e12565202fef8e9ece7dce03812464d04b9442de"),
                Arguments.of(
                        NistCurve.SECP384R1,
                        "099f3c7034d4a2c699884d73a375a67f7624ef7c6b3c0f160647b67414dce655"
                                + "e35b538041e649ee3faef896783ab194",
                        "667842d7d180ac2cde6f74f37551f55755c7645c20ef73e31634fe72b4c55ee6"
                                + "de3ac808acb4bdb4c88732aee95f41aa9482ed1fc0eeb9cafc4984625ccfc23f"
                                + "65032149e0e144ada024181535a0f38eeb9fcff3c2c947dae69b4c634573a81c",
                        "41cb0779b4bdb85d47846725fbec3c9430fab46cc8dc5060855cc9bda0aa2942"
                                + "e0308312916b8ed2960e4bd55a7448fc",
                        "e558dbef53eecde3d3fccfc1aea08a89a987475d12fd950d83cfa41732bc509d"
                                + "0d1ac43a0336def96fda41d0774a3571dcfbec7aacf3196472169e838430367f"
                                + "66eebe3c6e70c416dd5f0c68759dd1fff83fa40142209dff5eaad96db9e6386c",
                        "11187331c279962d93d604243fd592cb9d0a926f422e47187521287e7156c5c4"
                                + "d603135569b9e9d09cf5d4a270f59746"),
                Arguments.of(
                        NistCurve.SECP521R1,
                        "0037ade9319a89f4dabdb3ef411aaccca5123c61acab57b5393dce47608172a0"
                                + "95aa85a30fe1c2952c6771d937ba9777f5957b2639bab072462f68c27a57382d"
                                + "4a52",
                        "0015417e84dbf28c0ad3c278713349dc7df153c897a1891bd98bab4357c9ecbe"
                                + "e1e3bf42e00b8e380aeae57c2d107564941885942af5a7f4601723c4195d176c"
                                + "ed3e017cae20b6641d2eeb695786d8c946146239d099e18e1d5a514c739d7cb4"
                                + "a10ad8a788015ac405d7799dc75e7b7d5b6cf2261a6a7f1507438bf01beb6ca3"
                                + "926f9582",
                        "0145ba99a847af43793fdd0e872e7cdfa16be30fdc780f97bccc3f078380201e"
                                + "9c677d600b343757a3bdbf2a3163e4c2f869cca7458aa4a4effc311f5cb15168"
                                + "5eb9",
                        "00d0b3975ac4b799f5bea16d5e13e9af971d5e9b984c9f39728b5e5739735a21"
                                + "9b97c356436adc6e95bb0352f6be64a6c2912d4ef2d0433ced2b6171640012d9"
                                + "460f015c68226383956e3bd066e797b623c27ce0eac2f551a10c2c724d985207"
                                + "7b87220b6536c5c408a1d2aebb8e86d678ae49cb57091f4732296579ab44fcd1"
                                + "7f0fc56a",
                        "01144c7d79ae6956bc8edb8e7c787c4521cb086fa64407f97894e5e6b2d79b04"
                                + "d1427e73ca4baa240a34786859810c06b3c715a3a8cc3151f2bee417996d19f3"
                                + "ddea"));
    }

    @ParameterizedTest
    @MethodSource("published")
    void agreesAsPublished(NistCurve curve, String i, String gi, String r, String gr, String shared) throws Exception {
        var group = new EcdheGroup(curve);
        byte[] initiator = HEX.parseHex("04" + gi);
        byte[] responder = HEX.parseHex("04" + gr);
        try (Offer offer = group.offer(new Given(HEX.parseHex(i)))) {
            assertArrayEquals(initiator, offer.share());
            assertArrayEquals(HEX.parseHex(shared), offer.agree(responder).bytes());
        }
        Answer answer = group.answer(initiator, new Given(HEX.parseHex(r)));
        assertArrayEquals(responder, answer.share());
        assertArrayEquals(HEX.parseHex(shared), answer.secret().bytes());
    }

    /** Among these are all cases that the formulas of addition do not know: the first steps of a comb then meet its own entries. */
    @ParameterizedTest
    @EnumSource
    void multipliesAsBouncyCastleDoes(NistCurve curve) throws Exception {
        ECPoint generator =
                CustomNamedCurves.getByName(curve.group().toString()).getG();
        byte[] point = generator.multiply(BigInteger.valueOf(0xCAFE)).getEncoded(false);
        for (BigInteger multiplier : multipliers(curve)) {
            try (Offer offer = new EcdheGroup(curve).offer(new Given(bytes(curve, multiplier)))) {
                assertArrayEquals(
                        generator.multiply(multiplier).getEncoded(false), offer.share(), multiplier::toString);
                byte[] x = generator
                        .multiply(multiplier.multiply(BigInteger.valueOf(0xCAFE)))
                        .normalize()
                        .getAffineXCoord()
                        .getEncoded();
                assertArrayEquals(x, offer.agree(point).bytes(), multiplier::toString);
            }
        }
    }

    /** From both ends of the range, and with a bit alone at each place. */
    private static List<BigInteger> multipliers(NistCurve curve) {
        var multipliers = new ArrayList<BigInteger>();
        for (int i = 1; i < 20; i++) {
            multipliers.add(BigInteger.valueOf(i));
            multipliers.add(curve.order().subtract(BigInteger.valueOf(i)));
        }
        for (int bit = 0; bit < curve.order().bitLength() - 1; bit++) {
            multipliers.add(BigInteger.ONE.shiftLeft(bit));
            multipliers.add(curve.order().subtract(BigInteger.ONE.shiftLeft(bit)));
        }
        return multipliers;
    }

    /** The shared secret keeps its leading zeros (RFC 9846 §7.4.2). */
    @ParameterizedTest
    @EnumSource
    void theSecretIsAsLongAsTheField(NistCurve curve) throws Exception {
        ECPoint small = smallPoint(curve);
        BigInteger multiplier = new BigInteger(curve.order().bitLength() - 1, new SecureRandom());
        ECPoint peer = small.multiply(multiplier.modInverse(curve.order()));
        try (Offer offer = new EcdheGroup(curve).offer(new Given(bytes(curve, multiplier)))) {
            byte[] shared = offer.agree(peer.getEncoded(false)).bytes();
            assertArrayEquals(small.normalize().getAffineXCoord().getEncoded(), shared);
            assertEquals(0, shared[0]);
        }
        Answer answer = new EcdheGroup(curve).answer(small.getEncoded(false), new Given(bytes(curve, BigInteger.ONE)));
        assertEquals(
                small.normalize().getAffineXCoord().toBigInteger(),
                new BigInteger(1, answer.secret().bytes()));
    }

    private static ECPoint smallPoint(NistCurve curve) {
        var bouncyCastles =
                CustomNamedCurves.getByName(curve.group().toString()).getCurve();
        byte[] compressed = new byte[1 + curve.length()];
        compressed[0] = 2;
        ECPoint point = null;
        while (point == null) {
            try {
                point = bouncyCastles.decodePoint(compressed);
            } catch (IllegalArgumentException noSquare) {
                compressed[compressed.length - 1]++;
            }
        }
        return point;
    }

    @ParameterizedTest
    @EnumSource
    void privateKeysOutOfRangeAreThrownAway(NistCurve curve) {
        BigInteger n = curve.order();
        var random = new Given(
                bytes(curve, BigInteger.ZERO),
                bytes(curve, n),
                bytes(curve, n.add(BigInteger.ONE)),
                bytes(curve, n.subtract(BigInteger.ONE)));
        byte[] share = new EcdheGroup(curve).offer(random).share();
        assertArrayEquals(
                CustomNamedCurves.getByName(curve.group().toString())
                        .getG()
                        .negate()
                        .getEncoded(false),
                share);
    }

    /** Seven bits of 66 bytes are too many for secp521r1: without the mask hardly any would be in range. */
    @Test
    void surplusBitsAreMasked() {
        byte[] all = new byte[66];
        Arrays.fill(all, (byte) 0xFF);
        all[1] = 0;
        all[65] = 1;
        BigInteger multiplier = NistCurve.SECP521R1.randomMultiplier(new Given(all));
        assertEquals(0x100, multiplier.shiftRight(512).intValueExact());
    }

    @Test
    void aClosedOfferHasNoKey() throws Exception {
        Offer offer = new EcdheGroup(NistCurve.SECP256R1).offer(new SecureRandom());
        byte[] peer =
                new EcdheGroup(NistCurve.SECP256R1).offer(new SecureRandom()).share();
        offer.close();
        assertThrows(RuntimeException.class, () -> offer.agree(peer));
    }

    private static byte[] bytes(NistCurve curve, BigInteger number) {
        byte[] minimal = number.toByteArray();
        byte[] bytes = new byte[curve.length()];
        int used = Math.min(minimal.length, bytes.length);
        System.arraycopy(minimal, minimal.length - used, bytes, bytes.length - used, used);
        return bytes;
    }
}
