package dev.handfast.crypto;

import dev.handfast.wire.CipherSuite;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The one place that asks the JCA for implementations: by algorithm, in the order of the provider list, so that a faster
 * provider which a user installs is picked up. Signatures choose their provider by the key (PKCS#11, a key service).
 */
public final class Jca {
    /** The JDK's own providers that calculate by themselves; whoever has SunPKCS11 calculate has wanted it so. */
    private static final Set<String> JDK = Set.of("SunEC", "SunJCE", "SunRsaSign", "SUN");

    private Jca() {}

    /** A new cipher for {@code bulk}; CBC comes without padding, which TLS 1.2 defines for itself (RFC 5246 §6.2.3.2). */
    public static Cipher cipher(CipherSuite.Bulk bulk) {
        String transformation = switch (bulk) {
            case AES_128_GCM, AES_256_GCM -> "AES/GCM/NoPadding";
            case CHACHA20_POLY1305 -> "ChaCha20-Poly1305";
            case AES_128_CBC, AES_256_CBC -> "AES/CBC/NoPadding";
        };
        return cipher(transformation);
    }

    /** Chooses its provider by the key, like a signature. */
    static Cipher cipher(String transformation) {
        return required(transformation, () -> Cipher.getInstance(transformation));
    }

    /** The key for {@link #cipher} that begins at {@code at}; it copies the bytes, and that copy cannot be erased. */
    static SecretKey key(CipherSuite.Bulk bulk, byte[] bytes, int at) {
        return new SecretKeySpec(
                bytes, at, bulk.keyLength(), bulk == CipherSuite.Bulk.CHACHA20_POLY1305 ? "ChaCha20" : "AES");
    }

    static MessageDigest digest(String algorithm) {
        return required(algorithm, () -> MessageDigest.getInstance(algorithm));
    }

    public static Mac mac(String algorithm) {
        return required(algorithm, () -> Mac.getInstance(algorithm));
    }

    static KeyPairGenerator keyPairGenerator(String algorithm) {
        return required(algorithm, () -> KeyPairGenerator.getInstance(algorithm));
    }

    public static KeyFactory keyFactory(String algorithm) {
        return required(algorithm, () -> KeyFactory.getInstance(algorithm));
    }

    static KeyAgreement keyAgreement(String algorithm) {
        return required(algorithm, () -> KeyAgreement.getInstance(algorithm));
    }

    /** The parameters of the curve that the JCA and TLS both call {@code name}. */
    static ECParameterSpec curve(String name) {
        return required(name, () -> {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec(name));
            return parameters.getParameterSpec(ECParameterSpec.class);
        });
    }

    static Signature signature(String algorithm) throws GeneralSecurityException {
        return Signature.getInstance(algorithm);
    }

    /** Who agrees on keys of {@code algorithm}; empty if nobody does. */
    static Optional<Provider> agreesBy(String algorithm) {
        return found(() -> KeyAgreement.getInstance(algorithm)).map(KeyAgreement::getProvider);
    }

    /** Who signs with {@code algorithm} and verifies, as far as the key lets him; empty if nobody does. */
    static Optional<Provider> signsBy(String algorithm) {
        return found(() -> Signature.getInstance(algorithm)).map(Signature::getProvider);
    }

    /** Who has the cipher {@code transformation}; empty if nobody has. */
    static Optional<Provider> enciphersBy(String transformation) {
        return found(() -> Cipher.getInstance(transformation)).map(Cipher::getProvider);
    }

    /** Who has the MAC {@code algorithm}; empty if nobody has. */
    static Optional<Provider> authenticatesBy(String algorithm) {
        return found(() -> Mac.getInstance(algorithm)).map(Mac::getProvider);
    }

    /** Whether nobody has put a better one before the JDK's own, which bcprov's plain functions may then stand in for. */
    static boolean isOfTheJdk(Provider chosen) {
        return JDK.contains(chosen.getName());
    }

    /** Whether a key is one of the JDK's classes, none of which does more with it than show it. */
    static boolean isOfTheJdk(PrivateKey key) {
        String module = key.getClass().getModule().getName();
        return module != null && (module.equals("java.base") || module.equals("jdk.crypto.ec"));
    }

    /** Every JDK has these; without them there is no TLS, and no peer to blame for it. */
    private static <T> T required(String algorithm, Lookup<T> lookup) {
        try {
            return lookup.find();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(
                    "no installed security provider has " + algorithm + ": see the provider list in java.security",
                    missing);
        }
    }

    private static <T> Optional<T> found(Lookup<T> lookup) {
        try {
            return Optional.of(lookup.find());
        } catch (GeneralSecurityException missing) {
            return Optional.empty();
        }
    }

    @FunctionalInterface
    private interface Lookup<T> {
        T find() throws GeneralSecurityException;
    }
}
