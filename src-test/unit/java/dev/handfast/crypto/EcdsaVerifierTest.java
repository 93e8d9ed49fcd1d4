package dev.handfast.crypto;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.wire.NamedGroup;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EcdsaVerifierTest {
    private static final byte[] CONTENT = {1, 2, 3};
    private static final BigInteger ONE = BigInteger.ONE;

    @ParameterizedTest
    @EnumSource
    void takesWhatTheJdkSigns(EcdsaVerifier verifier) throws Exception {
        KeyPair pair = pair(verifier);
        for (String hash : new String[] {"SHA256", "SHA384", "SHA512"}) { // longer than the curve, and shorter
            byte[] signature = sign(pair, hash + "withECDSA");
            assertTrue(verifier.verify((ECPublicKey) pair.getPublic(), digest(hash), signature), hash);
            assertFalse(verifier.verify((ECPublicKey) pair.getPublic(), digest("SHA-1"), signature), hash);
            ECPublicKey other = (ECPublicKey) pair(verifier).getPublic();
            assertFalse(verifier.verify(other, digest(hash), signature), hash);
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhatHasOneBitOff(EcdsaVerifier verifier) throws Exception {
        KeyPair pair = pair(verifier);
        byte[] signature = sign(pair, "SHA256withECDSA");
        for (int bit = 0; bit < 8 * signature.length; bit++) {
            byte[] off = signature.clone();
            off[bit / 8] ^= (byte) (1 << bit % 8);
            assertFalse(isTaken(verifier, pair, off), "bit " + bit);
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesNumbersOutOfRange(EcdsaVerifier verifier) throws Exception {
        KeyPair pair = pair(verifier);
        BigInteger n = ((ECPublicKey) pair.getPublic()).getParams().getOrder();
        BigInteger[] numbers = {BigInteger.ZERO, ONE, n.subtract(ONE), n, n.add(ONE), ONE.negate(), n.shiftLeft(64)};
        for (BigInteger r : numbers) {
            for (BigInteger s : numbers) {
                byte[] signature = der(0x30, der(2, r.toByteArray()), der(2, s.toByteArray()));
                assertFalse(isTaken(verifier, pair, signature), r + " and " + s);
            }
        }
    }

    @Test
    void refusesEveryFormButDer() throws Exception {
        var verifier = EcdsaVerifier.SECP256R1;
        KeyPair pair = pair(verifier);
        byte[] signature = sign(pair, "SHA256withECDSA");
        int length = signature[3];
        byte[] r = Arrays.copyOfRange(signature, 4, 4 + length);
        byte[] s = Arrays.copyOfRange(signature, 6 + length, signature.length);
        byte[] zero = {0};
        assertTrue(isTaken(verifier, pair, der(0x30, der(2, r), der(2, s))));
        byte[][] others = {
            der(0x30, der(2, zero, r), der(2, s)),
            der(0x30, der(2, r), der(2, zero, s)),
            der(0x30, der(2, r), der(2, s), zero),
            der(0x30, der(2, r), der(2)),
            der(0x30, der(2, r)),
            der(0x30, der(2, r), der(3, s)),
            der(0x31, der(2, r), der(2, s)),
            concatenation(der(0x30, der(2, r), der(2, s)), zero),
            concatenation(new byte[] {0x30, (byte) 0x81}, Arrays.copyOfRange(signature, 1, signature.length)),
            concatenation(new byte[] {0x30, (byte) 0x80}, der(2, r), der(2, s), zero, zero),
        };
        for (int i = 0; i < others.length; i++) {
            byte[] other = others[i];
            assertThrows(SignatureException.class, () -> verify(verifier, pair, other), "form " + i);
        }
        for (int cut = 0; cut < signature.length; cut++) {
            byte[] beginning = Arrays.copyOf(signature, cut);
            assertThrows(SignatureException.class, () -> verify(verifier, pair, beginning), "cut at " + cut);
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesAKeyThatIsNoPoint(EcdsaVerifier verifier) throws Exception {
        KeyPair pair = pair(verifier);
        ECPublicKey key = (ECPublicKey) pair.getPublic();
        byte[] signature = sign(pair, "SHA256withECDSA");
        ECPoint point = key.getW();
        for (ECPoint wrong : new ECPoint[] {
            new ECPoint(point.getAffineX(), point.getAffineY().xor(ONE)),
            new ECPoint(ONE.shiftLeft(600), point.getAffineY()),
            ECPoint.POINT_INFINITY
        }) {
            ECPublicKey none = new PlainKey(wrong, key.getParams());
            assertThrows(InvalidKeyException.class, () -> verifier.verify(none, digest("SHA256"), signature));
        }
    }

    private static boolean isTaken(EcdsaVerifier verifier, KeyPair pair, byte[] signature) throws Exception {
        try {
            return verify(verifier, pair, signature);
        } catch (SignatureException malformed) {
            return false;
        }
    }

    private static boolean verify(EcdsaVerifier verifier, KeyPair pair, byte[] signature) throws Exception {
        return verifier.verify((ECPublicKey) pair.getPublic(), digest("SHA256"), signature);
    }

    private static KeyPair pair(EcdsaVerifier verifier) throws GeneralSecurityException {
        NamedGroup group = NamedGroup.named(verifier.name()).orElseThrow();
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(group.toString()));
        return generator.generateKeyPair();
    }

    private static byte[] sign(KeyPair pair, String algorithm) throws GeneralSecurityException {
        Signature signer = Signature.getInstance(algorithm);
        signer.initSign(pair.getPrivate());
        signer.update(CONTENT);
        return signer.sign();
    }

    private static byte[] digest(String hash) throws GeneralSecurityException {
        return MessageDigest.getInstance(hash.replaceFirst("SHA(?=\\d)", "SHA-"))
                .digest(CONTENT);
    }

    private static byte[] der(int tag, byte[]... parts) {
        byte[] body = concatenation(parts);
        byte[] head = body.length < 0x80
                ? new byte[] {(byte) tag, (byte) body.length}
                : new byte[] {(byte) tag, (byte) 0x81, (byte) body.length};
        return concatenation(head, body);
    }

    private static byte[] concatenation(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /** A key that no factory has checked, as from a certificate. */
    private record PlainKey(ECPoint point, ECParameterSpec parameters) implements ECPublicKey {
        @Override
        public ECPoint getW() {
            return point;
        }

        @Override
        public ECParameterSpec getParams() {
            return parameters;
        }

        @Override
        public String getAlgorithm() {
            return "EC";
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
