package dev.handfast.record;

import dev.handfast.crypto.CbcKeys;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;

/** Encrypts records under an IV that nobody can predict (RFC 5246 §6.2.3.2); see {@link CbcCipher}. One thread at a time. */
final class CbcEncryption {
    private final CbcCipher cipher;
    private final SecureRandom random;
    private final byte[] block = new byte[CbcCipher.BLOCK];

    CbcEncryption(CbcKeys keys, SecureRandom random) {
        this.cipher = new CbcCipher(Cipher.ENCRYPT_MODE, keys);
        this.random = random;
    }

    /** Puts a new IV to {@code buffer[from]} and encrypts what stands between it and {@code to}, whole blocks, in place. */
    void encrypt(byte[] buffer, int from, int to) throws GeneralSecurityException {
        random.nextBytes(block);
        System.arraycopy(block, 0, buffer, from, CbcCipher.BLOCK);
        cipher.transform(buffer, from, to - from, buffer, from);
    }
}
