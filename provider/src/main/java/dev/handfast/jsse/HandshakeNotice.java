package dev.handfast.jsse;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.HandshakeCompletedEvent;
import javax.net.ssl.HandshakeCompletedListener;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/** Tells listeners, on a thread of its own, that a handshake is over: they may read, write, close, or fail. Thread-safe. */
final class HandshakeNotice {
    private final List<HandshakeCompletedListener> listeners = new CopyOnWriteArrayList<>();

    void add(HandshakeCompletedListener listener) {
        if (listener == null) {
            throw new IllegalArgumentException("the listener is null");
        }
        listeners.add(listener);
    }

    /** @throws IllegalArgumentException if the listener was not added */
    void remove(HandshakeCompletedListener listener) {
        if (listener == null || !listeners.remove(listener)) {
            throw new IllegalArgumentException("the listener was not added");
        }
    }

    void send(SSLSocket socket, SSLSession session) {
        if (!listeners.isEmpty()) {
            var event = new HandshakeCompletedEvent(socket, session);
            new Thread(() -> listeners.forEach(listener -> tell(listener, event)), "HandshakeCompletedNotify-Thread")
                    .start();
        }
    }

    /** A listener that fails is reported like a thread that does, and does not keep the others from hearing. */
    private static void tell(HandshakeCompletedListener listener, HandshakeCompletedEvent event) {
        try {
            listener.handshakeCompleted(event);
        } catch (RuntimeException broken) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, broken);
        }
    }
}
