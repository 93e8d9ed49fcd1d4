package dev.handfast.record;

import dev.handfast.crypto.TrafficKeys;
import dev.handfast.wire.CipherSuite;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** RFC 9846 §5.2 and §5.3 once more, written from the text and in the simplest way, to check ours against. */
record PlainCipher(TrafficKeys keys) {
    static TrafficKeys keys(CipherSuite suite, Random random) {
        byte[] key = bytes(random, suite.bulk().keyLength());
        return new TrafficKeys(suite, new SecretKeySpec(key, isGcm(suite) ? "AES" : "ChaCha20"), bytes(random, 12));
    }

    static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** The record that protects {@code inner}, a whole TLSInnerPlaintext. */
    byte[] seal(long sequence, byte[] inner) throws GeneralSecurityException {
        int length = inner.length + 16;
        byte[] header = {23, 3, 3, (byte) (length >> 8), (byte) length};
        byte[] record = Arrays.copyOf(header, 5 + length);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, sequence, header, inner);
        System.arraycopy(sealed, 0, record, 5, length);
        return record;
    }

    /** The whole TLSInnerPlaintext of {@code record}. */
    byte[] open(long sequence, byte[] record) throws GeneralSecurityException {
        byte[] body = Arrays.copyOfRange(record, 5, record.length);
        return run(Cipher.DECRYPT_MODE, sequence, Arrays.copyOf(record, 5), body);
    }

    private byte[] run(int mode, long sequence, byte[] header, byte[] body) throws GeneralSecurityException {
        BigInteger iv = new BigInteger(1, keys.iv());
        byte[] xored = iv.xor(new BigInteger(Long.toUnsignedString(sequence))).toByteArray();
        byte[] nonce = new byte[12];
        int length = Math.min(12, xored.length);
        System.arraycopy(xored, xored.length - length, nonce, 12 - length, length);
        boolean gcm = isGcm(keys.suite());
        AlgorithmParameterSpec spec = gcm ? new GCMParameterSpec(128, nonce) : new IvParameterSpec(nonce);
        Cipher cipher = Cipher.getInstance(gcm ? "AES/GCM/NoPadding" : "ChaCha20-Poly1305");
        cipher.init(mode, keys.key(), spec);
        cipher.updateAAD(header);
        return cipher.doFinal(body);
    }

    private static boolean isGcm(CipherSuite suite) {
        return suite != CipherSuite.TLS_CHACHA20_POLY1305_SHA256;
    }
}
