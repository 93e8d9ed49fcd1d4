package dev.handfast.crypto;

import dev.handfast.wire.SignatureScheme;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.EdECPoint;
import java.security.spec.NamedParameterSpec;
import java.util.Optional;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.bouncycastle.math.ec.rfc8032.Ed448;

/**
 * EdDSA (RFC 8032) by bcprov's plain functions, with an empty context as TLS has it (RFC 9846 §4.3.3). Signing takes the same time for
 * all keys: the combs over the base point read their tables whole, and the numbers have a fixed length. Thread-safe.
 */
enum EddsaCurve {
    ED25519(SignatureScheme.ED25519, Primitive.ED25519_SIGN, Primitive.ED25519_VERIFY, Ed25519.SECRET_KEY_SIZE) {
        @Override
        byte[] sign(byte[] secret, byte[] content) {
            byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
            Ed25519.sign(secret, 0, content, 0, content.length, signature, 0);
            return signature;
        }

        @Override
        boolean verify(byte[] point, byte[] content, byte[] signature) {
            return Ed25519.verify(signature, 0, point, 0, content, 0, content.length);
        }
    },
    ED448(SignatureScheme.ED448, Primitive.ED448_SIGN, Primitive.ED448_VERIFY, Ed448.SECRET_KEY_SIZE) {
        @Override
        byte[] sign(byte[] secret, byte[] content) {
            byte[] signature = new byte[Ed448.SIGNATURE_SIZE];
            Ed448.sign(secret, 0, NO_CONTEXT, content, 0, content.length, signature, 0);
            return signature;
        }

        @Override
        boolean verify(byte[] point, byte[] content, byte[] signature) {
            return Ed448.verify(signature, 0, point, 0, NO_CONTEXT, content, 0, content.length);
        }
    };

    private static final byte[] NO_CONTEXT = {};

    private final SignatureScheme scheme;
    private final Primitive signing;
    private final Primitive verifying;
    private final int length;

    EddsaCurve(SignatureScheme scheme, Primitive signing, Primitive verifying, int length) {
        this.scheme = scheme;
        this.signing = signing;
        this.verifying = verifying;
        this.length = length;
    }

    /** @param secret as {@link #secret} has it */
    abstract byte[] sign(byte[] secret, byte[] content);

    /**
     * @param point as {@link #point} has it
     * @param signature of the scheme's length
     */
    abstract boolean verify(byte[] point, byte[] content, byte[] signature);

    /** The key's bytes, to {@link #sign} with; empty if the JCA has to sign, as with every key that does not show them. */
    Optional<Secret> secret(PrivateKey key) {
        return key instanceof EdECPrivateKey ed && isOn(ed.getParams()) && Jca.isOfTheJdk(key) && signing.isBcprovs()
                ? ed.getBytes().filter(bytes -> bytes.length == length).map(Secret::new)
                : Optional.empty();
    }

    /** The key as RFC 8032 encodes it, to {@link #verify} with; empty if the JCA has to verify. */
    Optional<byte[]> point(PublicKey key) {
        return key instanceof EdECPublicKey ed && isOn(ed.getParams()) && verifying.isBcprovs()
                ? Optional.of(encode(ed.getPoint()))
                : Optional.empty();
    }

    private boolean isOn(NamedParameterSpec curve) {
        return curve.getName().equalsIgnoreCase(scheme.jcaName());
    }

    /** y, little-endian, and whether x is odd in the highest bit (RFC 8032 §5.1.2, §5.2.2). */
    private byte[] encode(EdECPoint point) {
        byte[] encoded = new byte[length];
        for (int i = 0; i < length; i++) {
            encoded[i] = point.getY().shiftRight(Byte.SIZE * i).byteValue();
        }
        if (point.isXOdd()) {
            encoded[length - 1] |= (byte) 0x80;
        }
        return encoded;
    }
}
