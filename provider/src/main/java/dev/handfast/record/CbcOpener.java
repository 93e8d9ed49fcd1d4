package dev.handfast.record;

import dev.handfast.crypto.CbcKeys;
import dev.handfast.wire.TlsFault;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;

/**
 * GenericBlockCipher, incoming (RFC 5246 §6.2.3.2): decryption first, then the MAC, whose place the padding tells. Until the
 * MAC is known to be good nothing may depend on the padding that could be seen: no branch, no index, no number of hashed
 * blocks, no sentence (Vaudenay's attack, Lucky Thirteen).
 */
final class CbcOpener extends Tls12Opener {
    private final CbcCipher cipher;
    private final RecordMac mac;
    private final byte[] window;

    /** The first record has the number {@code sequence}: 0 outside tests. */
    CbcOpener(CbcKeys keys, long sequence) {
        this.cipher = new CbcCipher(Cipher.DECRYPT_MODE, keys);
        this.mac = new RecordMac(keys, sequence);
        this.window = new byte[CbcPadding.MAX + mac.length()];
    }

    @Override
    public int room(int recordLength) {
        return recordLength - RecordFramer.HEADER;
    }

    @Override
    boolean isExhausted() {
        return mac.isExhausted();
    }

    @Override
    int unprotect(byte[] in, int at, int length, byte[] out, int outAt) throws TlsFault, GeneralSecurityException {
        int sealed = length - RecordFramer.HEADER;
        int inner = sealed - CbcCipher.BLOCK;
        int longest = inner - 1 - mac.length();
        if (sealed % CbcCipher.BLOCK != 0 || longest < 0) {
            throw forged(null);
        }
        cipher.transform(in, at + RecordFramer.HEADER, sealed, out, outAt);
        int plain = outAt + CbcCipher.BLOCK;
        int faults = CbcPadding.faults(out, plain, inner, mac.length());
        int content = longest - CbcPadding.length(out, plain, inner, faults);
        byte[] expected = mac.of(in, at, out, plain, content);
        mac.hide(content, longest);
        faults |= RecordMac.difference(expected, macAt(out, plain, content, longest), 0);
        if (faults != 0) {
            Arrays.fill(out, outAt, outAt + sealed, (byte) 0); // what nobody vouches for is not left to the caller
            throw forged(null);
        }
        mac.next();
        System.arraycopy(out, plain, out, outAt, content);
        return content;
    }

    /**
     * The bytes behind the content, at index 0 of the result. All places where they may stand are copied, and the copy is
     * moved down by 128, 64, ... 1 bytes or by none: the same steps for every {@code content}.
     */
    private byte[] macAt(byte[] out, int plain, int content, int longest) {
        int first = Math.max(0, longest - CbcPadding.MAX);
        int distance = content - first;
        System.arraycopy(out, plain + first, window, 0, longest - first + mac.length());
        for (int bit = 7; bit >= 0; bit--) {
            int step = 1 << bit;
            int moved = -(distance >> bit & 1);
            for (int i = 0; i < mac.length() + step - 1; i++) {
                window[i] ^= (byte) ((window[i] ^ window[i + step]) & moved);
            }
        }
        return window;
    }
}
