package dev.handfast.crypto;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.BadPaddingException;
import javax.crypto.CipherSpi;

/**
 * A token as a provider: raw RSA by keys that do not leave it. Like Bouncy Castle it leaves out zeros in front; unlike anybody
 * it refuses blocks that are larger than a padded one can be.
 */
final class Token extends Provider {
    private static final long serialVersionUID = 1L;

    Token() {
        super("Token", "1", "raw RSA by keys that do not leave it");
        put("Cipher.RSA/ECB/NoPadding", RawRsa.class.getName());
    }

    /** A key that shows nothing. */
    static final class OpaqueKey implements PrivateKey {
        private static final long serialVersionUID = 1L;

        private final RSAPrivateKey inside;

        OpaqueKey(PrivateKey inside) {
            this.inside = (RSAPrivateKey) inside;
        }

        @Override
        public String getAlgorithm() {
            return "RSA";
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

    /** Made by the JCA. */
    public static final class RawRsa extends CipherSpi {
        private RSAPrivateKey key;

        @Override
        protected void engineInit(int opmode, Key given, SecureRandom random) throws InvalidKeyException {
            if (!(given instanceof OpaqueKey opaque)) {
                throw new InvalidKeyException("not a key of this token");
            }
            key = opaque.inside;
        }

        @Override
        protected byte[] engineDoFinal(byte[] input, int offset, int length) throws BadPaddingException {
            byte[] block = new BigInteger(1, input, offset, length)
                    .modPow(key.getPrivateExponent(), key.getModulus())
                    .toByteArray();
            if (block.length * 8 > key.getModulus().bitLength() - 8) {
                throw new BadPaddingException("too large for a padded block");
            }
            return block;
        }

        @Override
        protected void engineInit(int opmode, Key given, AlgorithmParameterSpec parameters, SecureRandom random)
                throws InvalidKeyException {
            engineInit(opmode, given, random);
        }

        @Override
        protected void engineInit(int opmode, Key given, AlgorithmParameters parameters, SecureRandom random)
                throws InvalidKeyException {
            engineInit(opmode, given, random);
        }

        @Override
        protected int engineDoFinal(byte[] input, int inputOffset, int length, byte[] output, int outputOffset) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected byte[] engineUpdate(byte[] input, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected int engineUpdate(byte[] input, int inputOffset, int length, byte[] output, int outputOffset) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected void engineSetMode(String mode) {}

        @Override
        protected void engineSetPadding(String padding) {}

        @Override
        protected int engineGetBlockSize() {
            return 0;
        }

        @Override
        protected int engineGetOutputSize(int length) {
            return length;
        }

        @Override
        protected byte[] engineGetIV() {
            return null;
        }

        @Override
        protected AlgorithmParameters engineGetParameters() {
            return null;
        }
    }
}
