package dev.handfast.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.wire.Alert;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.SignatureScheme;
import dev.handfast.wire.TlsFault;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignaturesTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final ProtocolVersion TLS_1_2 = ProtocolVersion.TLS_1_2;
    private static final ProtocolVersion TLS_1_3 = ProtocolVersion.TLS_1_3;
    private static final List<ProtocolVersion> VERSIONS = List.of(TLS_1_2, TLS_1_3);
    private static final byte[] CONTENT = {1, 2, 3};
    private static final Map<String, KeyPair> KEYS = new ConcurrentHashMap<>();

    @ParameterizedTest
    @EnumSource
    void signsAndVerifies(SignatureScheme scheme) throws Exception {
        KeyPair pair = keyFor(scheme);
        byte[] signature = Signatures.sign(scheme, pair.getPrivate(), CONTENT, RANDOM);
        for (ProtocolVersion version : VERSIONS) {
            if (scheme.signs(version)) {
                Signatures.verify(scheme, pair.getPublic(), version, CONTENT, signature, "CertificateVerify");
            }
        }
        assertFault(Alert.DECRYPT_ERROR, scheme, pair, new byte[] {1, 2, 4}, signature);
    }

    @ParameterizedTest
    @EnumSource
    void aMalformedSignatureIsADecryptError(SignatureScheme scheme) throws Exception {
        KeyPair pair = keyFor(scheme);
        byte[] signature = Signatures.sign(scheme, pair.getPrivate(), CONTENT, RANDOM);
        assertFault(Alert.DECRYPT_ERROR, scheme, pair, CONTENT, new byte[0]);
        assertFault(Alert.DECRYPT_ERROR, scheme, pair, CONTENT, new byte[signature.length]);
        assertFault(Alert.DECRYPT_ERROR, scheme, pair, CONTENT, Arrays.copyOf(signature, signature.length - 1));
        assertFault(Alert.DECRYPT_ERROR, scheme, pair, CONTENT, Arrays.copyOf(signature, signature.length + 1));
        byte[] first = signature.clone();
        first[0] ^= 0x55; // of ECDSA, the tag of the SEQUENCE
        assertFault(Alert.DECRYPT_ERROR, scheme, pair, CONTENT, first);
        byte[] inner = signature.clone();
        inner[1] ^= 0x7F; // of ECDSA, the length of the SEQUENCE
        assertFault(Alert.DECRYPT_ERROR, scheme, pair, CONTENT, inner);
    }

    @ParameterizedTest
    @EnumSource
    void aKeyFitsTheSchemesOfItsKindOnly(SignatureScheme scheme) throws Exception {
        for (SignatureScheme other : SignatureScheme.values()) {
            boolean same = keyName(scheme).equals(keyName(other));
            assertFits(same && scheme.signs(TLS_1_3), scheme, other, TLS_1_3);
            // RFC 5246 §7.4.1.4.1: an ECDSA scheme of TLS 1.2 names only the hash.
            assertFits(same || bothEcdsa(scheme, other), scheme, other, TLS_1_2);
        }
    }

    @Test
    void pkcs1SignsNoHandshakeOfTls13() throws Exception {
        SignatureScheme scheme = SignatureScheme.RSA_PKCS1_SHA256;
        KeyPair pair = keyFor(scheme);
        byte[] signature = Signatures.sign(scheme, pair.getPrivate(), CONTENT, RANDOM);
        Signatures.verify(scheme, pair.getPublic(), TLS_1_2, CONTENT, signature, "ServerKeyExchange");
        assertFault(Alert.ILLEGAL_PARAMETER, scheme, pair, TLS_1_3, CONTENT, signature);
        assertEquals(
                3,
                Stream.of(SignatureScheme.values())
                        .filter(each -> !each.signs(TLS_1_3))
                        .count());
        assertTrue(Stream.of(SignatureScheme.values()).allMatch(each -> each.signs(TLS_1_2)));
    }

    @Test
    void anEcdsaSchemeOfTls12VerifiesOnAnotherCurve() throws Exception {
        KeyPair pair = keyFor(SignatureScheme.ECDSA_SECP384R1_SHA384);
        byte[] signature = Signatures.sign(SignatureScheme.ECDSA_SECP256R1_SHA256, pair.getPrivate(), CONTENT, RANDOM);
        Signatures.verify(
                SignatureScheme.ECDSA_SECP256R1_SHA256,
                pair.getPublic(),
                TLS_1_2,
                CONTENT,
                signature,
                "ServerKeyExchange");
        assertFault(Alert.ILLEGAL_PARAMETER, SignatureScheme.ECDSA_SECP256R1_SHA256, pair, TLS_1_3, CONTENT, signature);
    }

    @Test
    void aFaultNamesItsMessage() throws Exception {
        SignatureScheme scheme = SignatureScheme.ED25519;
        KeyPair pair = keyFor(scheme);
        TlsFault fault = assertThrows(
                TlsFault.class,
                () -> Signatures.verify(scheme, pair.getPublic(), TLS_1_2, CONTENT, new byte[64], "ServerKeyExchange"));
        assertTrue(fault.getMessage().contains("ServerKeyExchange"), fault::getMessage);
    }

    @Test
    void theCurveOfAKeyIsOneOfOursOrNone() throws Exception {
        for (SignatureScheme scheme : SignatureScheme.values()) {
            assertEquals(scheme.curve(), Signatures.curveOf(keyFor(scheme).getPublic()));
        }
        assertEquals(Optional.empty(), Signatures.curveOf(foreignCurve().getPublic()));
        assertFalse(Signatures.fits(
                SignatureScheme.ECDSA_SECP256R1_SHA256, foreignCurve().getPublic(), TLS_1_2));
    }

    @Test
    void aSaltOfAnotherLengthIsADecryptError() throws Exception {
        KeyPair pair = keyFor(SignatureScheme.RSA_PSS_RSAE_SHA256);
        Signature signer = Signature.getInstance("RSASSA-PSS");
        signer.initSign(pair.getPrivate());
        signer.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 20, 1));
        signer.update(CONTENT);
        assertFault(Alert.DECRYPT_ERROR, SignatureScheme.RSA_PSS_RSAE_SHA256, pair, CONTENT, signer.sign());
    }

    @Test
    void aModulusWithoutRoomForThePaddingFitsNot() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024);
        assertFalse(Signatures.fits(
                SignatureScheme.RSA_PSS_RSAE_SHA512, generator.generateKeyPair().getPublic(), TLS_1_3));
    }

    private static void assertFits(
            boolean expected, SignatureScheme scheme, SignatureScheme other, ProtocolVersion version) throws Exception {
        KeyPair pair = keyFor(other);
        assertEquals(
                expected,
                Signatures.fits(scheme, pair.getPublic(), version),
                scheme + " and a key of " + other + " in " + version);
        if (!expected) {
            assertFault(Alert.ILLEGAL_PARAMETER, scheme, pair, version, CONTENT, new byte[64]);
        }
    }

    private static boolean bothEcdsa(SignatureScheme one, SignatureScheme other) {
        return one.curve().isPresent() && other.curve().isPresent();
    }

    private static void assertFault(
            Alert alert, SignatureScheme scheme, KeyPair pair, byte[] content, byte[] signature) {
        assertFault(alert, scheme, pair, TLS_1_2, content, signature);
    }

    private static void assertFault(
            Alert alert,
            SignatureScheme scheme,
            KeyPair pair,
            ProtocolVersion version,
            byte[] content,
            byte[] signature) {
        TlsFault fault = assertThrows(
                TlsFault.class,
                () -> Signatures.verify(scheme, pair.getPublic(), version, content, signature, "CertificateVerify"));
        assertEquals(alert, fault.alert());
    }

    /** brainpoolP256r1, of the provider that has it. */
    private static KeyPair foreignCurve() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", new BouncyCastleProvider());
        generator.initialize(new ECGenParameterSpec("brainpoolP256r1"));
        return generator.generateKeyPair();
    }

    private static String keyName(SignatureScheme scheme) {
        return scheme.keyAlgorithm().equals("EdDSA")
                ? scheme.jcaName()
                : scheme.curve().map(NamedGroup::toString).orElse(scheme.keyAlgorithm());
    }

    private static KeyPair keyFor(SignatureScheme scheme) {
        return KEYS.computeIfAbsent(keyName(scheme), name -> {
            try {
                KeyPairGenerator generator =
                        KeyPairGenerator.getInstance(scheme.curve().isPresent() ? "EC" : name);
                if (scheme.curve().isPresent()) {
                    generator.initialize(new ECGenParameterSpec(name));
                } else if (name.startsWith("RSA")) {
                    generator.initialize(2048);
                }
                return generator.generateKeyPair();
            } catch (GeneralSecurityException missing) {
                throw new IllegalStateException(missing);
            }
        });
    }
}
