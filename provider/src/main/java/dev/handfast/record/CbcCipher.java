package dev.handfast.record;

import dev.handfast.crypto.CbcKeys;
import dev.handfast.crypto.Jca;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;

/**
 * AES-CBC over a GenericBlockCipher, its IV included (RFC 5246 §6.2.3.2). One thread at a time.
 *
 * <p>The cipher is set up once, with a mask of zeros, and goes back to it after each record. Whoever seals puts a random block
 * before the content and encrypts it too; its encryption is the record's IV. Whoever opens decrypts the IV with the rest and
 * drops the block. RFC 4346 §6.2.3.2 describes this as method (2)(a); nothing is set up for a record.
 */
final class CbcCipher {
    /** Bytes of a block, and of an IV. */
    static final int BLOCK = 16;

    private final Cipher cipher;

    CbcCipher(int mode, CbcKeys keys) {
        this.cipher = Jca.cipher(keys.suite().bulk());
        try {
            cipher.init(mode, keys.key(), new IvParameterSpec(new byte[BLOCK]));
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException("the installed AES/CBC refuses a key of " + keys.suite(), refused);
        }
    }

    /** Transforms {@code length} bytes, whole blocks, from {@code in[from]} to {@code out[to]}; in one array only in place. */
    void transform(byte[] in, int from, int length, byte[] out, int to) throws GeneralSecurityException {
        cipher.doFinal(in, from, length, out, to);
    }
}
