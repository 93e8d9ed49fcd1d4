package dev.handfast.record;

import dev.handfast.crypto.CbcKeys;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;

/** GenericBlockCipher, outgoing (RFC 5246 §6.2.3.2): the MAC first, then encryption, with the shortest padding. */
final class CbcSealer extends Tls12Sealer {
    private final CbcEncryption cipher;
    private final RecordMac mac;

    /** The first record has the number {@code sequence}: 0 outside tests. */
    CbcSealer(CbcKeys keys, SecureRandom random, long sequence) {
        this.cipher = new CbcEncryption(keys, random);
        this.mac = new RecordMac(keys, sequence);
    }

    @Override
    public int headroom() {
        return RecordFramer.HEADER + CbcCipher.BLOCK;
    }

    @Override
    public int sealedLength(int contentLength) {
        return headroom() + CbcPadding.paddedLength(contentLength + mac.length());
    }

    @Override
    boolean isExhausted() {
        return mac.isExhausted();
    }

    @Override
    void protect(byte[] in, int from, int length, byte[] out, int at) throws GeneralSecurityException {
        int body = at + RecordFramer.HEADER;
        int content = at + headroom();
        int end = at + sealedLength(length);
        Placement.move(in, from, length, out, content);
        System.arraycopy(mac.of(out, at, out, content, length), 0, out, content + length, mac.length());
        CbcPadding.put(out, content + length + mac.length(), end);
        cipher.encrypt(out, body, end);
        mac.next();
    }
}
