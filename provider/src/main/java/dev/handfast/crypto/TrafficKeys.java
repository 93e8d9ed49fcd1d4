package dev.handfast.crypto;

import dev.handfast.wire.CipherSuite;
import javax.crypto.SecretKey;

/**
 * What protects the records of one direction and epoch under an AEAD (RFC 9846 §7.3; RFC 5246 §6.3).
 *
 * @param iv 12 bytes, which the record's sequence number is mixed into (RFC 9846 §5.3); for GCM in TLS 1.2 the 4 bytes of the
 *     fixed part and 8 zeros, so that the mixing makes the nonce of RFC 5288 §3
 */
public record TrafficKeys(CipherSuite suite, SecretKey key, byte[] iv) implements RecordKeys {
    @Override
    public String toString() {
        return "traffic keys of " + suite;
    }
}
