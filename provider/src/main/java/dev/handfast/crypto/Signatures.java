package dev.handfast.crypto;

import dev.handfast.wire.Alert;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.SignatureScheme;
import dev.handfast.wire.TlsFault;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECKey;
import java.security.interfaces.RSAKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.List;
import java.util.Optional;

/** The signatures of CertificateVerify (RFC 9846 §4.3.3, §4.5.2; RFC 5246 §7.4.8) and ServerKeyExchange (RFC 5246 §7.4.3). */
public final class Signatures {
    /** Of what bcprov can verify. */
    private static final List<SignatureScheme> WITHOUT_JCA = List.of(
            SignatureScheme.ECDSA_SECP256R1_SHA256,
            SignatureScheme.ECDSA_SECP384R1_SHA384,
            SignatureScheme.ECDSA_SECP521R1_SHA512,
            SignatureScheme.ED25519,
            SignatureScheme.ED448);

    private Signatures() {}

    /**
     * Signs {@code content}. The key may be opaque: the JCA finds the provider that can use it.
     *
     * @throws GeneralSecurityException if none can
     */
    public static byte[] sign(SignatureScheme scheme, PrivateKey key, byte[] content, SecureRandom random)
            throws GeneralSecurityException {
        if (key instanceof ECPrivateKey ec && Jca.isOfTheJdk(key) && Primitive.ECDSA_SIGN.isBcprovs(scheme.jcaName())) {
            return EcdsaSigner.sign(ec, ecdsaHash(scheme).digest(content), random);
        }
        Optional<EddsaCurve> eddsa = eddsa(scheme);
        Optional<Secret> shown = eddsa.isPresent() ? eddsa.get().secret(key) : Optional.empty();
        if (shown.isPresent()) {
            try (Secret secret = shown.get()) {
                return eddsa.get().sign(secret.bytes(), content);
            }
        }
        Signature signature = Jca.signature(scheme.jcaName());
        signature.initSign(key, random);
        parameters(signature, scheme);
        signature.update(content);
        return signature.sign();
    }

    /**
     * Returns if {@code signature} is the key's over {@code content}.
     *
     * @param message the name of the message that brings it, {@code CertificateVerify} or {@code ServerKeyExchange}
     * @throws TlsFault {@code illegal_parameter} if the key is none for this scheme in {@code version}; {@code decrypt_error} if
     *     the signature is wrong or malformed
     */
    public static void verify(
            SignatureScheme scheme,
            PublicKey key,
            ProtocolVersion version,
            byte[] content,
            byte[] signature,
            String message)
            throws TlsFault {
        if (!fits(scheme, key, version)) {
            throw new TlsFault(
                    Alert.ILLEGAL_PARAMETER,
                    "the peer's " + message + " uses " + scheme + ", which in " + version + " does not fit the "
                            + key.getAlgorithm() + " key of its certificate");
        }
        try {
            if (hasProperLength(scheme, signature) && verifies(scheme, key, content, signature)) {
                return;
            }
        } catch (GeneralSecurityException malformed) {
            throw new TlsFault(
                    Alert.DECRYPT_ERROR, "the signature in the peer's " + message + " is malformed", malformed);
        }
        throw new TlsFault(
                Alert.DECRYPT_ERROR,
                "the signature in the peer's " + message
                        + " is wrong: the peer has not got the key of its certificate, or" + " saw another handshake");
    }

