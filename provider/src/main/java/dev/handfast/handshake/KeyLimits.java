package dev.handfast.handshake;

import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.CipherSuite.Bulk;

/**
 * After how many bytes a key of TLS 1.3 is changed, long before RFC 9846 §5.5 asks for it.
 *
 * @param aesGcm bytes, above 0
 * @param chaCha20Poly1305 bytes, above 0
 */
public record KeyLimits(long aesGcm, long chaCha20Poly1305) {
    public static final KeyLimits NONE = new KeyLimits(Long.MAX_VALUE, Long.MAX_VALUE);

    /** Bytes for keys of {@code suite}. */
    long bytes(CipherSuite suite) {
        return suite.bulk() == Bulk.CHACHA20_POLY1305 ? chaCha20Poly1305 : aesGcm;
    }
}
