package dev.handfast.jsse;

import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.Objects;

/** The application's buffers as SSLEngine takes them: a range of an array, of which any element may be of any kind. */
final class EngineBuffers {

    private EngineBuffers() {}

    /** @throws IllegalArgumentException if the buffer is null; {@code what} says which it is */
    static void check(ByteBuffer buffer, String what) {
        if (buffer == null) {
            throw new IllegalArgumentException("the " + what + " is null");
        }
    }

    /** Like {@link #check(ByteBuffer, String)}, and a read-only buffer is refused. */
    static void checkWritable(ByteBuffer buffer, String what) {
        check(buffer, what);
        if (buffer.isReadOnly()) {
            throw new ReadOnlyBufferException();
        }
    }

    /**
     * What every call checks before it does anything.
     *
     * @throws IndexOutOfBoundsException if the range is not within the array
     * @throws IllegalArgumentException if the array, or a buffer in the range, is null
     */
    static void check(ByteBuffer[] buffers, int offset, int length) {
        if (buffers == null) {
            throw new IllegalArgumentException("the array of buffers is null");
        }
        Objects.checkFromIndexSize(offset, length, buffers.length);
        for (int i = offset; i < offset + length; i++) {
            if (buffers[i] == null) {
                throw new IllegalArgumentException("buffer " + i + " is null");
            }
        }
    }

    /** Like {@link #check(ByteBuffer[], int, int)}, and a read-only buffer is refused even if nothing would be put into it. */
    static void checkWritable(ByteBuffer[] buffers, int offset, int length) {
        check(buffers, offset, length);
        for (int i = offset; i < offset + length; i++) {
            if (buffers[i].isReadOnly()) {
                throw new ReadOnlyBufferException();
            }
        }
    }

    /** Bytes left in all the buffers, or {@code enough} if there are more. */
    static int remaining(ByteBuffer[] buffers, int offset, int length, int enough) {
        int sum = 0;
        for (int i = offset; i < offset + length && sum < enough; i++) {
            sum += Math.min(buffers[i].remaining(), enough - sum);
        }
        return sum;
    }

    /** The first buffer that is not exhausted, or null. */
    static ByteBuffer first(ByteBuffer[] buffers, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (buffers[i].hasRemaining()) {
                return buffers[i];
            }
        }
        return null;
    }

    /** Copies {@code count} bytes to {@code to[at]} and leaves the buffers as they are: see {@link #advance}. */
    static void gather(ByteBuffer[] buffers, int offset, int length, int count, byte[] to, int at) {
        int done = 0;
        for (int i = offset; i < offset + length && done < count; i++) {
            int part = Math.min(buffers[i].remaining(), count - done);
            buffers[i].get(buffers[i].position(), to, at + done, part);
            done += part;
        }
    }

    /** Counts {@code count} bytes as taken. */
    static void advance(ByteBuffer[] buffers, int offset, int length, int count) {
        int left = count;
        for (int i = offset; i < offset + length && left > 0; i++) {
            int part = Math.min(buffers[i].remaining(), left);
            buffers[i].position(buffers[i].position() + part);
            left -= part;
        }
    }

    /** Puts the {@code count} bytes at {@code from[at]} into the buffers, which have the room. */
    static void scatter(byte[] from, int at, int count, ByteBuffer[] buffers, int offset, int length) {
        int done = 0;
        for (int i = offset; i < offset + length && done < count; i++) {
            int part = Math.min(buffers[i].remaining(), count - done);
            buffers[i].put(from, at + done, part);
            done += part;
        }
    }
}
