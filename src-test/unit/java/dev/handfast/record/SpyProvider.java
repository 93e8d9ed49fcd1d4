package dev.handfast.record;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.CipherSpi;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.Mac;
import javax.crypto.MacSpi;
import javax.crypto.ShortBufferException;

/** While it is open, the first of the providers: counts what the MACs and the CBC cipher of the JDK are asked to do. */
final class SpyProvider extends Provider implements AutoCloseable {
    private static final long serialVersionUID = 1L;
    private static final String SPIED = "SunJCE";

    private static long macBlocks;
    private static long ciphertextBytes;

    SpyProvider() {
        super("HandfastSpy", "1", "counts");
        put("Mac.HmacSHA1", HmacSha1.class.getName());
        put("Mac.HmacSHA256", HmacSha256.class.getName());
        put("Mac.HmacSHA384", HmacSha384.class.getName());
        put("Cipher.AES/CBC/NoPadding", AesCbc.class.getName());
        Security.insertProviderAt(this, 1);
    }

    /** Calls of the hashes' compression function since the last call. */
    long macBlocks() {
        long blocks = macBlocks;
        macBlocks = 0;
        return blocks;
    }

    /** Bytes that went into a cipher since the last call. */
    long ciphertextBytes() {
        long bytes = ciphertextBytes;
        ciphertextBytes = 0;
        return bytes;
    }

    @Override
    public void close() {
        Security.removeProvider(getName());
    }

    public static final class HmacSha1 extends CountingMac {
        public HmacSha1() throws GeneralSecurityException {
            super("HmacSHA1", 64, 8);
        }
    }

    public static final class HmacSha256 extends CountingMac {
        public HmacSha256() throws GeneralSecurityException {
            super("HmacSHA256", 64, 8);
        }
    }

    public static final class HmacSha384 extends CountingMac {
        public HmacSha384() throws GeneralSecurityException {
            super("HmacSHA384", 128, 16);
        }
    }

    /** HMAC as RFC 2104 counts it: a block for the inner key, the data, and at the end two more for the outer hash. */
    abstract static class CountingMac extends MacSpi {
        private final Mac mac;
        private final int block;
        private final int lengthBytes;
        private long bytes;

        CountingMac(String algorithm, int block, int lengthBytes) throws GeneralSecurityException {
            this.mac = Mac.getInstance(algorithm, SPIED);
            this.block = block;
            this.lengthBytes = lengthBytes;
        }

        @Override
        protected int engineGetMacLength() {
            return mac.getMacLength();
        }

        @Override
        protected void engineInit(Key key, AlgorithmParameterSpec params)
                throws InvalidKeyException, InvalidAlgorithmParameterException {
            mac.init(key, params);
        }

        @Override
        protected void engineUpdate(byte input) {
            engineUpdate(new byte[] {input}, 0, 1);
        }

        @Override
        protected void engineUpdate(byte[] input, int offset, int length) {
            mac.update(input, offset, length);
            bytes += length;
        }

        @Override
        protected byte[] engineDoFinal() {
            macBlocks += 1 + (bytes + 1 + lengthBytes + block - 1) / block + 2;
            bytes = 0;
            return mac.doFinal();
        }

        @Override
        protected void engineReset() {
            macBlocks += bytes == 0 ? 0 : 1 + bytes / block;
            bytes = 0;
            mac.reset();
        }
    }

    public static final class AesCbc extends CipherSpi {
        private final Cipher cipher;

        public AesCbc() throws GeneralSecurityException {
            cipher = Cipher.getInstance("AES/CBC/NoPadding", SPIED);
        }

        @Override
        protected void engineSetMode(String mode) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected void engineSetPadding(String padding) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected int engineGetBlockSize() {
            return cipher.getBlockSize();
        }

        @Override
        protected int engineGetOutputSize(int inputLen) {
            return cipher.getOutputSize(inputLen);
        }

        @Override
        protected byte[] engineGetIV() {
            return cipher.getIV();
        }

        @Override
        protected AlgorithmParameters engineGetParameters() {
            return cipher.getParameters();
        }

        @Override
        protected void engineInit(int mode, Key key, SecureRandom random) throws InvalidKeyException {
            cipher.init(mode, key, random);
        }

        @Override
        protected void engineInit(int mode, Key key, AlgorithmParameterSpec params, SecureRandom random)
                throws InvalidKeyException, InvalidAlgorithmParameterException {
            cipher.init(mode, key, params, random);
        }

        @Override
        protected void engineInit(int mode, Key key, AlgorithmParameters params, SecureRandom random)
                throws InvalidKeyException, InvalidAlgorithmParameterException {
            cipher.init(mode, key, params, random);
        }

        @Override
        protected byte[] engineUpdate(byte[] input, int offset, int length) {
            ciphertextBytes += length;
            return cipher.update(input, offset, length);
        }

        @Override
        protected int engineUpdate(byte[] input, int offset, int length, byte[] output, int outputOffset)
                throws ShortBufferException {
            ciphertextBytes += length;
            return cipher.update(input, offset, length, output, outputOffset);
        }

        @Override
        protected byte[] engineDoFinal(byte[] input, int offset, int length)
                throws IllegalBlockSizeException, BadPaddingException {
            ciphertextBytes += length;
            return cipher.doFinal(input, offset, length);
        }

        @Override
        protected int engineDoFinal(byte[] input, int offset, int length, byte[] output, int outputOffset)
                throws ShortBufferException, IllegalBlockSizeException, BadPaddingException {
            ciphertextBytes += length;
            return cipher.doFinal(input, offset, length, output, outputOffset);
        }
    }
}
