package dev.handfast.jsse;

import dev.handfast.handshake.Connection;
import dev.handfast.record.RecordFramer;
import dev.handfast.wire.TlsFault;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngineResult.Status;

/**
 * Takes records out of the application's buffers: one whole record a call, or nothing at all. Guarded by the engine's inbound
 * lock.
 *
 * <p>Between heap buffers a record is opened from the one array into the other. A destination that may be too small, or has
 * no array, gets a copy: the record is then opened where it lies, as SSLEngine allows for its source, or in an array of ours
 * if the source has none to write to.
 *
 * <p>A record can be opened only once. If its content turns out not to fit, the content is kept and the record is left with
 * the application, which comes again with the same record and more room.
 */
final class EngineInput {
    private static final int HEADER = 5;

    /** Header, content of 2^14 bytes, and what protection may add in either version. */
    private static final int MAX_RECORD = HEADER + RecordFramer.MAX_TLS12_CIPHERTEXT;

    private final SpareArray spare = new SpareArray();
    private byte[] scratch;
    private int keptRecord;
    private int keptLength;
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
        record = keptRecord > 0 ? keptRecord : recordLength(connection, src);
        if (record == 0 || src.remaining() < record) {
            leaveScratch();
            return Status.BUFFER_UNDERFLOW;
        }
        boolean delivered;
        if (keptRecord > 0) {
            delivered = deliver(scratch, HEADER, keptLength, dsts, offset, length);
        } else {
            ByteBuffer first = EngineBuffers.first(dsts, offset, length);
            delivered = holds(first, connection.room(record)) && !share(src, first)
                    ? openInto(connection, src, record, first)
                    : openBeside(connection, src, record, dsts, offset, length);
        }
        if (!delivered) {
            keptRecord = record;
            return Status.BUFFER_OVERFLOW;
        }
        keptRecord = 0;
        leaveScratch();
        src.position(src.position() + record);
        return Status.OK;
    }

    private int recordLength(Connection connection, ByteBuffer src) throws TlsFault {
        if (src.hasArray()) {
            return connection.recordLength(src.array(), src.arrayOffset() + src.position(), src.remaining());
        }
        int available = Math.min(src.remaining(), HEADER);
        src.get(src.position(), scratch(), 0, available);
        return connection.recordLength(scratch, 0, available);
    }

    private static boolean holds(ByteBuffer dst, int room) {
        return dst != null && dst.hasArray() && dst.remaining() >= room;
    }

    /** Slices of one array are usual in pools, and ciphers copy the whole of it before they write further back in it. */
    private static boolean share(ByteBuffer src, ByteBuffer dst) {
        return src.hasArray() && src.array() == dst.array();
    }

    private boolean openInto(Connection connection, ByteBuffer src, int record, ByteBuffer dst) throws TlsFault {
        byte[] out = dst.array();
        int outAt = dst.arrayOffset() + dst.position();
        produced = connection.receive(arrayOf(src, record), startOf(src), record, out, outAt);
        dst.position(dst.position() + produced);
        return true;
    }

    private boolean openBeside(
            Connection connection, ByteBuffer src, int record, ByteBuffer[] dsts, int offset, int length)
            throws TlsFault {
        byte[] in = arrayOf(src, record);
        int at = startOf(src);
        int count = connection.receive(in, at, record, in, at + HEADER);
        if (deliver(in, at + HEADER, count, dsts, offset, length)) {
            return true;
        }
        System.arraycopy(in, at + HEADER, scratch(), HEADER, count);
        keptLength = count;
        return false;
    }

    private boolean deliver(byte[] from, int at, int count, ByteBuffer[] dsts, int offset, int length) {
        if (EngineBuffers.remaining(dsts, offset, length, count) < count) {
            return false;
        }
        EngineBuffers.scatter(from, at, count, dsts, offset, length);
        produced = count;
        return true;
    }

    private byte[] arrayOf(ByteBuffer src, int record) {
        if (src.hasArray()) {
            return src.array();
        }
        src.get(src.position(), scratch(), 0, record);
        return scratch;
    }

    private static int startOf(ByteBuffer src) {
        return src.hasArray() ? src.arrayOffset() + src.position() : 0;
    }

    private byte[] scratch() {
        if (scratch == null) {
            scratch = spare.take(MAX_RECORD);
        }
        return scratch;
    }

    /** What is kept for the application's next call stays. */
    private void leaveScratch() {
        if (scratch != null && keptRecord == 0) {
            spare.leave(scratch);
            scratch = null;
        }
    }
}
