package dev.handfast.jsse;

import dev.handfast.FailureKind;
import dev.handfast.handshake.Connection;
import dev.handfast.wire.TlsFault;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/**
 * What the peer sends, decrypted. A record is gathered in a buffer and opened there, or into the reader's array if that has
 * room for all that the record can hold. A timeout leaves the bytes of an unfinished record where they are. Who waits for a
 * record does so with a small buffer; when nothing is left in it, none is kept.
 *
 * <p>The socket is asked for a header, then for what it announces: what lies behind may be somebody else's, and a reader who gets
 * ahead of the writer costs both more than the second call, for the kernel then hands over each record by itself. An answer is
 * another matter, if the socket is ours alone: nothing but that is likely to have come, and one call takes it.
 *
 * <p>The lock is held while the socket blocks: who reads or shakes hands has the inbound side to himself.
 */
final class SocketInput extends InputStream {
    private static final int HEADER = 5;
    private static final byte[] NOTHING = {};
    private static final String SILENCE = "the peer did not go on with the handshake";

    /** Enough for small messages; most connections never need more. */
    private static final int SMALL = 2048;

    private final ReentrantLock lock = new ReentrantLock();
    private final SocketTransport transport;
    private final Source source;
    private volatile InnerReads reads;
    private InputStream in;
    private SpareArray small = SpareArray.NONE;
    private SpareArray large = SpareArray.NONE;
    private byte[] buffer = NOTHING;
    private int at;
    private int end;
    private int plainAt;
    private int plainEnd;
    private volatile boolean silent;
    private volatile boolean answerDue;

    /** Where the bytes come from, once the socket is connected. */
    @FunctionalInterface
    interface Source {
        InputStream get() throws IOException;
    }

    /** @param reads how the inner socket is read as long as this one is open */
    SocketInput(SocketTransport transport, Source source, InnerReads reads) {
        this.transport = transport;
        this.source = source;
        this.reads = reads;
    }

    ReentrantLock lock() {
        return lock;
    }

    /** How the inner socket is read, and how long that may take. */
    InnerReads reads() {
        return reads;
    }

    /** Something was sent over a socket that nobody else reads. */
    void expectAnswer() {
        answerDue = true;
    }

