package dev.handfast.wire;

import java.util.Arrays;
import java.util.Collection;

/**
 * Writes the presentation language of RFC 9846 §3 into a growing byte array. A value that does not fit its field is a
 * mistake of ours: {@code IllegalArgumentException}. Not thread-safe.
 */
public final class ByteWriter {
    private byte[] bytes;
    private int length;

    /** Begins with room for a common message. */
    public ByteWriter() {
        this(256);
    }

    /** Begins with room for {@code expected} bytes. */
    public ByteWriter(int expected) {
        bytes = new byte[expected];
    }

    public ByteWriter uint8(int value) {
        return number(value, 1);
    }

    public ByteWriter uint16(int value) {
        return number(value, 2);
    }

    public ByteWriter uint24(int value) {
        return number(value, 3);
    }

    /** {@code uint32} of 0 to 2^32-1. */
    public ByteWriter uint32(long value) {
        return number(value, 4);
    }

    /** {@code opaque name[value.length]}. */
    public ByteWriter opaque(byte[] value) {
        room(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
        return this;
    }

    /** {@code opaque name<..max>}; the width of the length field follows from {@code max} (§3.4). */
    public ByteWriter opaque(int max, byte[] value) {
        return number(fitting(value.length, max), width(max)).opaque(value);
    }

    /** {@code T name<..max>} whose body {@code body} writes. */
    public ByteWriter vector(int max, Body body) {
        int start = begin(max);
        body.encodeBody(this);
        return end(start, max);
    }

    /** {@code T name<..max>}, element by element. */
    public <T> ByteWriter list(int max, Collection<T> items, Encoder<T> element) {
        int start = begin(max);
        for (T item : items) {
            element.encode(item, this);
        }
        return end(start, max);
    }

    /** A copy of what was written. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    /** Leaves room for the length of a vector, which {@link #end} knows. */
    private int begin(int max) {
        int start = length;
        number(0, width(max));
        return start;
    }

    private ByteWriter end(int start, int max) {
        int end = length;
        int width = width(max);
        length = start;
        number(fitting(end - start - width, max), width);
        length = end;
        return this;
    }

    private static int width(int max) {
        return max < 1 << 8 ? 1 : max < 1 << 16 ? 2 : 3;
    }

    private static int fitting(int size, int max) {
        if (size > max) {
            throw new IllegalArgumentException("vector of " + size + " bytes, allowed " + max);
        }
        return size;
    }

    private ByteWriter number(long value, int width) {
        if (value >>> 8 * width != 0) {
            throw new IllegalArgumentException(value + " does not fit " + width + " bytes");
        }
        room(width);
        for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (value >>> shift);
        }
        return this;
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }

    /** Writes one value behind what is there. */
    @FunctionalInterface
    public interface Encoder<T> {
        void encode(T value, ByteWriter out);
    }

    /** What a vector is around. */
    @FunctionalInterface
    public interface Body {
        /** Writes it without its length. */
        void encodeBody(ByteWriter out);
    }
}
