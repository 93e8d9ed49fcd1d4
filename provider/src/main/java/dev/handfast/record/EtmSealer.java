package dev.handfast.record;

import dev.handfast.crypto.CbcKeys;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;

/** GenericBlockCipher, outgoing, with encrypt-then-MAC (RFC 7366 §3) and the shortest padding. */
final class EtmSealer extends Tls12Sealer {
    private final CbcEncryption cipher;
    private final RecordMac mac;

    /** The first record has the number {@code sequence}: 0 outside tests. */
    EtmSealer(CbcKeys keys, SecureRandom random, long sequence) {
        this.cipher = new CbcEncryption(keys, random);
        this.mac = new RecordMac(keys, sequence);
    }

    @Override
    public int headroom() {
        return RecordFramer.HEADER + CbcCipher.BLOCK;
    }

    @Override
    public int sealedLength(int contentLength) {
        return headroom() + CbcPadding.paddedLength(contentLength) + mac.length();
    }

    @Override
    boolean isExhausted() {
        return mac.isExhausted();
    }

    @Override
    void protect(byte[] in, int from, int length, byte[] out, int at) throws GeneralSecurityException {
        int body = at + RecordFramer.HEADER;
        int end = at + sealedLength(length) - mac.length();
        Placement.move(in, from, length, out, at + headroom());
        CbcPadding.put(out, at + headroom() + length, end);
        cipher.encrypt(out, body, end);
        System.arraycopy(mac.of(out, at, out, body, end - body), 0, out, end, mac.length());
        mac.next();
    }
}
