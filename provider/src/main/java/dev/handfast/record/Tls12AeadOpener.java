package dev.handfast.record;

import dev.handfast.crypto.TrafficKeys;
import dev.handfast.wire.TlsFault;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;

/** GenericAEADCipher, incoming (RFC 5246 §6.2.3.3). */
final class Tls12AeadOpener extends Tls12Opener {
    private final TrafficCipher cipher;
    private final Tls12Nonce nonce;
    private final PseudoHeader header = new PseudoHeader();

    /** The first record has the number {@code sequence}: 0 outside tests. */
    Tls12AeadOpener(TrafficKeys keys, long sequence) {
        this.cipher = new TrafficCipher(Cipher.DECRYPT_MODE, keys, sequence);
        this.nonce = Tls12Nonce.of(keys.suite());
    }

    @Override
    public int room(int recordLength) {
        return Math.max(0, contentLength(recordLength));
    }

    @Override
    boolean isExhausted() {
        return cipher.isExhausted();
    }

    @Override
    int unprotect(byte[] in, int at, int length, byte[] out, int outAt) throws TlsFault, GeneralSecurityException {
        int content = contentLength(length);
        if (content < 0) {
            throw forged(null);
        }
        int body = at + RecordFramer.HEADER;
        int from = body + nonce.length();
        nonce.startOpening(cipher, in, body, header.of(cipher.sequence(), in, at, content));
        // In place the output starts 8 bytes before the input: SunJCE copies only for an output that starts after it.
        cipher.finish(in, from, content + TrafficCipher.TAG, out, outAt);
        return content;
    }

    private int contentLength(int recordLength) {
        return recordLength - RecordFramer.HEADER - nonce.length() - TrafficCipher.TAG;
    }
}
