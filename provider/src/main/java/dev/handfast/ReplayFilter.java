package dev.handfast;

import java.time.Duration;
import java.time.Instant;

/**
 * Remembers what early data has been taken, so that it is taken once (RFC 9846 §8.2). Servers that share their ticket keys have to
 * share this, too: one that each has by itself lets early data be replayed once to each of them. Thread-safe.
 */
@FunctionalInterface
public interface ReplayFilter {
    /** How far from the moment that its ticket tells a client's hello may come, to either side, for its early data to be taken. */
    Duration WINDOW = Duration.ofSeconds(10);

    /**
     * Whether {@code id} is seen for the first time; from now on it is not. Asked by the threads that shake hands; one that cannot
     * tell says false, and the early data is rejected, while the handshake goes on.
     *
     * @param id of a ClientHello: 32 to 64 bytes that nobody can choose
     * @param sent when the client says that it sent it; not more than {@link #WINDOW} off
     */
    boolean isFirst(byte[] id, Instant sent);

    /**
     * One in the memory of this JVM. It forgets what {@link #WINDOW} keeps out by itself, takes nothing that was sent before it was
     * made, and when it is full it says false.
     *
     * @param capacity how many it remembers, for a time of {@link #WINDOW} twice; each takes about 150 bytes
     */
    static ReplayFilter inMemory(int capacity) {
        return new RecentHellos(capacity);
    }
}
