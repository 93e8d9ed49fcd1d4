package dev.handfast.record;

import dev.handfast.crypto.CbcKeys;
import dev.handfast.wire.TlsFault;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;

/** GenericBlockCipher, incoming, with encrypt-then-MAC: what is not authentic never reaches the cipher (RFC 7366 §3). */
final class EtmOpener extends Tls12Opener {
    private final CbcCipher cipher;
    private final RecordMac mac;

    /** The first record has the number {@code sequence}: 0 outside tests. */
    EtmOpener(CbcKeys keys, long sequence) {
        this.cipher = new CbcCipher(Cipher.DECRYPT_MODE, keys);
        this.mac = new RecordMac(keys, sequence);
    }

    @Override
    public int room(int recordLength) {
        return Math.max(0, recordLength - RecordFramer.HEADER - mac.length());
    }

    @Override
    boolean isExhausted() {
        return mac.isExhausted();
    }

    @Override
    int unprotect(byte[] in, int at, int length, byte[] out, int outAt) throws TlsFault, GeneralSecurityException {
        int body = at + RecordFramer.HEADER;
        int encrypted = length - RecordFramer.HEADER - mac.length();
        if (encrypted < 2 * CbcCipher.BLOCK || encrypted % CbcCipher.BLOCK != 0) {
            throw forged(null);
        }
        if (RecordMac.difference(mac.of(in, at, in, body, encrypted), in, body + encrypted) != 0) {
            throw forged(null);
        }
        cipher.transform(in, body, encrypted, out, outAt);
        int plain = outAt + CbcCipher.BLOCK;
        int inner = encrypted - CbcCipher.BLOCK;
        int faults = CbcPadding.faults(out, plain, inner, 0);
        if (faults != 0) {
            throw forged(null);
        }
        mac.next();
        int content = inner - 1 - CbcPadding.length(out, plain, inner, faults);
        System.arraycopy(out, plain, out, outAt, content);
        return content;
    }
}
