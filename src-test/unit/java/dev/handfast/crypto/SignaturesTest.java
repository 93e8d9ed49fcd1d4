package dev.handfast.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.handfast.wire.Alert;
import dev.handfast.wire.NamedGroup;
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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignaturesTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] CONTENT = {1, 2, 3};
    private static final Map<String, KeyPair> KEYS = new ConcurrentHashMap<>();

    @ParameterizedTest
    @EnumSource
    void signsAndVerifies(SignatureScheme scheme) throws Exception {
        KeyPair pair = keyFor(scheme);
        byte[] signature = Signatures.sign(scheme, pair.getPrivate(), CONTENT, RANDOM);
        Signatures.verify(scheme, pair.getPublic(), CONTENT, signature);
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
            assertEquals(same, Signatures.fits(scheme, keyFor(other).getPublic()), scheme + " and a key of " + other);
            if (!same) {
                assertFault(Alert.ILLEGAL_PARAMETER, scheme, keyFor(other), CONTENT, new byte[64]);
            }
        }
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
                SignatureScheme.RSA_PSS_RSAE_SHA512, generator.generateKeyPair().getPublic()));
    }

    private static void assertFault(
            Alert alert, SignatureScheme scheme, KeyPair pair, byte[] content, byte[] signature) {
        TlsFault fault =
                assertThrows(TlsFault.class, () -> Signatures.verify(scheme, pair.getPublic(), content, signature));
        assertEquals(alert, fault.alert());
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
