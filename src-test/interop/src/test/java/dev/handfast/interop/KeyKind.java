package dev.handfast.interop;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import org.bouncycastle.asn1.x509.KeyUsage;

/** The kind of key in a certificate. */
enum KeyKind {
    ECDSA_P256("EC", "secp256r1"),
    ECDSA_P384("EC", "secp384r1"),
    ECDSA_P521("EC", "secp521r1"),
    RSA("RSA", ""),
    RSA_PSS("RSASSA-PSS", ""),
    ED25519("Ed25519", ""),
    ED448("Ed448", "");

    private static final int RSA_BITS = 2048;

    private final String algorithm;
    private final String curve;

    KeyKind(String algorithm, String curve) {
        this.algorithm = algorithm;
        this.curve = curve;
    }

    KeyPair generate() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        if (!curve.isEmpty()) {
            generator.initialize(new ECGenParameterSpec(curve));
        } else if (algorithm.startsWith("RSA")) {
            generator.initialize(RSA_BITS);
        }
        return generator.generateKeyPair();
    }

    /**
     * The {@code KeyUsage} of a certificate. TLS 1.3 needs a signature alone; but the JDK's key manager looks for keyAgreement with
     * elliptic keys, and NSS for keyEncipherment with RSA keys, as in TLS 1.2.
     */
    int usage() {
        if (this == RSA) {
            return KeyUsage.digitalSignature | KeyUsage.keyEncipherment;
        }
        return isElliptic() ? KeyUsage.digitalSignature | KeyUsage.keyAgreement : KeyUsage.digitalSignature;
    }

    boolean isEdwards() {
        return this == ED25519 || this == ED448;
    }

    boolean isElliptic() {
        return algorithm.equals("EC");
    }
}
