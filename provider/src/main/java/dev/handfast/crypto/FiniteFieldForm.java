package dev.handfast.crypto;

import dev.handfast.wire.Alert;
import java.util.Arrays;

/** How a version of TLS writes the numbers of a finite field, and what it says to a public value out of range. */
enum FiniteFieldForm {
    /** TLS 1.3: all as long as p (RFC 9846 §4.3.8.1, §7.4.1). */
    PADDED(Alert.ILLEGAL_PARAMETER) {
        @Override
        boolean allows(int shareLength, int fieldLength) {
            return shareLength == fieldLength;
        }

        @Override
        Secret secret(byte[] padded) {
            return new Secret(padded);
        }
    },

    /**
     * TLS 1.2: the secret without its leading zeros (RFC 5246 §8.1.2), public values in whatever length; the alert is of RFC
     * 7919 §3, §4. What is stripped shows in the time of the PRF, so no private value is ever used twice.
     */
    STRIPPED(Alert.HANDSHAKE_FAILURE) {
        @Override
        boolean allows(int shareLength, int fieldLength) {
            return true;
        }

        @Override
        Secret secret(byte[] padded) {
            try (var whole = new Secret(padded)) {
                int zeros = 0;
                while (zeros < padded.length && padded[zeros] == 0) {
                    zeros++;
                }
                return new Secret(Arrays.copyOfRange(whole.bytes(), zeros, padded.length));
            }
        }
    };

    private final Alert outOfRange;

    FiniteFieldForm(Alert outOfRange) {
        this.outOfRange = outOfRange;
    }

    /** Whether a public value may have {@code shareLength} bytes when p has {@code fieldLength}. */
    abstract boolean allows(int shareLength, int fieldLength);

    /** The shared secret of a number that is padded to the length of p; takes {@code padded} over. */
    abstract Secret secret(byte[] padded);

    /** The alert for a public value that is none. */
    Alert outOfRange() {
        return outOfRange;
    }
}
