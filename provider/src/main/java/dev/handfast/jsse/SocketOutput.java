package dev.handfast.jsse;

import dev.handfast.handshake.Connection;
import dev.handfast.wire.TlsFault;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketException;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What we send: data are sealed into one buffer, several records for each write to the socket, behind whatever records wait.
 * The lock is held while the socket blocks. Between writes no buffer is kept.
 */
final class SocketOutput extends OutputStream {
    private static final int SMALL = 1024;

    /** Four full records as TLS 1.3 makes them. */
    private static final int BATCH = 4 * (PacketSize.MAX_CONTENT + 22);

    private static final byte[] NOTHING = {};

    private final ReentrantLock lock = new ReentrantLock();
    private final SocketTransport transport;
    private SpareArray spare = SpareArray.NONE;
    private byte[] buffer = NOTHING;
    private int used;

    SocketOutput(SocketTransport transport) {
        this.transport = transport;
    }

    ReentrantLock lock() {
        return lock;
    }

    // ---- OutputStream

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] from, int at, int length) throws IOException {
        Objects.checkFromIndexSize(at, length, from.length);
        if (length == 0) {
            return;
        }
        Connection connection = transport.open();
        lock.lock();
        try {
            for (int done = 0; done < length; send()) {
                transport.refuseClosed();
                done += seal(connection, from, at + done, length - done);
            }
        } catch (TlsFault fault) {
            throw transport.fail(fault);
        } finally {
            lock.unlock();
        }
        transport.sayLastIfOver(connection);
    }

    /** Closes the socket. */
    @Override
    public void close() throws IOException {
        transport.close();
    }

    // ---- records

    /** Sends the records that wait. */
    void sendWaiting(Connection connection) throws IOException {
        lock.lock();
        try {
            takeWaiting(connection);
            send();
        } finally {
            lock.unlock();
        }
    }

    /** Fills the buffer with as many records of the data as it may hold, and returns the number of bytes in them. */
    private int seal(Connection connection, byte[] from, int at, int length) throws IOException, TlsFault {
        int packet = transport.maximumPacketSize();
        int done = 0;
        while (done < length && used <= BATCH - BATCH / 4) {
            takeWaiting(connection);
            int count = Math.min(length - done, PacketSize.content(connection, packet));
            makeRoom(connection.sealedLength(count));
            int record = connection.write(from, at + done, count, buffer, used);
            if (record == 0) {
                refuseUnwritable(connection);
            } else {
                used += record;
                done += count;
            }
        }
        return done;
    }

    private static void refuseUnwritable(Connection connection) throws IOException, TlsFault {
        if (!connection.canWrite()) {
            connection.checkFault();
            throw new SocketException("Socket output is shutdown");
        }
    }

    private void takeWaiting(Connection connection) throws IOException {
        for (int length; (length = connection.outputLength()) > 0; ) {
            if (used > 0 && used + length > BATCH) {
                send();
            }
            makeRoom(length);
            used += connection.takeOutput(buffer, used);
        }
    }

    private void send() throws IOException {
        if (used > 0) {
            int length = used;
            used = 0;
            try {
                transport.inner().getOutputStream().write(buffer, 0, length);
                transport.sent();
            } finally {
                spare = spare.leave(buffer);
                buffer = NOTHING;
            }
        }
    }

    private void makeRoom(int more) {
        int needed = used + more;
        if (needed > buffer.length) {
            byte[] larger = spare.take(Math.max(needed, Math.min(Math.max(SMALL, 2 * buffer.length), BATCH)));
            System.arraycopy(buffer, 0, larger, 0, used);
            buffer = larger;
        }
    }
}
