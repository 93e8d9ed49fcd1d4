package dev.handfast.message;

import java.util.Optional;
import java.util.stream.Stream;

/** {@code MaxFragmentLength} (RFC 6066 §4): bytes of content that any record of either side has at most. */
public enum MaxFragment {
    BYTES_512(1, 1 << 9),
    BYTES_1024(2, 1 << 10),
    BYTES_2048(3, 1 << 11),
    BYTES_4096(4, 1 << 12);

    private final int code;
    private final int bytes;

    MaxFragment(int code, int bytes) {
        this.code = code;
        this.bytes = bytes;
    }

    public int code() {
        return code;
    }

    public int bytes() {
        return bytes;
    }

    /** The one with this number; empty for a number that the standard does not have. */
    public static Optional<MaxFragment> of(int code) {
        return Stream.of(values()).filter(value -> value.code == code).findFirst();
    }
}
