package dev.handfast.crypto;

import dev.handfast.wire.Alert;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.TlsFault;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.security.spec.ECParameterSpec;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.math.ec.ECCurve;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.custom.sec.SecP256R1Curve;
import org.bouncycastle.math.ec.custom.sec.SecP384R1Curve;
import org.bouncycastle.math.ec.custom.sec.SecP521R1Curve;
import org.bouncycastle.util.BigIntegers;

/** A NIST curve (NIST SP 800-186 §3.2.1) as the JCA and as bcprov know it, and its points on the wire (RFC 9846 §4.3.8.2). Thread-safe. */
enum NistCurve {
    SECP256R1(NamedGroup.SECP256R1),
    SECP384R1(NamedGroup.SECP384R1),
    SECP521R1(NamedGroup.SECP521R1);

    private static final List<NistCurve> ALL = List.of(values());
    private static final byte UNCOMPRESSED = 4;

    private final NamedGroup group;
    private final ECParameterSpec parameters;

    NistCurve(NamedGroup group) {
        this.group = group;
        this.parameters = Jca.curve(group.toString());
    }

    /** The curve that a key with these parameters is on, if it is one of ours. */
    static Optional<NistCurve> of(ECParameterSpec parameters) {
        for (NistCurve curve : ALL) { // several times in a handshake
            if (curve.is(parameters)) {
                return Optional.of(curve);
            }
        }
        return Optional.empty();
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

    /** As the JCA knows it. */
    ECParameterSpec parameters() {
        return parameters;
    }

    /** As bcprov knows it; made when somebody calculates on this curve for the first time. */
    ECDomainParameters domain() {
        return switch (this) {
            case SECP256R1 -> OnP256.DOMAIN;
            case SECP384R1 -> OnP384.DOMAIN;
            case SECP521R1 -> OnP521.DOMAIN;
        };
    }

    /** One holder for each curve, since the JVM verifies a class as a whole: for that it loads all the curves that it makes. */
    private static final class OnP256 {
        static final ECDomainParameters DOMAIN = SECP256R1.domainOver(new SecP256R1Curve());
    }

    private static final class OnP384 {
        static final ECDomainParameters DOMAIN = SECP384R1.domainOver(new SecP384R1Curve());
    }

    private static final class OnP521 {
        static final ECDomainParameters DOMAIN = SECP521R1.domainOver(new SecP521R1Curve());
    }

    private ECDomainParameters domainOver(ECCurve curve) {
        ECPoint generator = curve.createPoint(
                parameters.getGenerator().getAffineX(),
                parameters.getGenerator().getAffineY());
        return new ECDomainParameters(curve, generator, order());
    }

    /** The number of points, which is prime. */
    BigInteger order() {
        return parameters.getOrder();
    }

    /** Bytes of a coordinate. */
    int length() {
        return (parameters.getCurve().getField().getFieldSize() + Byte.SIZE - 1) / Byte.SIZE;
    }

    /** A private key: each of 1 to n-1 with the same likelihood (FIPS 186-5 §A.2.2, where what is out of range is thrown away). */
    BigInteger randomMultiplier(SecureRandom random) {
        BigInteger multiplier;
        do {
            multiplier = BigIntegers.createRandomBigInteger(order().bitLength(), random);
        } while (multiplier.signum() == 0 || multiplier.compareTo(order()) >= 0);
        return multiplier;
    }

    /** The point of a share: uncompressed, not infinity, coordinates in range, on the curve (RFC 9846 §4.3.8.2). The cofactor is one. */
    ECPoint decode(byte[] share) throws TlsFault {
        int shareLength = 1 + 2 * length();
        if (share.length != shareLength || share[0] != UNCOMPRESSED) {
            throw new TlsFault(
                    Alert.ILLEGAL_PARAMETER,
                    "the peer's " + group + " key share is not an uncompressed point of " + shareLength + " bytes");
        }
        try {
            return domain().getCurve().decodePoint(share);
        } catch (IllegalArgumentException elsewhere) {
            throw new TlsFault(
                    Alert.ILLEGAL_PARAMETER, "the peer's " + group + " key share is not a point on the curve");
        }
    }
}
