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

    /** What a provider calculates. */
    enum Service {
        AGREEMENT,
        SIGNATURE,
        CIPHER,
        MAC
    }

    private Jca() {}

    /**
     * A new cipher for {@code bulk}; CBC comes without padding, which TLS 1.2 defines for itself (RFC 5246 §6.2.3.2). Names are in capitals
     * since the JCA looks them up so: others it turns into capitals for each provider in the list.
     */
    public static Cipher cipher(CipherSuite.Bulk bulk) {
        String transformation = switch (bulk) {
            case AES_128_GCM, AES_256_GCM -> "AES/GCM/NOPADDING";
            case CHACHA20_POLY1305 -> "CHACHA20-POLY1305";
            case AES_128_CBC, AES_256_CBC -> "AES/CBC/NOPADDING";
        };
        return cipher(transformation);
    }

    /** Chooses its provider by the key, like a signature. */
    static Cipher cipher(String transformation) {
        try {
            return Cipher.getInstance(transformation);
        } catch (GeneralSecurityException unknown) {
            throw missing(transformation, unknown);
        }
    }

    /** The key for {@link #cipher} that begins at {@code at}; it copies the bytes, and that copy cannot be erased. */
    static SecretKey key(CipherSuite.Bulk bulk, byte[] bytes, int at) {
        return new SecretKeySpec(
                bytes, at, bulk.keyLength(), bulk == CipherSuite.Bulk.CHACHA20_POLY1305 ? "ChaCha20" : "AES");
    }

    static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (GeneralSecurityException unknown) {
            throw missing(algorithm, unknown);
        }
    }

    public static Mac mac(String algorithm) {
        try {
            return Mac.getInstance(algorithm);
        } catch (GeneralSecurityException unknown) {
            throw missing(algorithm, unknown);
        }
    }

    static KeyPairGenerator keyPairGenerator(String algorithm) {
        try {
            return KeyPairGenerator.getInstance(algorithm);
        } catch (GeneralSecurityException unknown) {
            throw missing(algorithm, unknown);
        }
    }

    public static KeyFactory keyFactory(String algorithm) {
        try {
            return KeyFactory.getInstance(algorithm);
        } catch (GeneralSecurityException unknown) {
            throw missing(algorithm, unknown);
        }
    }

    static KeyAgreement keyAgreement(String algorithm) {
        try {
            return KeyAgreement.getInstance(algorithm);
        } catch (GeneralSecurityException unknown) {
            throw missing(algorithm, unknown);
        }
    }

    /** The parameters of the curve that the JCA and TLS both call {@code name}. */
    static ECParameterSpec curve(String name) {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec(name));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException unknown) {
            throw missing(name, unknown);
        }
    }

    static Signature signature(String algorithm) throws GeneralSecurityException {
        return Signature.getInstance(algorithm);
    }

    /** Who has {@code algorithm}, and calculates with it as far as the key lets him; empty if nobody has. */
    static Optional<Provider> provider(Service service, String algorithm) {
        try {
            return Optional.of(
                    switch (service) {
                        case AGREEMENT -> KeyAgreement.getInstance(algorithm).getProvider();
                        case SIGNATURE -> Signature.getInstance(algorithm).getProvider();
                        case CIPHER -> Cipher.getInstance(algorithm).getProvider();
                        case MAC -> Mac.getInstance(algorithm).getProvider();
                    });
        } catch (GeneralSecurityException unknown) {
            return Optional.empty();
        }
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

    /** Every JDK has what we ask for; without it there is no TLS, and no peer to blame for it. */
    private static IllegalStateException missing(String algorithm, GeneralSecurityException unknown) {
        return new IllegalStateException(
                "no installed security provider has " + algorithm + ": see the provider list in java.security",
                unknown);
    }
}
