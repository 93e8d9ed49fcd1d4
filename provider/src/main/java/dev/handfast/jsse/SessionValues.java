package dev.handfast.jsse;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionBindingEvent;
import javax.net.ssl.SSLSessionBindingListener;

/** What an application attaches to a session, and its listeners. Thread-safe. */
final class SessionValues {
    /** Replaced as a whole: few sessions have any, and those have few. */
    private final AtomicReference<Map<String, Object>> values = new AtomicReference<>(Map.of());

    /** @param session the one that the application used, which listeners are told of */
    void put(SSLSession session, String name, Object value) {
        if (name == null || value == null) {
            throw new IllegalArgumentException("neither the name nor the value of a session value can be null");
        }
        Object replaced =
                values.getAndUpdate(before -> with(before, Map.of(name, value))).get(name);
        unbound(session, name, replaced);
        if (value instanceof SSLSessionBindingListener listener) {
            listener.valueBound(new SSLSessionBindingEvent(session, name));
        }
    }

    Object get(String name) {
        return values.get().get(named(name));
    }

    /** @param session the one that the application used */
    void remove(SSLSession session, String name) {
        Object removed =
                values.getAndUpdate(before -> without(before, named(name))).get(name);
        unbound(session, name, removed);
    }

    String[] names() {
        return values.get().keySet().toArray(String[]::new);
    }

    /** What was put into {@code others}; nobody is told, since nothing ends. */
    void takeOver(SessionValues others) {
        values.updateAndGet(before -> with(before, others.values.get()));
    }

    private static Map<String, Object> with(Map<String, Object> before, Map<String, Object> more) {
        if (more.isEmpty()) {
            return before;
        }
        var after = new HashMap<>(before);
        after.putAll(more);
        return Map.copyOf(after);
    }

    private static Map<String, Object> without(Map<String, Object> before, String name) {
        var after = new HashMap<>(before);
        after.remove(name);
        return Map.copyOf(after);
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
