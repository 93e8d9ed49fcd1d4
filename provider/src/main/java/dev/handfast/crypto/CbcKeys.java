package dev.handfast.crypto;

import dev.handfast.wire.CipherSuite;
import javax.crypto.SecretKey;

/**
 * What protects the records of one direction under a CBC suite (RFC 5246 §6.2.3.2, §6.3).
 *
 * @param macKey of the suite's {@link CipherSuite#mac()}
 */
public record CbcKeys(CipherSuite suite, SecretKey key, SecretKey macKey) implements RecordKeys {
    @Override
    public String toString() {
        return "CBC keys of " + suite;
    }
}
