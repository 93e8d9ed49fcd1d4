package dev.handfast.benchmarks;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.AsymmetricCipherKeyPairGenerator;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.KeyGenerationParameters;
import org.bouncycastle.crypto.Mac;
import org.bouncycastle.crypto.RawAgreement;
import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.agreement.X25519Agreement;
import org.bouncycastle.crypto.agreement.X448Agreement;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.engines.RSABlindedEngine;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.generators.Ed25519KeyPairGenerator;
import org.bouncycastle.crypto.generators.Ed448KeyPairGenerator;
import org.bouncycastle.crypto.generators.MLKEMKeyPairGenerator;
import org.bouncycastle.crypto.generators.RSAKeyPairGenerator;
import org.bouncycastle.crypto.generators.X25519KeyPairGenerator;
import org.bouncycastle.crypto.generators.X448KeyPairGenerator;
import org.bouncycastle.crypto.kems.MLKEMExtractor;
import org.bouncycastle.crypto.kems.MLKEMGenerator;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.modes.AEADCipher;
import org.bouncycastle.crypto.modes.ChaCha20Poly1305;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.MLKEMKeyGenerationParameters;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyGenerationParameters;
import org.bouncycastle.crypto.signers.DSADigestSigner;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.Ed448Signer;
import org.bouncycastle.crypto.signers.PSSSigner;
import org.bouncycastle.math.ec.ECMultiplier;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/** Bouncy Castle's classes, without the JCA between. */
final class LightweightPrimitives implements Primitive.Implementation {
    private static final int CERTAINTY = 100;

    private final SecureRandom random = new SecureRandom();

    /** Makes an agreement, one for each secret. */
    private interface Agreements {
        RawAgreement make();
    }

    /** Makes a signer, one for each signature. */
    private interface Signers {
        Signer make();
    }

    @Override
    public Primitive.Operation prepare(Primitive primitive) throws CryptoException {
        return switch (primitive) {
            case X25519 -> agree(X25519Agreement::new, keys(new X25519KeyPairGenerator()));
            case X448 -> agree(X448Agreement::new, keys(new X448KeyPairGenerator()));
            case ECDH_P256 -> agree("secp256r1");
            case ECDH_P384 -> agree("secp384r1");
            case ECDH_P521 -> agree("secp521r1");
            case ECDSA_SIGN -> sign(LightweightPrimitives::ecdsa, curve("secp256r1"));
            case ECDSA_VERIFY -> verify(LightweightPrimitives::ecdsa, curve("secp256r1"));
            case ED25519_SIGN -> sign(Ed25519Signer::new, keys(new Ed25519KeyPairGenerator()));
            case ED25519_VERIFY -> verify(Ed25519Signer::new, keys(new Ed25519KeyPairGenerator()));
            case ED448_SIGN -> sign(LightweightPrimitives::ed448, keys(new Ed448KeyPairGenerator()));
            case ED448_VERIFY -> verify(LightweightPrimitives::ed448, keys(new Ed448KeyPairGenerator()));
            case RSA_SIGN -> sign(LightweightPrimitives::pss, rsa());
            case RSA_VERIFY -> verify(LightweightPrimitives::pss, rsa());
            case SHA256 -> hash();
            case HMAC -> authenticate();
            case MLKEM_GENERATE -> mlKem()::generateKeyPair;
            case MLKEM_ENCAPSULATE -> encapsulate();
            case MLKEM_DECAPSULATE -> decapsulate();
            case AES_GCM -> seal(GCMBlockCipher.newInstance(AESEngine.newInstance()), 16);
            case CHACHA20 -> seal(new ChaCha20Poly1305(), 32);
        };
    }

    private static AsymmetricCipherKeyPairGenerator initialized(
            AsymmetricCipherKeyPairGenerator generator, KeyGenerationParameters parameters) {
        generator.init(parameters);
        return generator;
    }

    private AsymmetricCipherKeyPairGenerator curve(String name) {
        return initialized(
                new ECKeyPairGenerator(),
                new ECKeyGenerationParameters(new ECDomainParameters(CustomNamedCurves.getByName(name)), random));
    }

    /** Of a kind that has one size. */
    private AsymmetricCipherKeyPairGenerator keys(AsymmetricCipherKeyPairGenerator generator) {
        return initialized(generator, new KeyGenerationParameters(random, 0));
    }

    private AsymmetricCipherKeyPairGenerator rsa() {
        return initialized(
                new RSAKeyPairGenerator(),
                new RSAKeyGenerationParameters(BigInteger.valueOf(65537), random, 2048, CERTAINTY));
    }

    private AsymmetricCipherKeyPairGenerator mlKem() {
        return initialized(
                new MLKEMKeyPairGenerator(), new MLKEMKeyGenerationParameters(random, MLKEMParameters.ml_kem_768));
    }

    private static Signer ecdsa() {
        return new DSADigestSigner(new ECDSASigner(), SHA256Digest.newInstance());
    }

