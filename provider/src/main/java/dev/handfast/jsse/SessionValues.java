package dev.handfast.jsse;

import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionBindingEvent;
import javax.net.ssl.SSLSessionBindingListener;

/** What an application attaches to a session, and its listeners. Thread-safe; listeners are told outside of the lock. */
final class SessionValues {
    private static final int USUAL = 4;

    /** Few sessions have any, so the map comes with the first. Guarded by this. */
    private Map<String, Object> values = Map.of();

    /** @param session the one that the application used, which listeners are told of */
    void put(SSLSession session, String name, Object value) {
        if (name == null || value == null) {
            throw new IllegalArgumentException("neither the name nor the value of a session value can be null");
        }
        unbound(session, name, replace(name, value));
        if (value instanceof SSLSessionBindingListener listener) {
            listener.valueBound(new SSLSessionBindingEvent(session, name));
        }
    }

    synchronized Object get(String name) {
        return values.get(named(name));
    }

    /** @param session the one that the application used */
    void remove(SSLSession session, String name) {
        unbound(session, name, take(named(name)));
    }

    synchronized String[] names() {
        return values.keySet().toArray(String[]::new);
    }

    /** What was put into {@code others}; nobody is told, since nothing ends. */
    void takeOver(SessionValues others) {
        others.copy().forEach(this::replace);
    }

    private synchronized Object replace(String name, Object value) {
        if (values.isEmpty()) {
            values = new HashMap<>(USUAL);
        }
        return values.put(name, value);
    }

    private synchronized Object take(String name) {
        return values.isEmpty() ? null : values.remove(name);
    }

    private synchronized Map<String, Object> copy() {
        return Map.copyOf(values);
    }

    private static void unbound(SSLSession session, String name, Object value) {
        if (value instanceof SSLSessionBindingListener listener) {
            listener.valueUnbound(new SSLSessionBindingEvent(session, name));
        }
    }

    private static String named(String name) {
        if (name == null) {
            throw new IllegalArgumentException("the name of a session value cannot be null");
        }
        return name;
    }
}
