package dev.handfast.jsse;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;

/** Reads of the inner socket that may wait. This one is for a socket of ours: closing it, or its input, wakes whoever waits. */
class InnerReads {
    private final Socket inner;

    InnerReads(Socket inner) {
        this.inner = inner;
    }

    final Socket inner() {
        return inner;
    }

    /** As {@code InputStream.read}. */
    int read(InputStream in, byte[] into, int from, int length) throws IOException {
        try {
            return in.read(into, from, length);
        } catch (
                ClosedChannelException
                        closed) { // A channel's socket says so where any other throws what Socket.close promises.
            var usual = new SocketException("Socket closed");
            usual.initCause(closed);
            throw usual;
        }
    }

    /** Somebody has come to read the data. */
    void enter() {}

    /** And goes. */
    void leave() {}

    /** How who closes is to read on, until then at most (of {@code nanoTime}). */
    InnerReads last(long until) {
        return this;
    }

    /** Milliseconds that a read waits, 0 for ever. */
    int timeout() throws SocketException {
        return inner.getSoTimeout();
    }

    void timeout(int milliseconds) throws SocketException {
        inner.setSoTimeout(milliseconds);
    }
}
