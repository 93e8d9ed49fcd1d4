package dev.handfast.record;

import dev.handfast.crypto.Jca;
import dev.handfast.crypto.TrafficKeys;
import dev.handfast.wire.CipherSuite;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;

/**
 * An AEAD under one traffic key: nonces by RFC 9846 §5.3, nothing allocated for a record by us. One thread at a time.
 *
 * <p>The JDK's ciphers keep the last nonce by reference to refuse its reuse. So two specs take turns, each handing out its own
 * array; with one, the cipher would compare the array with itself.
 */
final class TrafficCipher {
    static final int TAG = 16;

    private static final int NONCE = 12;

    private final Cipher cipher;
    private final int mode;
    private final Key key;
    private final byte[] iv;
    private final long limit;
    private final Nonce even;
    private final Nonce odd;
    private long sequence;

    TrafficCipher(int mode, TrafficKeys keys) {
        CipherSuite.Bulk bulk = keys.suite().bulk();
        this.cipher = Jca.cipher(bulk);
        this.mode = mode;
        this.key = keys.key();
        this.iv = keys.iv();
        this.limit = bulk.recordLimit();
        this.even = Nonce.of(bulk);
        this.odd = Nonce.of(bulk);
    }

    /** The records under this key are as many as it should protect (RFC 9846 §5.5). */
    boolean isWorn() {
        return sequence >= limit;
    }

    /**
     * Seals or opens the {@code length} bytes at {@code in[from]} into {@code out[to]}, with the 5 bytes at {@code in[header]} as
     * additional data. A failure leaves the sequence number where it was.
     *
     * @return bytes of output
     */
    int transform(byte[] in, int header, int from, int length, byte[] out, int to) throws GeneralSecurityException {
        if (sequence == -1) { // §5.3: must not wrap; 2^64 records are out of reach, but not out of mind
            throw new GeneralSecurityException("the sequence number is used up");
        }
        Nonce nonce = (sequence & 1) == 0 ? even : odd;
        nonce.set(iv, sequence);
        cipher.init(mode, key, nonce.spec());
        cipher.updateAAD(in, header, RecordFramer.HEADER);
        int output = cipher.doFinal(in, from, length, out, to);
        sequence++;
        return output;
    }

    /** A parameter spec whose nonce can be set again. */
    private interface Nonce {
        byte[] bytes();

        AlgorithmParameterSpec spec();

        static Nonce of(CipherSuite.Bulk bulk) {
            return bulk == CipherSuite.Bulk.CHACHA20_POLY1305 ? new ChaChaNonce() : new GcmNonce();
        }

        /** The sequence number, in network order and padded to the left, XORed with the IV. */
        default void set(byte[] iv, long sequence) {
            byte[] nonce = bytes();
            System.arraycopy(iv, 0, nonce, 0, NONCE);
            for (int i = NONCE - 1; i >= NONCE - Long.BYTES; i--) {
                nonce[i] ^= (byte) sequence;
                sequence >>>= 8;
            }
        }
    }

    private static final class GcmNonce extends GCMParameterSpec implements Nonce {
        private final byte[] nonce = new byte[NONCE];

        GcmNonce() {
            super(TAG * 8, new byte[NONCE]);
        }

        @Override
        public byte[] getIV() {
            return nonce;
        }

        @Override
        public byte[] bytes() {
            return nonce;
        }

        @Override
        public AlgorithmParameterSpec spec() {
            return this;
        }
    }

    private static final class ChaChaNonce extends IvParameterSpec implements Nonce {
        private final byte[] nonce = new byte[NONCE];

        ChaChaNonce() {
            super(new byte[NONCE]);
        }

        @Override
        public byte[] getIV() {
            return nonce;
        }

        @Override
        public byte[] bytes() {
            return nonce;
        }

        @Override
        public AlgorithmParameterSpec spec() {
            return this;
        }
    }
}
