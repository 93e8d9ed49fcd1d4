package dev.handfast.crypto;

import dev.handfast.wire.CipherSuite;
import javax.crypto.SecretKey;

/**
 * What protects the records of one direction and epoch (RFC 9846 §7.3).
 *
 * @param iv 12 bytes, which the record's sequence number is mixed into (RFC 9846 §5.3)
 */
public record TrafficKeys(CipherSuite suite, SecretKey key, byte[] iv) {
    @Override
    public String toString() {
        return "traffic keys of " + suite;
    }
}
