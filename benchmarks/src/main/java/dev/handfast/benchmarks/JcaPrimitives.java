package dev.handfast.benchmarks;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Primitives of the Java Cryptography Architecture, each of the first of some providers that has it. */
final class JcaPrimitives implements Primitive.Implementation {
    private static final AlgorithmParameterSpec RSA_2048 = new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4);
    private static final AlgorithmParameterSpec PSS =
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, PSSParameterSpec.TRAILER_FIELD_BC);

    private final List<Provider> providers;

    JcaPrimitives(List<Provider> providers) {
        this.providers = providers;
    }

    /** Makes the parameters of a cipher, which demands an object for each nonce. */
    private interface Nonce {
        AlgorithmParameterSpec of(byte[] bytes);
    }

    private Provider provider(String type, String algorithm) throws NoSuchAlgorithmException {
        return providers.stream()
                .filter(provider -> provider.getService(type, algorithm) != null)
                .findFirst()
                .orElseThrow(() -> new NoSuchAlgorithmException(providers + " have no " + type + " of " + algorithm));
    }

    @Override
    public Primitive.Operation prepare(Primitive primitive) throws GeneralSecurityException {
        return switch (primitive) {
            case X25519 -> agree("X25519", generator("X25519"));
            case X448 -> agree("X448", generator("X448"));
            case ECDH_P256 -> agree("ECDH", curve("secp256r1"));
            case ECDH_P384 -> agree("ECDH", curve("secp384r1"));
            case ECDH_P521 -> agree("ECDH", curve("secp521r1"));
            case ECDSA_SIGN -> sign(signature("SHA256withECDSA"), curve("secp256r1"));
            case ECDSA_VERIFY -> verify(signature("SHA256withECDSA"), curve("secp256r1"));
            case ED25519_SIGN -> sign(signature("Ed25519"), generator("Ed25519"));
            case ED25519_VERIFY -> verify(signature("Ed25519"), generator("Ed25519"));
            case ED448_SIGN -> sign(signature("Ed448"), generator("Ed448"));
            case ED448_VERIFY -> verify(signature("Ed448"), generator("Ed448"));
            case RSA_SIGN -> sign(pss(), generator("RSA", RSA_2048));
            case RSA_VERIFY -> verify(pss(), generator("RSA", RSA_2048));
            case SHA256 -> hash();
            case HMAC -> authenticate();
            case MLKEM_GENERATE -> generator("ML-KEM-768")::generateKeyPair;
            case MLKEM_ENCAPSULATE -> encapsulate();
            case MLKEM_DECAPSULATE -> decapsulate();
            case AES_GCM ->
                seal("AES/GCM/NoPadding", "AES", 16, nonce -> new GCMParameterSpec(Primitive.TAG * Byte.SIZE, nonce));
            case CHACHA20 -> seal("ChaCha20-Poly1305", "ChaCha20", 32, IvParameterSpec::new);
        };
    }

    private KeyPairGenerator generator(String algorithm) throws GeneralSecurityException {
        return KeyPairGenerator.getInstance(algorithm, provider("KeyPairGenerator", algorithm));
    }

    private KeyPairGenerator generator(String algorithm, AlgorithmParameterSpec parameters)
            throws GeneralSecurityException {
        KeyPairGenerator generator = generator(algorithm);
        generator.initialize(parameters);
        return generator;
    }

    private KeyPairGenerator curve(String name) throws GeneralSecurityException {
        return generator("EC", new ECGenParameterSpec(name));
    }

    private Signature signature(String algorithm) throws GeneralSecurityException {
        return Signature.getInstance(algorithm, provider("Signature", algorithm));
    }

    private Signature pss() throws GeneralSecurityException {
        Signature signature = signature("RSASSA-PSS");
        signature.setParameter(PSS);
        return signature;
    }

    private Primitive.Operation agree(String algorithm, KeyPairGenerator generator) throws GeneralSecurityException {
        KeyAgreement agreement = KeyAgreement.getInstance(algorithm, provider("KeyAgreement", algorithm));
        KeyPair peer = generator.generateKeyPair();
        return () -> {
            KeyPair own = generator.generateKeyPair();
            agreement.init(own.getPrivate());
            agreement.doPhase(peer.getPublic(), true);
            return agreement.generateSecret();
        };
    }

    private static Primitive.Operation sign(Signature signature, KeyPairGenerator generator) {
        PrivateKey key = generator.generateKeyPair().getPrivate();
        return () -> signed(signature, key);
    }

    private static byte[] signed(Signature signature, PrivateKey key) throws GeneralSecurityException {
        signature.initSign(key);
        signature.update(new byte[Primitive.SIGNED]);
        return signature.sign();
    }

    private static Primitive.Operation verify(Signature signature, KeyPairGenerator generator)
            throws GeneralSecurityException {
        KeyPair keys = generator.generateKeyPair();
        byte[] made = signed(signature, keys.getPrivate());
        return () -> {
            signature.initVerify(keys.getPublic());
            signature.update(new byte[Primitive.SIGNED]);
            Primitive.requireValid(signature.verify(made));
            return made;
        };
    }

    private Primitive.Operation hash() throws GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256", provider("MessageDigest", "SHA-256"));
        byte[] content = new byte[Primitive.HASHED];
        return () -> digest.digest(content);
    }

    private Primitive.Operation authenticate() throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256", provider("Mac", "HmacSHA256"));
        mac.init(new SecretKeySpec(new byte[32], "HmacSHA256"));
        byte[] content = new byte[Primitive.AUTHENTICATED];
        return () -> mac.doFinal(content);
    }

    private Primitive.Operation encapsulate() throws GeneralSecurityException {
        Kem kem = new Kem(provider("KEM", "ML-KEM"));
        KeyPair keys = generator("ML-KEM-768").generateKeyPair();
        return () -> kem.encapsulate(keys.getPublic());
    }

    private Primitive.Operation decapsulate() throws GeneralSecurityException {
        Kem kem = new Kem(provider("KEM", "ML-KEM"));
        KeyPair keys = generator("ML-KEM-768").generateKeyPair();
        byte[] encapsulation = kem.encapsulate(keys.getPublic());
        return () -> kem.decapsulate(keys.getPrivate(), encapsulation);
    }

    private Primitive.Operation seal(String transformation, String algorithm, int keyLength, Nonce nonce)
            throws GeneralSecurityException {
        // A provider may list the cipher under its name, or under the name before the mode.
        Cipher cipher = Cipher.getInstance(transformation, provider("Cipher", transformation));
        SecretKey key = new SecretKeySpec(new byte[keyLength], algorithm);
        byte[] counter = new byte[Primitive.NONCE];
        byte[] additional = new byte[Primitive.ADDITIONAL];
        byte[] content = new byte[Primitive.SEALED];
        byte[] sealed = new byte[Primitive.SEALED + Primitive.TAG];
        return () -> {
            cipher.init(Cipher.ENCRYPT_MODE, key, nonce.of(Arrays.copyOf(Primitive.next(counter), Primitive.NONCE)));
            cipher.updateAAD(additional);
            cipher.doFinal(content, 0, content.length, sealed, 0);
            return sealed;
        };
    }
}
