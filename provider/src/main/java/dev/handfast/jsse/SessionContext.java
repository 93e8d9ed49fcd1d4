package dev.handfast.jsse;

import dev.handfast.HandfastContext;
import dev.handfast.HandshakeObserver;
import dev.handfast.KeyLog;
import dev.handfast.handshake.ResumableSession;
import dev.handfast.jsse.SessionCache.Remembered;
import dev.handfast.property.Property;
import dev.handfast.property.Warnings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionContext;

/**
 * The sessions of a context that can be resumed. A client's are those of its tickets and ids; a server's tickets carry their sessions
 * themselves, so it remembers those alone that have an id. Thread-safe.
 *
 * <p>It is also the door to what Handfast adds to a context: an {@code SSLContext} gives nothing else of its provider away.
 */
final class SessionContext implements SSLSessionContext, HandfastContext {
    private static final int DEFAULT_TIMEOUT = 86_400;

    private final InstantSource clock;
    private final SessionCache cache = new SessionCache();
    private final Predicate<Remembered> usable = this::isUsable;
    private final long maxBytes = Property.SESSION_CACHE_BYTES.number(0, Warnings.ofThisJvm());
    private volatile HandshakeObserver observer = HandshakeObserver.NOBODY;
    private volatile KeyLog keyLog = KeyLog.OFF;
    private volatile int timeout = DEFAULT_TIMEOUT;
    private volatile int size = Property.SESSION_CACHE_SIZE.number(0, Warnings.ofThisJvm());

    SessionContext() {
        this(InstantSource.system());
    }

    SessionContext(InstantSource clock) {
        this.clock = clock;
    }

    InstantSource clock() {
        return clock;
    }

    /** How long a session can be resumed; at most seven days. */
    Duration lifetime() {
        Duration set = Duration.ofSeconds(timeout);
        return timeout > 0 && set.compareTo(ResumableSession.MAX_LIFETIME) < 0 ? set : ResumableSession.MAX_LIFETIME;
    }

    /** Whether one that began at {@code created} can still be resumed. */
    boolean isYoung(Instant created) {
        return clock.instant().isBefore(created.plus(lifetime()));
    }

    /** Takes {@code resumable} over. */
    void remember(Session session, ResumableSession resumable, SessionPeer peer) {
        if (session.isValid()) {
            cache.put(Remembered.of(session, resumable, peer), size, maxBytes);
        } else {
            resumable.close();
        }
    }

    /** A session for a client to offer; what resumes it is the caller's. */
    Optional<Remembered> take(SessionPeer peer) {
        return cache.take(peer, usable);
    }

    boolean knows(SessionPeer peer) {
        return cache.has(peer, usable);
    }

    /** A session that a client names; what resumes it is the caller's. */
    Optional<Remembered> find(byte[] id) {
        return cache.find(id, usable);
    }

    /** Nothing that was remembered is resumed any more: the context has been initialised again. */
    void forget() {
        cache.clear();
    }

    private boolean isUsable(Remembered remembered) {
        Session session = remembered.session();
        return session.isValid()
                && remembered.resumable().isAlive(clock.instant())
                && isYoung(Instant.ofEpochMilli(session.getCreationTime()));
    }

    /** Null if there is none, or it is too old. */
    @Override
    public SSLSession getSession(byte[] sessionId) {
        Objects.requireNonNull(sessionId, "session id");
        return cache.session(sessionId, usable).orElse(null);
    }

    @Override
    public Enumeration<byte[]> getIds() {
        return Collections.enumeration(
                cache.sessions(usable).stream().map(Session::getId).toList());
    }

    /** Seconds; 0 for no limit. Older sessions go at once. */
    @Override
    public void setSessionTimeout(int seconds) {
        timeout = notNegative("session timeout", seconds);
        cache.trim(size, maxBytes, usable);
    }

    @Override
    public int getSessionTimeout() {
        return timeout;
    }

    /** Entries; 0 for no limit but that of their bytes. What is too much goes at once. */
    @Override
    public void setSessionCacheSize(int entries) {
        size = notNegative("session cache size", entries);
        cache.trim(size, maxBytes, usable);
    }

    @Override
    public int getSessionCacheSize() {
        return size;
    }

    @Override
    public void setHandshakeObserver(HandshakeObserver asked) {
        observer = asked == null ? HandshakeObserver.NOBODY : asked;
    }

    @Override
    public HandshakeObserver getHandshakeObserver() {
        return observer;
    }

    @Override
    public void setKeyLog(KeyLog log) {
        keyLog = log == null ? KeyLog.OFF : log;
    }

    @Override
    public KeyLog getKeyLog() {
        return keyLog;
    }

    private static int notNegative(String what, int value) {
        if (value < 0) {
            throw new IllegalArgumentException("the " + what + " cannot be negative: " + value);
        }
        return value;
    }
}
