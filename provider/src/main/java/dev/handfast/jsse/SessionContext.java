package dev.handfast.jsse;

import dev.handfast.property.Property;
import dev.handfast.property.Warnings;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Objects;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionContext;

/** The sessions of a context that can be resumed. Nothing is resumed yet, so it keeps none, and no memory. Thread-safe. */
final class SessionContext implements SSLSessionContext {
    private static final int DEFAULT_TIMEOUT = 86_400;

    private volatile int timeout = DEFAULT_TIMEOUT;
    private volatile int size = Property.SESSION_CACHE_SIZE.number(0, Warnings.ofThisJvm());

    @Override
    public SSLSession getSession(byte[] sessionId) {
        Objects.requireNonNull(sessionId, "session id");
        return null;
    }

    @Override
    public Enumeration<byte[]> getIds() {
        return Collections.emptyEnumeration();
    }

    /** Seconds; 0 for no limit. */
    @Override
    public void setSessionTimeout(int seconds) {
        timeout = notNegative("session timeout", seconds);
    }

    @Override
    public int getSessionTimeout() {
        return timeout;
    }

    /** Entries; 0 for no limit. */
    @Override
    public void setSessionCacheSize(int entries) {
        size = notNegative("session cache size", entries);
    }

    @Override
    public int getSessionCacheSize() {
        return size;
    }

    private static int notNegative(String what, int value) {
        if (value < 0) {
            throw new IllegalArgumentException("the " + what + " cannot be negative: " + value);
        }
        return value;
    }
}
