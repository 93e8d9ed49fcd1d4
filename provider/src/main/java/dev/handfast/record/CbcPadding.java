package dev.handfast.record;

import java.util.Arrays;

/** {@code padding} and {@code padding_length} of a GenericBlockCipher (RFC 5246 §6.2.3.2). */
final class CbcPadding {
    /** The most that {@code padding_length} can say. */
    static final int MAX = 255;

    private CbcPadding() {}

    /** Bytes of {@code length} bytes with the shortest padding behind them. */
    static int paddedLength(int length) {
        return (length | CbcCipher.BLOCK - 1) + 1;
    }

    static void put(byte[] buffer, int from, int to) {
        Arrays.fill(buffer, from, to, (byte) (to - from - 1));
    }

    /**
     * Checks the padding at the end of the {@code length} bytes at {@code plain[at]}, the last {@code macLength} before it being
     * a MAC. Takes the same time and touches the same bytes whatever it finds.
     *
     * @param length above {@code macLength}
     * @return 0 if it is right, anything else if not
     */
    static int faults(byte[] plain, int at, int length, int macLength) {
        int last = at + length - 1;
        int padding = plain[last] & 0xFF;
        int faults = length - 1 - macLength - padding >> 31; // it is longer than the record
        int checked = Math.min(MAX, length - 1);
        for (int i = 1; i <= checked; i++) {
            int inside = ~(padding - i >> 31);
            faults |= inside & (plain[last - i] ^ padding) & 0xFF;
        }
        return faults;
    }

    /** The length of the padding, without its length byte; 0 if there are faults, so that a MAC can be computed all the same. */
    static int length(byte[] plain, int at, int length, int faults) {
        int good = ~((faults | -faults) >> 31);
        return plain[at + length - 1] & good & 0xFF;
    }
}
