package dev.handfast.jsse;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Reads of a socket that goes on without us: neither it nor its input may be closed, so nothing but its own timeout can end a
 * read that waits. The wait is therefore cut into slices, and between two of them the reader looks whether it has been given
 * up.
 *
 * <p>A waiting reader has the socket's timeout at its disposal. Whoever asks or sets it through us has to do with the one that
 * comes back when the reader leaves; what is set past us in that time is lost.
 */
final class BorrowedReads extends InnerReads {
    /** Milliseconds in which a reader notices that it has been given up. */
    static final int SLICE = 50;

    private static final int NONE = -1;

    private final AtomicInteger inside = new AtomicInteger();
    private volatile long lastInside = NONE;
    private final BooleanSupplier givenUp;
    private final ReentrantLock timeouts = new ReentrantLock();
    private int owners = NONE;

    /** @param givenUp nobody needs what the reader waits for */
    BorrowedReads(Socket inner, BooleanSupplier givenUp) {
        super(inner);
        this.givenUp = givenUp;
    }

    /** One at a time. -1, too, if the reader has been given up: then nothing has been taken from the socket. */
    @Override
    int read(InputStream in, byte[] into, int from, int length) throws IOException {
        long start = System.nanoTime();
        int patience = take();
        try {
            while (true) {
                long left = patience == 0 ? SLICE : patience - elapsed(start);
                try {
                    inner().setSoTimeout((int) Math.max(1, Math.min(SLICE, left)));
                    return in.read(into, from, length);
                } catch (SocketTimeoutException late) {
                    if (givenUp.getAsBoolean()) {
                        return -1;
                    } else if (patience != 0 && elapsed(start) >= patience) {
                        throw late;
                    }
                }
            }
        } finally {
            giveBack();
        }
    }

    @Override
    void enter() {
        inside.incrementAndGet();
    }

    @Override
    void leave() {
        lastInside = Thread.currentThread().getId();
        inside.decrementAndGet();
    }

    /**
     * A reader other than who closes, who is not here now, may be reading in clear: JNDI gives its reader the plain stream back first,
     * and then closes TLS. One who is here stays until the close is over.
     */
    @Override
    InnerReads last(long until) {
        boolean elsewhere = inside.get() == 0
                && lastInside != NONE
                && lastInside != Thread.currentThread().getId();
        return elsewhere ? new ArrivedReads(inner(), until) : new LastReads(inner(), until);
    }

    private static long elapsed(long start) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    @Override
    int timeout() throws SocketException {
        timeouts.lock();
        try {
            return owners == NONE ? super.timeout() : owners;
        } finally {
            timeouts.unlock();
        }
    }

    @Override
    void timeout(int milliseconds) throws SocketException {
        timeouts.lock();
        try {
            if (owners == NONE || milliseconds < 0) { // a negative one is the socket's to refuse
                super.timeout(milliseconds);
            } else {
                owners = milliseconds;
            }
        } finally {
            timeouts.unlock();
        }
    }

    private int take() throws SocketException {
        timeouts.lock();
        try {
            owners = super.timeout();
            return owners;
        } finally {
            timeouts.unlock();
        }
    }

    private void giveBack() throws SocketException {
        timeouts.lock();
        try {
            int back = owners;
            owners = NONE;
            if (!inner().isClosed()) {
                super.timeout(back);
            }
        } finally {
            timeouts.unlock();
        }
    }
}
