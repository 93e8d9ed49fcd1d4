package dev.handfast.handshake;

import dev.handfast.message.Finished;
import dev.handfast.wire.Alert;
import dev.handfast.wire.TlsFault;
import java.security.MessageDigest;

/** Proof that the peer's Finished matched (RFC 9846 §4.5.3); {@link #check} is the only way to get one. */
public final class FinishedVerified {
    private static final FinishedVerified PROOF = new FinishedVerified();

    private FinishedVerified() {}

    /** Compares in constant time; {@code decode_error} for a wrong length, {@code decrypt_error} for a wrong value. */
    public static FinishedVerified check(byte[] expected, Finished received) throws TlsFault {
        if (received.verifyData().length != expected.length) {
            throw new TlsFault(
                    Alert.DECODE_ERROR,
                    "the peer's Finished has " + received.verifyData().length + " bytes, the hash has "
                            + expected.length);
        }
        if (!MessageDigest.isEqual(expected, received.verifyData())) {
            throw new TlsFault(
                    Alert.DECRYPT_ERROR,
                    "the peer's Finished does not match our transcript: the two sides did not see the same handshake");
        }
        return PROOF;
    }
}