    /**
     * Whether the signature of a certificate is {@code issuer}'s, so far as bcprov is the one to say. False where the JCA has to: see
     * {@link Primitive}.
     *
     * @param algorithm the JCA's name of it, such as {@code SHA256withECDSA}
     */
    public static boolean isCertified(String algorithm, PublicKey issuer, byte[] content, byte[] signature) {
        try {
            for (SignatureScheme scheme : WITHOUT_JCA) {
                if (scheme.jcaName().equalsIgnoreCase(algorithm) && hasProperLength(scheme, signature)) {
                    return verifiesByBcprov(scheme, issuer, content, signature).orElse(false);
                }
            }
            return false;
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    private static boolean verifies(SignatureScheme scheme, PublicKey key, byte[] content, byte[] signature)
            throws GeneralSecurityException {
        Optional<Boolean> verified = verifiesByBcprov(scheme, key, content, signature);
        if (verified.isPresent()) {
            return verified.get();
        }
        Signature verifier = Jca.signature(scheme.jcaName());
        verifier.initVerify(key);
        parameters(verifier, scheme);
        verifier.update(content);
        return verifier.verify(signature);
    }

    /** Empty if the JCA has to say. */
    private static Optional<Boolean> verifiesByBcprov(
            SignatureScheme scheme, PublicKey key, byte[] content, byte[] signature) throws GeneralSecurityException {
        if (key instanceof ECPublicKey ec) {
            Optional<NistCurve> curve = NistCurve.of(ec.getParams());
            if (curve.isEmpty() || !Primitive.ECDSA_VERIFY.isBcprovs(scheme.jcaName())) {
                return Optional.empty();
            }
            byte[] hash = ecdsaHash(scheme).digest(content);
            return Optional.of(EcdsaVerifier.of(curve.get()).verify(ec, hash, signature));
        }
        Optional<EddsaCurve> eddsa = eddsa(scheme);
        Optional<byte[]> point = eddsa.isPresent() ? eddsa.get().point(key) : Optional.empty();
        return point.isPresent() ? Optional.of(eddsa.get().verify(point.get(), content, signature)) : Optional.empty();
    }

    /** The curve of {@code scheme}, empty if that is not EdDSA: then nothing of EdDSA is loaded. */
    private static Optional<EddsaCurve> eddsa(SignatureScheme scheme) {
        return switch (scheme) {
            case ED25519 -> Optional.of(EddsaCurve.ED25519);
            case ED448 -> Optional.of(EddsaCurve.ED448);
            default -> Optional.empty();
        };
    }

    private static MessageDigest ecdsaHash(SignatureScheme scheme) {
        return Jca.digest(
                switch (scheme) {
                    case ECDSA_SECP256R1_SHA256 -> "SHA-256";
                    case ECDSA_SECP384R1_SHA384 -> "SHA-384";
                    case ECDSA_SECP521R1_SHA512 -> "SHA-512";
                    default -> throw new IllegalArgumentException(scheme + " is not ECDSA");
                });
    }

    /**
     * Whether a key of this certificate can sign handshakes of {@code version} with {@code scheme} (RFC 9846 §4.3.3). In TLS 1.2
     * an ECDSA scheme names only the hash, and a key on any curve of ours fits (RFC 5246 §7.4.1.4.1).
     */
    public static boolean fits(SignatureScheme scheme, PublicKey key, ProtocolVersion version) {
        return scheme.signs(version) && isForKey(scheme, key, version);
    }

    /** The group whose curve the key is on; empty if it is no EC key or on no curve of ours. */
    public static Optional<NamedGroup> curveOf(PublicKey key) {
        Optional<NistCurve> curve = key instanceof ECKey ec ? NistCurve.of(ec.getParams()) : Optional.empty();
        return curve.isPresent() ? Optional.of(curve.get().group()) : Optional.empty();
    }

    private static boolean isForKey(SignatureScheme scheme, PublicKey key, ProtocolVersion version) {
        return switch (scheme.keyAlgorithm()) {
            case "EC" -> {
                Optional<NamedGroup> curve = curveOf(key);
                yield version.equals(ProtocolVersion.TLS_1_3)
                        ? curve.isPresent() && curve.equals(scheme.curve())
                        : curve.isPresent();
            }
            case "EdDSA" ->
                key instanceof EdECKey ed && ed.getParams().getName().equalsIgnoreCase(scheme.jcaName());
            default ->
                key instanceof RSAKey rsa
                        && key.getAlgorithm().equals(scheme.keyAlgorithm())
                        && isLongEnough(scheme, rsa)
                        && allows(rsa, scheme);
        };
    }

    /** RFC 8032 §5.1.7, §5.2.7: the JDK takes zeros behind an EdDSA signature, and an Ed448 one without its last zero. */
    private static boolean hasProperLength(SignatureScheme scheme, byte[] signature) {
        return switch (scheme) {
            case ED25519 -> signature.length == 64;
            case ED448 -> signature.length == 114;
            default -> true;
        };
    }

    /** PSS needs room for two hashes and two bytes (RFC 8017 §9.1.1). */
    private static boolean isLongEnough(SignatureScheme scheme, RSAKey key) {
        PSSParameterSpec pss = pss(scheme);
        return pss == null || key.getModulus().bitLength() - 1 >= 8 * (2 * pss.getSaltLength() + 2);
    }

    /** An RSASSA-PSS key may be bound to one hash by its certificate. */
    private static boolean allows(RSAKey key, SignatureScheme scheme) {
        PSSParameterSpec pss = pss(scheme);
        return pss == null
                || !(key.getParams() instanceof PSSParameterSpec bound)
                || bound.getDigestAlgorithm().equalsIgnoreCase(pss.getDigestAlgorithm());
    }

    private static void parameters(Signature signature, SignatureScheme scheme) throws GeneralSecurityException {
        PSSParameterSpec pss = pss(scheme);
        if (pss != null) {
            signature.setParameter(pss);
        }
    }

    /** RFC 9846 §4.3.3: MGF1 and salt go with the hash. Null for schemes that are not PSS. */
    private static PSSParameterSpec pss(SignatureScheme scheme) {
        return switch (scheme) {
            case RSA_PSS_RSAE_SHA256, RSA_PSS_PSS_SHA256 -> pss("SHA-256", MGF1ParameterSpec.SHA256, 32);
            case RSA_PSS_RSAE_SHA384, RSA_PSS_PSS_SHA384 -> pss("SHA-384", MGF1ParameterSpec.SHA384, 48);
            case RSA_PSS_RSAE_SHA512, RSA_PSS_PSS_SHA512 -> pss("SHA-512", MGF1ParameterSpec.SHA512, 64);
            default -> null;
        };
    }

    private static PSSParameterSpec pss(String hash, MGF1ParameterSpec mask, int salt) {
        return new PSSParameterSpec(hash, "MGF1", mask, salt, PSSParameterSpec.TRAILER_FIELD_BC);
    }
}
