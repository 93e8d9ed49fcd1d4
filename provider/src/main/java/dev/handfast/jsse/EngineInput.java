package dev.handfast.jsse;

import dev.handfast.handshake.Connection;
import dev.handfast.wire.TlsFault;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngineResult.Status;

/**
 * Takes records out of the application's buffers: one whole record a call, or nothing at all. Guarded by the engine's inbound
 * lock.
 *
 * <p>Between heap buffers a record is opened from the one array into the other. A source without an array is copied to one of
 * ours before; a destination that may be too small, has no array, or shares its array with the source (slices of one are usual
 * in pools, and ciphers copy the whole of it before they write further back in it) gets a copy from one of ours.
 *
 * <p>A record can be opened only once. If its content turns out not to fit, the content is kept and the record is left with
 * the application, which comes again with the same record and more room.
 */
final class EngineInput extends EngineDirection {
    private static final int HEADER = 5;

    private SpareArray spareRecord = SpareArray.NONE;
    private SpareArray sparePlain = SpareArray.NONE;

    /** Holds what the last record had and nobody has got; null if there is no such thing. */
    private byte[] plain;

    private int plainLength;
    private int produced;
    private int record;

    /** Bytes put into the destinations by the last call. */
    int produced() {
        return produced;
    }

    /** Length of the record that the last call met, 0 if its header was not there. */
    int record() {
        return record;
    }

    /** OK if the record at the position of {@code src} was consumed; otherwise neither side was moved. */
    Status take(Connection connection, ByteBuffer src, ByteBuffer[] dsts, int offset, int length) throws TlsFault {
        produced = 0;
        boolean again = plain != null;
        if (!again) {
            record = recordLength(connection, src);
        }
        if (record == 0 || src.remaining() < record) {
            return Status.BUFFER_UNDERFLOW;
        }
        if (!again) {
            open(connection, src, EngineBuffers.first(dsts, offset, length));
        }
        if (plain != null && !deliver(dsts, offset, length)) {
            return Status.BUFFER_OVERFLOW;
        }
        src.position(src.position() + record);
        return Status.OK;
    }

    private int recordLength(Connection connection, ByteBuffer src) throws TlsFault {
        if (src.hasArray()) {
            return connection.recordLength(src.array(), src.arrayOffset() + src.position(), src.remaining());
        }
        int available = Math.min(src.remaining(), HEADER);
        byte[] header = spareRecord.take(HEADER);
        src.get(src.position(), header, 0, available);
        return connection.recordLength(header, 0, available);
    }

    /** Into {@code dst} if that can be, else into {@link #plain}. */
    private void open(Connection connection, ByteBuffer src, ByteBuffer dst) throws TlsFault {
        byte[] in;
        int at;
        if (src.hasArray()) {
            in = src.array();
            at = src.arrayOffset() + src.position();
        } else {
            in = spareRecord.take(record);
            at = 0;
            src.get(src.position(), in, at, record);
            spareRecord = spareRecord.leave(in);
        }
        int room = connection.room(record);
        if (dst != null && dst.hasArray() && dst.array() != in && dst.remaining() >= room) {
            produced = connection.receive(in, at, record, dst.array(), dst.arrayOffset() + dst.position());
            dst.position(dst.position() + produced);
        } else {
            byte[] out = sparePlain.take(room);
            plainLength = connection.receive(in, at, record, out, 0);
            plain = out;
        }
    }

    private boolean deliver(ByteBuffer[] dsts, int offset, int length) {
        if (EngineBuffers.remaining(dsts, offset, length, plainLength) < plainLength) {
            return false;
        }
        EngineBuffers.scatter(plain, 0, plainLength, dsts, offset, length);
        produced = plainLength;
        sparePlain = sparePlain.leave(plain);
        plain = null;
        return true;
    }
}
