package dev.handfast.crypto;

import dev.handfast.wire.ByteWriter;
import java.math.BigInteger;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.util.Arrays;
import org.bouncycastle.util.BigIntegers;

/**
 * Signs with ECDSA (FIPS 186-5 §6.4.1) over bcprov's arithmetic, where a property asks for it. The nonce has a fixed length, is
 * multiplied by a comb that does the same for all, and inverted in constant time. The numbers that Java's BigInteger multiplies are
 * blinded: nonce, hash and key each by the same random factor, which the quotient loses. Thread-safe.
 */
final class EcdsaSigner {
    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;

    private EcdsaSigner() {}

    /** @throws InvalidKeyException if the key is on no curve of ours */
    static byte[] sign(ECPrivateKey key, byte[] hash, SecureRandom random) throws InvalidKeyException {
        NistCurve curve = NistCurve.of(key.getParams())
                .orElseThrow(() -> new InvalidKeyException("the private key is on no curve that TLS 1.3 has"));
        BigInteger n = curve.order();
        while (true) {
            int[] nonce = curve.randomMultiplier(random);
            BigInteger r = x(curve, nonce).mod(n);
            BigInteger blind = curve.integer(curve.randomMultiplier(random));
            BigInteger blindNonce = curve.integer(nonce).multiply(blind).mod(n);
            Arrays.fill(nonce, 0);
            BigInteger blindKey = key.getS().multiply(blind).mod(n);
            BigInteger blindHash = curve.leftmost(hash).multiply(blind).mod(n);
            BigInteger s = BigIntegers.modOddInverse(n, blindNonce)
                    .multiply(blindHash.add(blindKey.multiply(r)).mod(n))
                    .mod(n);
            if (r.signum() != 0 && s.signum() != 0) {
                return encode(r, s);
            }
        }
    }

    private static BigInteger x(NistCurve curve, int[] nonce) {
        try (CurvePoint point = curve.generator().multiply(nonce)) {
            point.normalize();
            return curve.integer(point.x());
        }
    }

    /** RFC 3279 §2.2.3: Ecdsa-Sig-Value, in DER. */
    private static byte[] encode(BigInteger r, BigInteger s) {
        byte[] numbers = new ByteWriter()
                .uint8(INTEGER)
                .opaque(0xFF, r.toByteArray())
                .uint8(INTEGER)
                .opaque(0xFF, s.toByteArray())
                .toByteArray();
        var all = new ByteWriter().uint8(SEQUENCE);
        if (numbers.length > 0x7F) {
            all.uint8(0x81); // one byte of length follows (X.690 §8.1.3.5)
        }
        return all.opaque(0xFF, numbers).toByteArray();
    }
}
