package dev.handfast.explain;

import dev.handfast.HandshakeEvent;
import dev.handfast.HandshakeListener;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps the events of one connection with their times: of one side, or of both if both are in this JVM. Keeps no more than
 * {@value #MOST_MOMENTS} of them and {@value #MOST_BYTES} bytes of messages, whatever a peer sends; what comes after that is
 * counted only. Thread-safe.
 */
public final class Trace {
    /** Far more than any handshake has; key updates and tickets may follow for as long as a connection lives. */
    static final int MOST_MOMENTS = 2_000;

    static final long MOST_BYTES = 4L << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final String client;
    private final String server;
    private final List<Moment> moments = new ArrayList<>();
    private Instant began = Instant.now();
    private long start;
    private long bytes;
    private long dropped;

    /** An empty trace; the two names are what the sides are called when it is told. */
    public Trace(String clientName, String serverName) {
        this.client = clientName;
        this.server = serverName;
    }

    /** What happens on {@code side}. */
    public HandshakeListener side(Side side) {
        return event -> keep(side, event);
    }

    /** All that was heard up to now. */
    public Recording recording() {
        lock.lock();
        try {
            return new Recording(client, server, began, moments, dropped);
        } finally {
            lock.unlock();
        }
    }

    /** The time is read under the lock, so that the order of the moments is that of their times. */
    private void keep(Side side, HandshakeEvent event) {
        lock.lock();
        try {
            long now = System.nanoTime();
            if (moments.isEmpty()) {
                start = now;
                began = Instant.now();
            }
            int length = lengthOf(event);
            if (moments.size() >= MOST_MOMENTS || bytes + length > MOST_BYTES) {
                dropped++;
                return;
            }
            bytes += length;
            moments.add(new Moment(now - start, side, event));
        } finally {
            lock.unlock();
        }
    }

    private static int lengthOf(HandshakeEvent event) {
        if (event instanceof HandshakeEvent.MessageSent sent) {
            return sent.message().length();
        }
        return event instanceof HandshakeEvent.MessageReceived received
                ? received.message().length()
                : 0;
    }
}
