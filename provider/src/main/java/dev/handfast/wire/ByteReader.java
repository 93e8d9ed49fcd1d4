package dev.handfast.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads the presentation language of RFC 9846 §3 from a byte array. Each read either succeeds within the bounds or throws
 * {@code decode_error}; no read throws an unchecked exception. Not thread-safe.
 */
public final class ByteReader {
    private final byte[] bytes;
    private final int end;
    private int at;

    /** A reader over all of {@code bytes}, which it does not copy. */
    public ByteReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private ByteReader(byte[] bytes, int at, int end) {
        this.bytes = bytes;
        this.at = at;
        this.end = end;
    }

    public boolean isEmpty() {
        return at == end;
    }

    /** Where the next read begins, counted from the start of the array, whichever vector of it this reader is over. */
    public int position() {
        return at;
    }

    /** A reader of its own over what is left, to look ahead. */
    public ByteReader copy() {
        return new ByteReader(bytes, at, end);
    }

    /** Bytes that are left. */
    public int remaining() {
        return end - at;
    }

    public int uint8() throws TlsFault {
        return bytes[advance(1)] & 0xFF;
    }

    public int uint16() throws TlsFault {
        return uint8() << 8 | uint8();
    }

    public int uint24() throws TlsFault {
        return uint16() << 8 | uint8();
    }

    /** {@code uint32}, as 0 to 2^32-1. */
    public long uint32() throws TlsFault {
        return (long) uint16() << 16 | uint16();
    }

    /** {@code opaque name[length]}. */
    public byte[] opaque(int length) throws TlsFault {
        int from = advance(length);
        return Arrays.copyOfRange(bytes, from, from + length);
    }

    /** {@code opaque name<min..max>}; the width of the length field follows from {@code max} (§3.4). */
    public byte[] opaque(int min, int max) throws TlsFault {
        return vector(min, max).rest();
    }

    /** {@code T name<min..max>} as a reader over the vector's body only. */
    public ByteReader vector(int min, int max) throws TlsFault {
        int length = max < 1 << 8 ? uint8() : max < 1 << 16 ? uint16() : uint24();
        if (length < min || length > max) {
            throw new TlsFault(
                    Alert.DECODE_ERROR,
                    "a vector from the peer has " + length + " bytes where " + min + " to " + max + " are allowed");
        }
        return part(length);
    }

    /** {@code T name<min..max>} decoded element by element; a partial last element is an error. */
    public <T> List<T> list(int min, int max, Decoder<T> element) throws TlsFault {
        ByteReader body = vector(min, max);
        var items = new ArrayList<T>();
        while (!body.isEmpty()) {
            items.add(element.decode(body));
        }
        return List.copyOf(items);
    }

    /** The next {@code length} bytes as a reader over them only. */
    public ByteReader part(int length) throws TlsFault {
        int from = advance(length);
        return new ByteReader(bytes, from, from + length);
    }

    /** All that is left. */
    public byte[] rest() {
        byte[] rest = Arrays.copyOfRange(bytes, at, end);
        at = end;
        return rest;
    }

    /** Every structure ends here: bytes left over mean that a length was wrong (RFC 9846 §4.3, §6.2). */
    public void end(String structure) throws TlsFault {
        if (!isEmpty()) {
            throw new TlsFault(Alert.DECODE_ERROR, structure + " from the peer has " + (end - at) + " bytes too many");
        }
    }

    private int advance(int length) throws TlsFault {
        if (length > end - at) {
            throw new TlsFault(
                    Alert.DECODE_ERROR, "a message from the peer ends " + (length - (end - at)) + " bytes early");
        }
        int from = at;
        at += length;
        return from;
    }

    /** Reads one value and leaves the reader behind it. */
    @FunctionalInterface
    public interface Decoder<T> {
        T decode(ByteReader in) throws TlsFault;
    }
}
