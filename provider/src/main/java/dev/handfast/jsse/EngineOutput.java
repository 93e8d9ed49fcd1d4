package dev.handfast.jsse;

import dev.handfast.handshake.Connection;
import dev.handfast.wire.TlsFault;
import java.nio.ByteBuffer;

/**
 * Puts records into the application's buffer. Guarded by the engine's outbound lock.
 *
 * <p>A heap buffer is sealed in, where it is; any other gets its record from an array of ours. The application's data are
 * copied once, to the place where they are sealed.
 */
final class EngineOutput extends EngineDirection {
    private static final int HEADER = 5;

    private SpareArray spare = SpareArray.NONE;
    private int consumed;
    private int produced;

    /** Bytes of application data taken since {@link #reset}. */
    int consumed() {
        return consumed;
    }

    /** Bytes put into the destination since {@link #reset}. */
    int produced() {
        return produced;
    }

    void reset() {
        consumed = 0;
        produced = 0;
    }

    /** Moves waiting records to {@code dst}, as many as fit. False if one is left over. */
    boolean drain(Connection connection, ByteBuffer dst) {
        for (int length; (length = connection.outputLength()) > 0; ) {
            if (length > dst.remaining()) {
                return false;
            }
            if (dst.hasArray()) {
                count(connection.takeOutput(dst.array(), dst.arrayOffset() + dst.position()), dst);
            } else {
                byte[] out = spare.take(scratchSize(length));
                put(out, connection.takeOutput(out, 0), dst);
            }
        }
        return true;
    }

    /**
     * Makes one record of the data in {@code srcs}, as much as a record holds. False if {@code dst} has no room for it; does
     * nothing if writing has just become impossible, or records wait again that go first.
     *
     * @param packet bytes of a record at most, 0 for what TLS allows
     */
    boolean seal(Connection connection, ByteBuffer[] srcs, int offset, int length, ByteBuffer dst, int packet)
            throws TlsFault {
        int content = EngineBuffers.remaining(srcs, offset, length, PacketSize.content(connection, packet));
        int record = connection.sealedLength(content);
        if (record > dst.remaining()) {
            return false;
        }
        int written;
        if (dst.hasArray()) {
            byte[] out = dst.array();
            written = write(connection, srcs, offset, length, content, out, dst.arrayOffset() + dst.position());
            count(written, dst);
        } else {
            byte[] out = spare.take(scratchSize(record));
            written = write(connection, srcs, offset, length, content, out, 0);
            put(out, written, dst);
        }
        if (written > 0) {
            EngineBuffers.advance(srcs, offset, length, content);
            consumed += content;
        }
        return true;
    }

    private static int write(
            Connection connection, ByteBuffer[] srcs, int offset, int length, int content, byte[] out, int at)
            throws TlsFault {
        ByteBuffer first = EngineBuffers.first(srcs, offset, length);
        if (first.hasArray() && first.remaining() >= content) {
            return connection.write(first.array(), first.arrayOffset() + first.position(), content, out, at);
        }
        EngineBuffers.gather(srcs, offset, length, content, out, at + HEADER);
        return connection.write(out, at + HEADER, content, out, at);
    }

    private void count(int length, ByteBuffer dst) {
        dst.position(dst.position() + length);
        produced += length;
    }

    private void put(byte[] out, int length, ByteBuffer dst) {
        dst.put(out, 0, length);
        produced += length;
        spare = spare.leave(out);
    }

    /** The longest record fits, so that one array serves all. */
    private static int scratchSize(int length) {
        return Math.max(length, PacketSize.MAX_CONTENT + 256);
    }
}