    private static Signer ed448() {
        return new Ed448Signer(new byte[0]);
    }

    private static Signer pss() {
        return new PSSSigner(new RSABlindedEngine(), SHA256Digest.newInstance(), 32);
    }

    private static Primitive.Operation agree(Agreements agreements, AsymmetricCipherKeyPairGenerator generator) {
        CipherParameters peer = generator.generateKeyPair().getPublic();
        return () -> {
            RawAgreement agreement = agreements.make();
            agreement.init(generator.generateKeyPair().getPrivate());
            byte[] secret = new byte[agreement.getAgreementSize()];
            agreement.calculateAgreement(peer, secret, 0);
            return secret;
        };
    }

    /** By a comb, whose operations are the same for every key, as Handfast does it: agreements of Bouncy Castle's branch on the key. */
    private Primitive.Operation agree(String curve) {
        AsymmetricCipherKeyPairGenerator generator = curve(curve);
        ECPublicKeyParameters peer =
                (ECPublicKeyParameters) generator.generateKeyPair().getPublic();
        byte[] share = peer.getQ().getEncoded(false);
        ECMultiplier comb = new FixedPointCombMultiplier();
        return () -> {
            ECPoint point = peer.getParameters().getCurve().decodePoint(share); // anew: it remembers its table
            ECPrivateKeyParameters own =
                    (ECPrivateKeyParameters) generator.generateKeyPair().getPrivate();
            return comb.multiply(point, own.getD())
                    .normalize()
                    .getAffineXCoord()
                    .getEncoded();
        };
    }

    private static Primitive.Operation sign(Signers signers, AsymmetricCipherKeyPairGenerator generator) {
        CipherParameters key = generator.generateKeyPair().getPrivate();
        return () -> signed(signers, key);
    }

    private static byte[] signed(Signers signers, CipherParameters key) throws CryptoException {
        Signer signer = signers.make();
        signer.init(true, key);
        signer.update(new byte[Primitive.SIGNED], 0, Primitive.SIGNED);
        return signer.generateSignature();
    }

    private static Primitive.Operation verify(Signers signers, AsymmetricCipherKeyPairGenerator generator)
            throws CryptoException {
        AsymmetricCipherKeyPair keys = generator.generateKeyPair();
        byte[] made = signed(signers, keys.getPrivate());
        return () -> {
            Signer verifier = signers.make();
            verifier.init(false, keys.getPublic());
            verifier.update(new byte[Primitive.SIGNED], 0, Primitive.SIGNED);
            Primitive.requireValid(verifier.verifySignature(made));
            return made;
        };
    }

    private static Primitive.Operation hash() {
        Digest digest = SHA256Digest.newInstance();
        byte[] content = new byte[Primitive.HASHED];
        return () -> {
            digest.update(content, 0, content.length);
            byte[] hash = new byte[digest.getDigestSize()];
            digest.doFinal(hash, 0);
            return hash;
        };
    }

    private static Primitive.Operation authenticate() {
        Mac mac = new HMac(SHA256Digest.newInstance());
        mac.init(new KeyParameter(new byte[32]));
        byte[] content = new byte[Primitive.AUTHENTICATED];
        return () -> {
            mac.update(content, 0, content.length);
            byte[] tag = new byte[mac.getMacSize()];
            mac.doFinal(tag, 0);
            return tag;
        };
    }

    private Primitive.Operation encapsulate() {
        MLKEMGenerator generator = new MLKEMGenerator(random);
        AsymmetricCipherKeyPair keys = mlKem().generateKeyPair();
        return () -> generator.generateEncapsulated(keys.getPublic());
    }

    private Primitive.Operation decapsulate() {
        AsymmetricCipherKeyPair keys = mlKem().generateKeyPair();
        SecretWithEncapsulation made = new MLKEMGenerator(random).generateEncapsulated(keys.getPublic());
        MLKEMExtractor extractor = new MLKEMExtractor((MLKEMPrivateKeyParameters) keys.getPrivate());
        return () -> {
            byte[] secret = extractor.extractSecret(made.getEncapsulation());
            if (!Arrays.equals(secret, made.getSecret())) {
                throw new IllegalStateException("another secret came out than was encapsulated");
            }
            return secret;
        };
    }

    private static Primitive.Operation seal(AEADCipher cipher, int keyLength) {
        KeyParameter key = new KeyParameter(new byte[keyLength]);
        byte[] counter = new byte[Primitive.NONCE];
        byte[] additional = new byte[Primitive.ADDITIONAL];
        byte[] content = new byte[Primitive.SEALED];
        byte[] sealed = new byte[Primitive.SEALED + Primitive.TAG];
        return () -> {
            byte[] nonce = Arrays.copyOf(Primitive.next(counter), Primitive.NONCE);
            cipher.init(true, new AEADParameters(key, Primitive.TAG * Byte.SIZE, nonce, additional));
            int length = cipher.processBytes(content, 0, content.length, sealed, 0);
            cipher.doFinal(sealed, length);
            return sealed;
        };
    }
}
