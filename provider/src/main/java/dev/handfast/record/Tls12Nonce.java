package dev.handfast.record;

import dev.handfast.wire.CipherSuite;
import java.security.GeneralSecurityException;

/** How an AEAD record of TLS 1.2 tells its nonce ({@code nonce_explicit} of RFC 5246 §6.2.3.3). */
enum Tls12Nonce {
    /**
     * AES-GCM: 8 bytes of it stand before the ciphertext (RFC 5288 §3). Ours are the sequence number, so that none comes twice;
     * a peer may choose its own.
     */
    EXPLICIT(Long.BYTES) {
        @Override
        void put(long sequence, byte[] record, int at) {
            SequenceNumber.put(sequence, record, at);
        }

        @Override
        void startOpening(TrafficCipher cipher, byte[] record, int at, byte[] aad) throws GeneralSecurityException {
            cipher.startOpening(SequenceNumber.get(record, at), aad, 0, aad.length);
        }
    },

    /** ChaCha20-Poly1305: both sides count (RFC 7905 §2). */
    IMPLICIT(0) {
        @Override
        void put(long sequence, byte[] record, int at) {}

        @Override
        void startOpening(TrafficCipher cipher, byte[] record, int at, byte[] aad) throws GeneralSecurityException {
            cipher.start(aad, 0, aad.length);
        }
    };

    private final int length;

    Tls12Nonce(int length) {
        this.length = length;
    }

    static Tls12Nonce of(CipherSuite suite) {
        return suite.bulk() == CipherSuite.Bulk.CHACHA20_POLY1305 ? IMPLICIT : EXPLICIT;
    }

    /** Bytes of it in a record. */
    int length() {
        return length;
    }

    /** Writes what a record of ours tells of its nonce to {@code record[at]}. */
    abstract void put(long sequence, byte[] record, int at);

    /** Begins to open a record whose body starts at {@code record[at]}. */
    abstract void startOpening(TrafficCipher cipher, byte[] record, int at, byte[] aad) throws GeneralSecurityException;
}
