package dev.handfast.crypto;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.SignatureScheme;
import dev.handfast.wire.TlsFault;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
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

    /** The multiples of a key meet the generator's: the key is the generator, its negative, or near to it. */
    @ParameterizedTest
    @EnumSource
    void takesKeysThatAreNearTheGenerator(EcdsaVerifier verifier) throws Exception {
        var curve = NistCurve.valueOf(verifier.name());
        BigInteger n = curve.order();
        for (int d = 1; d < 9; d++) {
            for (BigInteger secret : new BigInteger[] {BigInteger.valueOf(d), n.subtract(BigInteger.valueOf(d))}) {
                PrivateKey key =
                        KeyFactory.getInstance("EC").generatePrivate(new ECPrivateKeySpec(secret, curve.parameters()));
                org.bouncycastle.math.ec.ECPoint point = CustomNamedCurves.getByName(
                                curve.group().toString())
                        .getG()
                        .multiply(secret)
                        .normalize();
                var w = new ECPoint(
                        point.getAffineXCoord().toBigInteger(),
                        point.getAffineYCoord().toBigInteger());
                var pair = new KeyPair(new PlainKey(w, curve.parameters()), key);
                byte[] signature = sign(pair, "SHA256withECDSA");
                for (int time = 0; time < 3; time++) {
                    assertTrue(verify(verifier, pair, signature), secret::toString);
                }
            }
        }
    }

    /** The x of a signature's point may be from the order up to the prime; r is then what is above the order. */
    @ParameterizedTest
    @EnumSource(
            names = {"SECP256R1", "SECP384R1"
            }) // the chance is 2^-128 and 2^-190; secp521r1's order is above no small x
    void takesPointsAboveTheOrder(EcdsaVerifier verifier) throws Exception {
        var curve = NistCurve.valueOf(verifier.name());
        var parameters = CustomNamedCurves.getByName(curve.group().toString());
        BigInteger n = curve.order();
        BigInteger r = ONE;
        org.bouncycastle.math.ec.ECPoint point = null;
        while (point == null) {
            try {
                byte[] compressed = concatenation(new byte[] {2}, magnitude(n.add(r), curve.length()));
                point = parameters.getCurve().decodePoint(compressed);
            } catch (IllegalArgumentException noSquare) {
                r = r.add(ONE);
            }
        }
        byte[] hash = digest("SHA256");
        BigInteger s = BigInteger.valueOf(0xCAFE); // any: the key is what makes it a signature
        BigInteger e = new BigInteger(1, hash);
        org.bouncycastle.math.ec.ECPoint key = point.multiply(s)
                .subtract(parameters.getG().multiply(e.mod(n)))
                .multiply(r.modInverse(n))
                .normalize();
        var w = new ECPoint(
                key.getAffineXCoord().toBigInteger(), key.getAffineYCoord().toBigInteger());
        var plain = new PlainKey(w, curve.parameters());
        byte[] signature = der(0x30, der(2, r.toByteArray()), der(2, s.toByteArray()));
        for (int time = 0; time < 3; time++) {
            assertTrue(verifier.verify(plain, hash, signature));
        }
        byte[] other = der(0x30, der(2, r.add(ONE).toByteArray()), der(2, s.toByteArray()));
        assertFalse(verifier.verify(plain, hash, other));
    }

    private static byte[] magnitude(BigInteger number, int length) {
        byte[] bytes = number.toByteArray();
        return Arrays.copyOfRange(bytes, bytes.length - length, bytes.length);
    }

    /** More keys than are remembered, each used again. */
    @Test
    void keysDoNotMixWhateverIsRemembered() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        byte[] hash = Hash.SHA_256.hash(new byte[] {1});
        var keys = new ArrayList<ECPublicKey>();
        var signatures = new ArrayList<byte[]>();
        for (int i = 0; i < 100; i++) {
            KeyPair pair = generator.generateKeyPair();
            Signature signer = Signature.getInstance("NONEwithECDSA");
            signer.initSign(pair.getPrivate());
            signer.update(hash);
            keys.add((ECPublicKey) pair.getPublic());
            signatures.add(signer.sign());
        }
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < keys.size(); i++) {
                assertTrue(EcdsaVerifier.SECP256R1.verify(keys.get(i), hash, signatures.get(i)));
                assertFalse(EcdsaVerifier.SECP256R1.verify(keys.get(i), hash, signatures.get((i + 1) % 100)));
            }
        }
    }

    @Test
    void aProviderInFrontOfTheJdksIsAsked() throws Exception {
        var scheme = SignatureScheme.ECDSA_SECP256R1_SHA256;
        PublicKey key = pair(EcdsaVerifier.SECP256R1).getPublic();
        byte[] wrong = sign(pair(EcdsaVerifier.SECP256R1), "SHA256withECDSA");
        Executable verification =
                () -> Signatures.verify(scheme, key, ProtocolVersion.TLS_1_3, CONTENT, wrong, "CertificateVerify");
        assertThrows(TlsFault.class, verification);
        Provider credulous = new CredulousProvider();
        Security.insertProviderAt(credulous, 1);
        try {
            assertDoesNotThrow(verification);
        } finally {
            Security.removeProvider(credulous.getName());
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

    private static final class CredulousProvider extends Provider {
        private static final long serialVersionUID = 1L;

        CredulousProvider() {
            super("Credulous", "1", "takes every signature");
            put("Signature.SHA256withECDSA", CredulousSignature.class.getName());
        }
    }

    /** Made by the JCA. */
    public static final class CredulousSignature extends SignatureSpi {
        @Override
        protected void engineInitVerify(PublicKey key) {}

        @Override
        protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
            throw new InvalidKeyException("this one does not sign");
        }

        @Override
        protected void engineUpdate(byte b) {}

        @Override
        protected void engineUpdate(byte[] bytes, int from, int length) {}

        @Override
        protected byte[] engineSign() throws SignatureException {
            throw new SignatureException("this one does not sign");
        }

        @Override
        protected boolean engineVerify(byte[] signature) {
            return true;
        }

        @Override
        @SuppressWarnings("deprecation") // SignatureSpi has it abstract
        protected void engineSetParameter(String name, Object value) {}

        @Override
        @SuppressWarnings("deprecation") // SignatureSpi has it abstract
        protected Object engineGetParameter(String name) {
            return null;
        }
    }
}
