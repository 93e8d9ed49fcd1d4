package dev.handfast.crypto;

import java.io.IOException;
import java.math.BigInteger;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;

/**
 * Signs with ECDSA (FIPS 186-5 §6.4.1) by bcprov's plain functions, where a property asks for it: {@link Primitive#ECDSA_SIGN} says
 * why it is not the default. Thread-safe.
 */
final class EcdsaSigner {
    private EcdsaSigner() {}

    /** @throws InvalidKeyException if the key is on no curve of ours */
    static byte[] sign(ECPrivateKey key, byte[] hash, SecureRandom random) throws InvalidKeyException {
        NistCurve curve = NistCurve.of(key.getParams())
                .orElseThrow(() -> new InvalidKeyException("the private key is on no curve that TLS 1.3 has"));
        var signer = new ECDSASigner();
        signer.init(true, new ParametersWithRandom(new ECPrivateKeyParameters(key.getS(), curve.domain()), random));
        BigInteger[] numbers = signer.generateSignature(hash);
        try {
            return StandardDSAEncoding.INSTANCE.encode(curve.order(), numbers[0], numbers[1]);
        } catch (IOException impossible) {
            throw new IllegalStateException("bcprov cannot encode the signature that it made", impossible);
        }
    }
}