    // ---- InputStream

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        Objects.checkFromIndexSize(from, length, into.length);
        if (length == 0) {
            return 0;
        }
        InnerReads here = reads; // who closes changes them
        here.enter();
        try {
            return readData(into, from, length);
        } finally {
            transport.awaitEnd();
            here.leave();
        }
    }

    private int readData(byte[] into, int from, int length) throws IOException {
        Connection connection = transport.open();
        lock.lock();
        try {
            while (plainAt == plainEnd) {
                transport.refuseClosed();
                if (transport.isInboundOver()) {
                    return -1;
                }
                int direct = receive(connection, into, from, length);
                if (direct != 0) {
                    return direct;
                }
            }
            int count = Math.min(length, plainEnd - plainAt);
            System.arraycopy(buffer, plainAt, into, from, count);
            plainAt += count;
            return count;
        } finally {
            leaveBuffer();
            lock.unlock();
        }
    }

    /** Bytes that can be read without blocking; of a record that has not arrived whole, none can. */
    @Override
    public int available() throws IOException {
        Connection connection = transport.connectionIfOpen();
        if (connection == null || !lock.tryLock()) { // a reader who waits has nothing
            return 0;
        }
        try {
            while (plainAt == plainEnd && !transport.isInboundOver() && isRecordAtHand(connection)) {
                receive(connection, NOTHING, 0, 0);
            }
            return plainEnd - plainAt;
        } finally {
            lock.unlock();
        }
    }

    /** Closes the socket. */
    @Override
    public void close() throws IOException {
        transport.close();
    }

    // ---- records; the caller holds the lock

    /** Waits for a record of the handshake and takes it. */
    void receiveHandshake(Connection connection) throws IOException {
        try {
            if (receive(connection, NOTHING, 0, 0) < 0) {
                throw new SSLHandshakeException("the input was shut down in the middle of the handshake");
            }
        } catch (SocketTimeoutException late) {
            silent = true;
            throw Faults.late(late, connection.progress().explainSilence(FailureKind.TIMEOUT, SILENCE));
        }
        leaveBuffer();
    }

    /** The handshake is given up: for the peer's silence, if a read of it took too long, or for a reason of the application's. */
    void giveUp(Connection connection) {
        if (silent) {
            connection.lose(FailureKind.TIMEOUT, SILENCE);
        } else {
            connection.lose(FailureKind.CANCELED, "we closed the connection in the middle of the handshake");
        }
    }

    /** Lets go of records until the peer says close_notify, the stream ends, or the time (of {@code nanoTime}) is over. */
    void discardToClose(Connection connection, long until) throws IOException {
        reads = reads.last(until);
        while (!connection.isInboundClosed()
                && System.nanoTime() - until < 0
                && receive(connection, NOTHING, 0, 0) >= 0) {
            plainAt = plainEnd;
        }
    }

    /** Takes what has arrived off the socket, for a close over unread bytes turns into a reset that destroys what we sent. */
    void discardArrived(int limit) throws IOException {
        byte[] waste = new byte[SMALL];
        int left = limit;
        while (left > 0 && stream().available() > 0) {
            int count = stream().read(waste);
            if (count < 0) {
                return;
            }
            left -= count;
        }
    }

    /**
     * Waits for the next record and takes it.
     *
     * @return bytes of data put into the caller's array; 0 if they lie in the buffer, or the record held none; -1 at the end
     */
    private int receive(Connection connection, byte[] into, int from, int length) throws IOException {
        try {
            int record = awaitRecord(connection);
            if (record < 0) {
                return -1;
            }
            int start = at;
            at += record;
            if (connection.isOpen() && length >= connection.room(record)) {
                return settled(connection, connection.receive(buffer, start, record, into, from));
            }
            int count = connection.receive(buffer, start, record, buffer, start + HEADER);
            plainAt = start + HEADER;
            plainEnd = plainAt + settled(connection, count);
            return 0;
        } catch (TlsFault fault) {
            throw transport.fail(fault);
        }
    }

    private int settled(Connection connection, int count) {
        if (count == 0) {
            transport.settle(connection);
        }
        return count;
    }

    private int awaitRecord(Connection connection) throws IOException, TlsFault {
        while (true) {
            int record = connection.recordLength(buffer, at, end - at);
            if (record > 0 && record <= end - at) {
                return record;
            }
            if (!fill(record > 0 ? record : HEADER)) {
                return endOfStream(connection);
            }
        }
    }

    /** Reads on until at least a part of what is missing of {@code wanted} bytes is there; false at the end of the stream. */
    private boolean fill(int wanted) throws IOException {
        makeRoom(wanted);
        int count = reads.read(stream(), buffer, end, answerDue ? buffer.length - end : at + wanted - end);
        answerDue = false;
        if (count > 0) {
            end += count;
        }
        return count >= 0;
    }

    private void makeRoom(int wanted) {
        if (buffer == NOTHING) {
            buffer = small.take(SMALL);
        }
        if (wanted > buffer.length) {
            byte[] roomy = large.take(Math.max(wanted, 2 * buffer.length));
            moveTo(roomy);
            leave(buffer);
            buffer = roomy;
        } else if (wanted > buffer.length - at) {
            moveTo(buffer);
        }
    }

    private void moveTo(byte[] roomy) {
        System.arraycopy(buffer, at, roomy, 0, end - at);
        end -= at;
        at = 0;
    }

    private void leaveBuffer() {
        if (at == end && plainAt == plainEnd && buffer != NOTHING) {
            leave(buffer);
            buffer = NOTHING;
            at = 0;
            end = 0;
            plainAt = 0;
            plainEnd = 0;
        }
    }

    private void leave(byte[] array) {
        if (array.length > SMALL) {
            large = large.leave(array);
        } else {
            small = small.leave(array);
        }
    }

    private boolean isRecordAtHand(Connection connection) throws IOException {
        try {
            int record = connection.recordLength(buffer, at, end - at);
            if (record > 0 && record <= end - at) {
                return true;
            }
            int arrived = stream().available();
            if (record == 0 && end - at + arrived >= HEADER) {
                while (end - at < HEADER && fill(HEADER)) {
                    arrived = stream().available();
                }
                record = connection.recordLength(buffer, at, end - at);
            }
            return record > 0 && record <= end - at + arrived;
        } catch (TlsFault fault) {
            throw transport.fail(fault);
        }
    }

    private InputStream stream() throws IOException {
        if (in == null) {
            in = source.get();
        }
        return in;
    }

    /** The peer's TCP ended, but it had not said close_notify: the data may have been cut off by somebody (RFC 9846 §6.1). */
    private int endOfStream(Connection connection) throws IOException {
        transport.refuseClosed();
        if (transport.isInputShutDown()) {
            return -1;
        }
        var cause = new EOFException("the peer's TCP connection ended without close_notify");
        if (!connection.isOpen()) {
            throw Faults.ended(cause, connection);
        }
        // As the JDK has it: at the end of a record this is an end, unless the operator wants to be told.
        if (at == end && !transport.requiresCloseNotify()) {
            return -1;
        }
        throw new SSLException(
                "Remote host terminated the connection without close_notify: the data may be cut off", cause);
    }
}
