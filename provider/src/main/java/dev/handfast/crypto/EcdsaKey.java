package dev.handfast.crypto;

import java.math.BigInteger;
import java.security.InvalidKeyException;
import java.security.spec.ECPoint;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.util.BigIntegers;

/**
 * A public key that verifies ECDSA (FIPS 186-5 §6.4.2). The first signature is verified without preparation, by bcprov; for the
 * second and all later ones there is a comb over the key, which makes them more than twice as fast. Thread-safe.
 */
final class EcdsaKey {
    private final NistCurve curve;
    private final int[] x;
    private final int[] y;
    private volatile boolean used;

    /** Who needs it at the same time may work it out again. */
    private volatile Comb comb;

    /** @throws InvalidKeyException if {@code point} is not on the curve */
    EcdsaKey(NistCurve curve, ECPoint point) throws InvalidKeyException {
        this.curve = curve;
        this.x = coordinate(point.getAffineX());
        this.y = coordinate(point.getAffineY());
        if (!curve.contains(x, y)) {
            throw elsewhere();
        }
    }

    /** Infinity has none. */
    private int[] coordinate(BigInteger number) throws InvalidKeyException {
        if (number == null
                || number.signum() < 0
                || number.bitLength() > Byte.SIZE * curve.field().length()) {
            throw elsewhere();
        }
        return curve.number(number);
    }

    private InvalidKeyException elsewhere() {
        return new InvalidKeyException("the key is not a point on " + curve.group());
    }

    /** Whether r and s, which may be any numbers, are the key's signature over what has this {@code hash}. */
    boolean verify(byte[] hash, BigInteger r, BigInteger s) {
        if (!used) {
            used = true;
            return verifyOnce(hash, r, s);
        }
        BigInteger n = curve.order();
        if (r.signum() <= 0 || r.compareTo(n) >= 0 || s.signum() <= 0 || s.compareTo(n) >= 0) {
            return false;
        }
        BigInteger inverse = BigIntegers.modOddInverseVar(n, s);
        int[] ofGenerator = curve.number(curve.leftmost(hash).multiply(inverse).mod(n));
        int[] ofKey = curve.number(r.multiply(inverse).mod(n));
        CurvePoint sum = curve.generator().sum(ofGenerator, comb(), ofKey);
        // x is below the prime, and r is x modulo n: the prime is less than 2n, so that there are two such x at most.
        return sum.hasX(curve.number(r)) || isBelowPrime(r.add(n)) && sum.hasX(curve.number(r.add(n)));
    }

    private boolean isBelowPrime(BigInteger number) {
        return number.compareTo(curve.prime()) < 0;
    }

    private Comb comb() {
        Comb its = comb;
        if (its == null) {
            its = curve.comb(x, y, NistCurve.KEPT_WIDTH);
            comb = its;
        }
        return its;
    }

    private boolean verifyOnce(byte[] hash, BigInteger r, BigInteger s) {
        X9ECParameters parameters = CustomNamedCurves.getByName(curve.group().toString());
        var domain =
                new ECDomainParameters(parameters.getCurve(), parameters.getG(), parameters.getN(), parameters.getH());
        byte[] point = curve.share(x, y);
        var verifier = new ECDSASigner();
        verifier.init(false, new ECPublicKeyParameters(parameters.getCurve().decodePoint(point), domain));
        return verifier.verifySignature(hash, r, s);
    }
}
