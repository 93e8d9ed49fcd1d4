package dev.handfast.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.SignatureScheme;
import dev.handfast.wire.TlsFault;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.EdECPoint;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Signatures that bcprov and the JCA can make: each takes what the other signs. */
class SignersTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] CONTENT = {1, 2, 3};

    private static Stream<SignatureScheme> schemes() {
        return Stream.of(SignatureScheme.values())
                .filter(scheme -> !scheme.keyAlgorithm().startsWith("RSA"));
    }

    @AfterEach
    void restore() {
        for (Primitive primitive : Primitive.values()) {
            System.clearProperty("dev.handfast.crypto." + primitive);
        }
    }

    private static void by(String implementation) {
        for (String name : new String[] {"ecdsa", "ed25519", "ed448"}) {
            System.setProperty("dev.handfast.crypto." + name + ".sign", implementation);
            System.setProperty("dev.handfast.crypto." + name + ".verify", implementation);
        }
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void eachTakesWhatTheOtherSigns(SignatureScheme scheme) throws Exception {
        for (int i = 0; i < 8; i++) {
            KeyPair pair = pair(scheme);
            for (String signer : new String[] {"jca", "bcprov"}) {
                by(signer);
                byte[] signature = Signatures.sign(scheme, pair.getPrivate(), CONTENT, RANDOM);
                assertTrue(jdkTakes(scheme, pair.getPublic(), signature), signer);
                for (String verifier : new String[] {"bcprov", "jca", "bcprov"}) {
                    by(verifier);
                    assertDoesNotThrow(() -> verify(scheme, pair.getPublic(), CONTENT, signature));
                    assertThrows(TlsFault.class, () -> verify(scheme, pair.getPublic(), new byte[] {1, 2}, signature));
                }
            }
        }
    }

    /** TLS 1.2 signs hashes that are longer than the curve, and shorter ones. */
    @ParameterizedTest
    @EnumSource
    void ecdsaSignsAnyHash(NistCurve curve) throws Exception {
        by("bcprov");
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve.group().toString()));
        KeyPair pair = generator.generateKeyPair();
        for (SignatureScheme scheme : SignatureScheme.values()) {
            if (scheme.keyAlgorithm().equals("EC")) {
                byte[] signature = Signatures.sign(scheme, pair.getPrivate(), CONTENT, RANDOM);
                assertTrue(jdkTakes(scheme, pair.getPublic(), signature), scheme::toString);
                byte[] other = Signatures.sign(scheme, pair.getPrivate(), CONTENT, RANDOM);
                assertFalse(Arrays.equals(signature, other), "a nonce is used twice");
            }
        }
    }

    /** RFC 8032 §5.1.6, §5.2.6: there is one signature. */
    @ParameterizedTest
    @EnumSource(
            value = SignatureScheme.class,
            names = {"ED25519", "ED448"})
    void eddsaSignsAsTheJdkDoes(SignatureScheme scheme) throws Exception {
        KeyPair pair = pair(scheme);
        by("bcprov");
        byte[] signature = Signatures.sign(scheme, pair.getPrivate(), CONTENT, RANDOM);
        by("jca");
        assertArrayEquals(signature, Signatures.sign(scheme, pair.getPrivate(), CONTENT, RANDOM));
    }

    @ParameterizedTest
    @EnumSource
    void eddsaKeysOfOthersAreLeftToTheJca(EddsaCurve curve) throws Exception {
        var pair = pair(SignatureScheme.valueOf(curve.name()));
        assertTrue(curve.secret(pair.getPrivate()).isPresent());
        assertEquals(Optional.empty(), curve.secret(new Guarded((EdECPrivateKey) pair.getPrivate())));
        EddsaCurve other = curve == EddsaCurve.ED448 ? EddsaCurve.ED25519 : EddsaCurve.ED448;
        assertEquals(Optional.empty(), other.secret(pair.getPrivate()));
        assertEquals(Optional.empty(), other.point(pair.getPublic()));
    }

    /** A point of the order one takes any signature (R, s) with R = sB, whatever is signed. */
    @ParameterizedTest
    @EnumSource
    void eddsaKeysOfASmallOrderVerifyNothing(EddsaCurve curve) {
        PublicKey neutral = new Neutral(new NamedParameterSpec(curve.name()));
        byte[] point = curve.point(neutral).orElseThrow();
        byte[] signature = new byte[2 * point.length]; // R is the neutral element, s is zero
        signature[0] = 1;
        assertFalse(curve.verify(point, CONTENT, signature));
    }

    private static void verify(SignatureScheme scheme, PublicKey key, byte[] content, byte[] signature)
            throws TlsFault {
        Signatures.verify(scheme, key, ProtocolVersion.TLS_1_3, content, signature, "CertificateVerify");
    }

    private static boolean jdkTakes(SignatureScheme scheme, PublicKey key, byte[] signature) throws Exception {
        Signature verifier = Signature.getInstance(scheme.jcaName());
        verifier.initVerify(key);
        verifier.update(CONTENT);
        return verifier.verify(signature);
    }

    private static KeyPair pair(SignatureScheme scheme) throws Exception {
        if (scheme.curve().isEmpty()) {
            return KeyPairGenerator.getInstance(scheme.jcaName()).generateKeyPair();
        }
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(scheme.curve().get().toString()));
        return generator.generateKeyPair();
    }

    /** Somebody else's class, which shows its bytes, but may count how often it is used. */
    private record Guarded(EdECPrivateKey inside) implements EdECPrivateKey {
        @Override
        public Optional<byte[]> getBytes() {
            return inside.getBytes();
        }

        @Override
        public NamedParameterSpec getParams() {
            return inside.getParams();
        }

        @Override
        public String getAlgorithm() {
            return inside.getAlgorithm();
        }

        @Override
        public String getFormat() {
            return inside.getFormat();
        }

        @Override
        public byte[] getEncoded() {
            return inside.getEncoded();
        }
    }

    /** The neutral element as a key, as a certificate could have it. */
    private record Neutral(NamedParameterSpec curve) implements EdECPublicKey {
        @Override
        public EdECPoint getPoint() {
            return new EdECPoint(false, BigInteger.ONE);
        }

        @Override
        public NamedParameterSpec getParams() {
            return curve;
        }

        @Override
        public String getAlgorithm() {
            return "EdDSA";
        }

        @Override
        public String getFormat() {
            return null;
        }

        @Override
        public byte[] getEncoded() {
            return null;
        }
    }
}
