package dev.handfast.jsse;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionBindingEvent;
import javax.net.ssl.SSLSessionBindingListener;

/** What an application attaches to a session, and its listeners. Thread-safe. */
final class SessionValues {
    private static final int USUAL = 4;

    private final Map<String, Object> values = new ConcurrentHashMap<>(USUAL);

    /** @param session the one that the application used, which listeners are told of */
    void put(SSLSession session, String name, Object value) {
        if (name == null || value == null) {
            throw new IllegalArgumentException("neither the name nor the value of a session value can be null");
        }
        Object replaced = values.put(name, value);
        unbound(session, name, replaced);
        if (value instanceof SSLSessionBindingListener listener) {
            listener.valueBound(new SSLSessionBindingEvent(session, name));
        }
    }

    Object get(String name) {
        return values.get(named(name));
    }

    /** @param session the one that the application used */
    void remove(SSLSession session, String name) {
        unbound(session, name, values.remove(named(name)));
    }

    String[] names() {
        return values.keySet().toArray(String[]::new);
    }

    /** What was put into {@code others}; nobody is told, since nothing ends. */
    void takeOver(SessionValues others) {
        values.putAll(others.values);
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
