package dev.handfast.jsse;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.concurrent.TimeUnit;

/**
 * The reads of who closes TLS over a borrowed socket while somebody else may wait in a read of that socket already. He is not to
 * notice: the socket's timeout, which would be his, stays as it is. And nobody waits behind him, since he may wait for ever: what is
 * taken has lain there for a while, and he would have had it by then.
 */
final class ArrivedReads extends InnerReads {
    private static final int WHILE_MILLIS = 5;

    private final long until;
    private int lying;

    ArrivedReads(Socket inner, long until) {
        super(inner);
        this.until = until;
    }

    /** -1, too, if nothing comes to lie there in time. */
    @Override
    int read(InputStream in, byte[] into, int from, int length) throws IOException {
        if (lying == 0 && !await(in)) {
            return -1;
        }
        int count = super.read(in, into, from, Math.min(length, lying));
        lying -= Math.max(0, count);
        return count;
    }

    private boolean await(InputStream in) throws IOException {
        boolean interrupted = false;
        try {
            int before = 0;
            for (int now = in.available(); before == 0 || now < before; now = in.available()) {
                if (System.nanoTime() - until >= 0) {
                    return false;
                }
                before = now;
                interrupted |= pause();
            }
            lying = before;
            return true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(WHILE_MILLIS);
            return false;
        } catch (InterruptedException now) {
            return true; // whoever closes finishes that first
        }
    }
}
