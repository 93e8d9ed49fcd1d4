package dev.handfast.jsse;

/**
 * What all sessions have in common that go back to one full handshake: when that was, and what the application attached to any of
 * them. Thread-safe.
 */
final class SessionOrigin {
    private final long created;
    private final SessionValues values = new SessionValues();
    private volatile long lastAccessed;
    private volatile boolean valid = true;

    /** @param created milliseconds since 1970 */
    SessionOrigin(long created) {
        this.created = created;
        this.lastAccessed = created;
    }

    /** Milliseconds since 1970. */
    long created() {
        return created;
    }

    /** When it was resumed last; milliseconds since 1970. */
    long lastAccessed() {
        return lastAccessed;
    }

    SessionValues values() {
        return values;
    }

    /** Whether it may be resumed. */
    boolean isValid() {
        return valid;
    }

    void invalidate() {
        valid = false;
    }

    /** A connection resumes it now; what its handshake attached before that was known counts on. */
    void resumed(SessionOrigin before) {
        lastAccessed = Math.max(created, System.currentTimeMillis());
        values.takeOver(before.values);
    }
}
