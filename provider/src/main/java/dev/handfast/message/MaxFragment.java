package dev.handfast.message;

import dev.handfast.wire.Alert;
import dev.handfast.wire.ByteReader;
import dev.handfast.wire.ByteWriter;
import dev.handfast.wire.Codec;
import dev.handfast.wire.TlsFault;
import java.util.Optional;

/** {@code MaxFragmentLength} (RFC 6066 §4): bytes of content that any record of either side has at most. */
public enum MaxFragment {
    BYTES_512(1, 1 << 9),
    BYTES_1024(2, 1 << 10),
    BYTES_2048(3, 1 << 11),
    BYTES_4096(4, 1 << 12);

    /** Other numbers are {@code illegal_parameter}. */
    static final Codec<MaxFragment> CODEC = new Codec<>() {
        @Override
        public MaxFragment decode(ByteReader in) throws TlsFault {
            int code = in.uint8();
            return of(code).orElseThrow(() -> new TlsFault(
                    Alert.ILLEGAL_PARAMETER, "the peer's max_fragment_length is " + code + ", and has to be 1 to 4"));
        }

        @Override
        public void encode(MaxFragment length, ByteWriter out) {
            out.uint8(length.code);
        }
    };

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
        for (MaxFragment value : values()) {
            if (value.code == code) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }
}
