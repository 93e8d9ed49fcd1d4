package dev.handfast.record;

import dev.handfast.crypto.TrafficKeys;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;

/** GenericAEADCipher, outgoing (RFC 5246 §6.2.3.3). */
final class Tls12AeadSealer extends Tls12Sealer {
    private final TrafficCipher cipher;
    private final Tls12Nonce nonce;
    private final PseudoHeader header = new PseudoHeader();

    /** The first record has the number {@code sequence}: 0 outside tests. */
    Tls12AeadSealer(TrafficKeys keys, long sequence) {
        this.cipher = new TrafficCipher(Cipher.ENCRYPT_MODE, keys, sequence);
        this.nonce = Tls12Nonce.of(keys.suite());
    }

    @Override
    public int headroom() {
        return RecordFramer.HEADER + nonce.length();
    }

    @Override
    public int sealedLength(int contentLength) {
        return headroom() + contentLength + TrafficCipher.TAG;
    }

    @Override
    boolean isExhausted() {
        return cipher.isExhausted();
    }

    @Override
    void protect(byte[] in, int from, int length, byte[] out, int at) throws GeneralSecurityException {
        nonce.put(cipher.sequence(), out, at + RecordFramer.HEADER);
        cipher.start(header.of(cipher.sequence(), out, at, length), 0, PseudoHeader.LENGTH);
        cipher.finish(in, from, length, out, at + headroom());
    }
}
