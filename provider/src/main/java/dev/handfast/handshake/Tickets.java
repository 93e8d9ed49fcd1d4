package dev.handfast.handshake;

import java.time.Duration;
import java.util.Optional;

/** How a server hands sessions to its clients, and takes them back (RFC 9846 §4.7.1). Thread-safe. */
public interface Tickets {
    /** Hands out none, and knows none. */
    Tickets NONE = new Tickets() {
        @Override
        public int count() {
            return 0;
        }

        @Override
        public Duration lifetime() {
            return Duration.ZERO;
        }

        @Override
        public byte[] seal(ResumableSession session) {
            throw new IllegalStateException("no tickets are handed out");
        }

        @Override
        public Optional<ResumableSession> open(byte[] ticket) {
            return Optional.empty();
        }
    };

    /** How many tickets a handshake ends with, 0 to 10. */
    int count();

    /** How long they can be used, at most {@link ResumableSession#MAX_LIFETIME}. */
    Duration lifetime();

    /** The session as a ticket; its own {@code identity} does not matter. */
    byte[] seal(ResumableSession session);

    /**
     * Whether {@code ticket}, which {@link #open} has opened, is better replaced: what it was sealed under will not count much longer.
     * TLS 1.3 replaces a ticket each time; TLS 1.2 has no need to, as a new ticket carries the same secret.
     */
    default boolean isStale(byte[] ticket) {
        return false;
    }

    /** The session in a ticket, which the caller now owns; empty if we did not make it, or not with a key that still counts. */
    Optional<ResumableSession> open(byte[] ticket);
}
