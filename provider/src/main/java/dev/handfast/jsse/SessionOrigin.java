package dev.handfast.jsse;

import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/**
 * What all sessions have in common that go back to one full handshake: when that was, and what the application attached to any of
 * them. Thread-safe.
 */
final class SessionOrigin {
    private static final AtomicReferenceFieldUpdater<SessionOrigin, SessionValues> VALUES =
            AtomicReferenceFieldUpdater.newUpdater(SessionOrigin.class, SessionValues.class, "values");

    private final long created;
    private volatile SessionValues values;
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

    /** Made for the few who attach something, or look for it. */
    SessionValues values() {
        SessionValues known = values;
        if (known != null) {
            return known;
        }
        var made = new SessionValues();
        return VALUES.compareAndSet(this, null, made) ? made : values;
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
        SessionValues attached = before.values;
        if (attached != null) {
            values().takeOver(attached);
        }
    }
}
