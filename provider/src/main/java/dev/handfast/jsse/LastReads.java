package dev.handfast.jsse;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.concurrent.TimeUnit;

/** The reads of who closes TLS over a borrowed socket that nobody else reads meanwhile. */
final class LastReads extends InnerReads {
    private final long until;

    LastReads(Socket inner, long until) {
        super(inner);
        this.until = until;
    }

    @Override
    int read(InputStream in, byte[] into, int from, int length) throws IOException {
        int owners = timeout();
        timeout((int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime())));
        try {
            return super.read(in, into, from, length);
        } finally {
            timeout(owners);
        }
    }
}
