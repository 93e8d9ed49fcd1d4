package dev.handfast.record;

import dev.handfast.crypto.CbcKeys;
import dev.handfast.crypto.RecordKeys;
import dev.handfast.crypto.TrafficKeys;
import java.security.SecureRandom;

/** Which shape the records of TLS 1.2 have under their keys (RFC 5246 §6.2.3, RFC 7366). */
public final class Tls12Records {
    private Tls12Records() {}

    /**
     * Seals from the sequence number 0 on.
     *
     * @param encryptThenMac what both sides agreed on; means nothing to an AEAD (RFC 7366 §3)
     * @param random makes the IVs of a CBC suite
     */
    public static Sealer sealer(RecordKeys keys, boolean encryptThenMac, SecureRandom random) {
        if (keys instanceof TrafficKeys aead) {
            return new Tls12AeadSealer(aead, 0);
        }
        CbcKeys cbc = (CbcKeys) keys;
        return encryptThenMac ? new EtmSealer(cbc, random, 0) : new CbcSealer(cbc, random, 0);
    }

    /**
     * Opens from the sequence number 0 on.
     *
     * @param encryptThenMac what both sides agreed on; means nothing to an AEAD (RFC 7366 §3)
     */
    public static Opener opener(RecordKeys keys, boolean encryptThenMac) {
        if (keys instanceof TrafficKeys aead) {
            return new Tls12AeadOpener(aead, 0);
        }
        CbcKeys cbc = (CbcKeys) keys;
        return encryptThenMac ? new EtmOpener(cbc, 0) : new CbcOpener(cbc, 0);
    }
}
