package dev.handfast.handshake;

import java.util.Optional;

/** Where a client finds the sessions that it may resume with its peer, and leaves new ones. Thread-safe. */
public interface SessionStore {
    /** Remembers nothing: whoever does not resume ignores tickets (RFC 9846 §1.2). */
    SessionStore NONE = new SessionStore() {
        @Override
        public boolean isUsed() {
            return false;
        }

        @Override
        public Optional<ResumableSession> take() {
            return Optional.empty();
        }

        @Override
        public void keep(ResumableSession session) {
            session.close();
        }

        @Override
        public void discard(ResumableSession session) {
            // nothing is remembered
        }
    };

    /** Whether it is worth while to make sessions for it. */
    boolean isUsed();

    /** A session for one use, which the caller now owns; empty if there is none. */
    Optional<ResumableSession> take();

    /** Takes the session over. */
    void keep(ResumableSession session);

    /**
     * A connection that resumed {@code session} has failed: it is not offered again (RFC 5246 §7.2.2). Sessions of TLS 1.3, which are
     * offered once, need this where their early data met a server of TLS 1.2 (RFC 9846 §E.3): their other tickets would, too.
     */
    void discard(ResumableSession session);
}
