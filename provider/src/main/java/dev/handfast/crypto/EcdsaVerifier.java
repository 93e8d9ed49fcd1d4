package dev.handfast.crypto;

import dev.handfast.wire.ByteReader;
import dev.handfast.wire.TlsFault;
import java.math.BigInteger;
import java.security.InvalidKeyException;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPoint;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;

/**
 * Verifies ECDSA by bcprov's plain functions: several times as fast as the JDK's. Their time depends on what they are given, and here
 * all of that is public. Thread-safe.
 */
enum EcdsaVerifier {
    SECP256R1(NistCurve.SECP256R1),
    SECP384R1(NistCurve.SECP384R1),
    SECP521R1(NistCurve.SECP521R1);

    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;

    /** Keys that are remembered: a client mostly meets the same few servers again. */
    private static final int KEPT = 64;

    private final NistCurve curve;
    private final ReentrantLock asking = new ReentrantLock();

    /** By the point; each value carries the multiples that bcprov works out at its first use. Guarded by {@link #asking}. */
    private final Map<ECPoint, ECPublicKeyParameters> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ECPoint, ECPublicKeyParameters> eldest) {
            return size() > KEPT;
        }
    };

    EcdsaVerifier(NistCurve curve) {
        this.curve = curve;
    }

    /** The one for keys on {@code curve}. */
    static EcdsaVerifier of(NistCurve curve) {
        return valueOf(curve.name());
    }

    /**
     * Whether {@code signature} is the key's over what has this {@code hash}.
     *
     * @throws InvalidKeyException if the key is no point of the curve
     * @throws SignatureException if the signature is malformed
     */
    boolean verify(ECPublicKey key, byte[] hash, byte[] signature) throws InvalidKeyException, SignatureException {
        var verifier = new ECDSASigner();
        verifier.init(false, known(key.getW()));
        var in = new ByteReader(signature);
        try {
            ByteReader numbers = value(in, SEQUENCE); // RFC 3279 §2.2.3: Ecdsa-Sig-Value
            in.end("an ECDSA signature");
            BigInteger r = number(value(numbers, INTEGER));
            BigInteger s = number(value(numbers, INTEGER));
            numbers.end("an ECDSA signature");
            return verifier.verifySignature(hash, r, s);
        } catch (TlsFault malformed) {
            throw new SignatureException(malformed.getMessage(), malformed);
        }
    }

    private ECPublicKeyParameters known(ECPoint point) throws InvalidKeyException {
        asking.lock();
        try {
            ECPublicKeyParameters parameters = known.get(point);
            if (parameters == null) {
                parameters = parameters(point);
                known.put(point, parameters);
            }
            return parameters;
        } catch (IllegalArgumentException | NullPointerException elsewhere) { // null are the coordinates of infinity
            throw new InvalidKeyException("the key is not a point on " + curve.group(), elsewhere);
        } finally {
            asking.unlock();
        }
    }

    private ECPublicKeyParameters parameters(ECPoint point) {
        return new ECPublicKeyParameters(
                curve.domain().getCurve().createPoint(point.getAffineX(), point.getAffineY()), curve.domain());
    }

    /** The value with this tag, whose length has the one form that DER allows (X.690 §10.1). */
    private static ByteReader value(ByteReader in, int tag) throws TlsFault, SignatureException {
        int found = in.uint8();
        int length = in.uint8();
        boolean isLong = length == 0x81;
        if (isLong) {
            length = in.uint8();
        }
        if (found != tag || isLong != length >= 0x80) {
            throw new SignatureException("an ECDSA signature is not DER");
        }
        return new ByteReader(in.opaque(length));
    }

    /** A number in as few bytes as it takes (X.690 §8.3.2). */
    private static BigInteger number(ByteReader in) throws SignatureException {
        byte[] bytes = in.rest();
        if (bytes.length > 0) {
            var number = new BigInteger(bytes);
            if (Arrays.equals(number.toByteArray(), bytes)) {
                return number;
            }
        }
        throw new SignatureException("a number in an ECDSA signature is not DER");
    }
}
