package dev.handfast.crypto;

import dev.handfast.wire.Alert;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.TlsFault;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.math.raw.Nat;

/** A NIST curve, y² = x³ - 3x + b modulo a prime (NIST SP 800-186 §3.2.1), and its points on the wire (RFC 9846 §4.3.8.2). Thread-safe. */
enum NistCurve {
    SECP256R1(NamedGroup.SECP256R1, CurveField.P256),
    SECP384R1(NamedGroup.SECP384R1, CurveField.P384),
    SECP521R1(NamedGroup.SECP521R1, CurveField.P521);

    /** Rows of combs that are kept: 64 entries. */
    static final int KEPT_WIDTH = 6;

    private static final byte UNCOMPRESSED = 4;

    private final NamedGroup group;
    private final CurveField field;
    private final ECParameterSpec parameters;
    private final BigInteger prime;
    private final int[] primeNumber;
    private final int[] orderNumber;
    private final int[] b;

    /** Worked out when it is first needed; who comes at the same time may do so again. */
    private volatile Comb generator;

    NistCurve(NamedGroup group, CurveField field) {
        this.group = group;
        this.field = field;
        this.parameters = Jca.curve(group.toString());
        this.prime = ((ECFieldFp) parameters.getCurve().getField()).getP();
        this.primeNumber = number(prime);
        this.orderNumber = number(parameters.getOrder());
        this.b = number(parameters.getCurve().getB());
    }

    /** The curve that a key with these parameters is on, if it is one of ours. */
    static Optional<NistCurve> of(ECParameterSpec parameters) {
        return Stream.of(values()).filter(curve -> curve.is(parameters)).findFirst();
    }

    /** The JDK has one object for each curve, and other providers have others. */
    private boolean is(ECParameterSpec other) {
        return other == parameters
                || other != null
                        && other.getCurve().equals(parameters.getCurve())
                        && other.getGenerator().equals(parameters.getGenerator())
                        && other.getOrder().equals(parameters.getOrder());
    }

    NamedGroup group() {
        return group;
    }

    CurveField field() {
        return field;
    }

    ECParameterSpec parameters() {
        return parameters;
    }

    /** The number of points, which is prime. */
    BigInteger order() {
        return parameters.getOrder();
    }

    /** The prime of the field. */
    BigInteger prime() {
        return prime;
    }

    /** A number of the field, or below the order, as bcprov's arithmetic has it. */
    int[] number(BigInteger number) {
        return Nat.fromBigInteger(Integer.SIZE * field.words(), number);
    }

    /** The inverse of {@link #number}. */
    BigInteger integer(int[] number) {
        return Nat.toBigInteger(field.words(), number);
    }

    /** As many bits of a hash as the order has, which is what ECDSA signs (FIPS 186-5 §6.4.1). */
    BigInteger leftmost(byte[] hash) {
        var number = new BigInteger(1, hash);
        return number.shiftRight(Math.max(0, Byte.SIZE * hash.length - order().bitLength()));
    }

    /** The comb over the generator. */
    Comb generator() {
        Comb comb = generator;
        if (comb == null) {
            comb = comb(
                    number(parameters.getGenerator().getAffineX()),
                    number(parameters.getGenerator().getAffineY()),
                    KEPT_WIDTH);
            generator = comb;
        }
        return comb;
    }

    /** A comb over a point that {@link #contains} has been asked about. */
    Comb comb(int[] x, int[] y, int width) {
        return new Comb(field, order().bitLength(), x, y, width);
    }

    /** A private key: each of 1 to n-1 with the same likelihood (FIPS 186-5 §A.2.2, where what is out of range is thrown away). */
    int[] randomMultiplier(SecureRandom random) {
        byte[] bytes = new byte[field.length()];
        int[] multiplier;
        do {
            random.nextBytes(bytes);
            bytes[0] &= (byte) (0xFF >>> Byte.SIZE * bytes.length - order().bitLength());
            multiplier = field.decode(bytes, 0);
        } while (field.isZero(multiplier) || !isBelow(multiplier, orderNumber));
        Arrays.fill(bytes, (byte) 0);
        return multiplier;
    }

    /** A point of the plane as an uncompressed point (RFC 9846 §4.3.8.2). */
    byte[] share(int[] x, int[] y) {
        byte[] share = new byte[shareLength()];
        share[0] = UNCOMPRESSED;
        field.encode(x, share, 1);
        field.encode(y, share, 1 + field.length());
        return share;
    }

    /** RFC 9846 §4.3.8.2: uncompressed, not infinity, coordinates in range, on the curve. The cofactor is one. */
    void check(byte[] share) throws TlsFault {
        if (share.length != shareLength() || share[0] != UNCOMPRESSED) {
            throw new TlsFault(
                    Alert.ILLEGAL_PARAMETER,
                    "the peer's " + group + " key share is not an uncompressed point of " + shareLength() + " bytes");
        }
        if (!contains(x(share), y(share))) {
            throw new TlsFault(
                    Alert.ILLEGAL_PARAMETER, "the peer's " + group + " key share is not a point on the curve");
        }
    }

    /** The first coordinate of a share that is checked. */
    int[] x(byte[] share) {
        return field.decode(share, 1);
    }

    /** The second coordinate of a share that is checked. */
    int[] y(byte[] share) {
        return field.decode(share, 1 + field.length());
    }

    private int shareLength() {
        return 1 + 2 * field.length();
    }

    /** Whether both coordinates are in range, and their point is on the curve. */
    boolean contains(int[] x, int[] y) {
        if (!isBelow(x, primeNumber) || !isBelow(y, primeNumber)) {
            return false;
        }
        int[] wide = field.wide();
        int[] right = field.zero();
        field.square(x, right, wide);
        field.multiply(right, x, right, wide);
        for (int i = 0; i < 3; i++) {
            field.subtract(right, x, right);
        }
        field.add(right, b, right);
        int[] left = field.zero();
        field.square(y, left, wide);
        return Arrays.equals(left, right);
    }

    private boolean isBelow(int[] number, int[] bound) {
        return Nat.lessThan(field.words(), number, bound) != 0;
    }
}
