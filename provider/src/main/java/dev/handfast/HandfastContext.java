package dev.handfast;

import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;

/** What Handfast adds to its {@code SSLContext}s. Thread-safe. */
public interface HandfastContext {
    /**
     * That of {@code context}.
     *
     * @throws IllegalArgumentException if it is another provider's
     */
    static HandfastContext of(SSLContext context) {
        if (context.getClientSessionContext() instanceof HandfastContext ours) {
            return ours;
        }
        throw new IllegalArgumentException("this SSLContext is not Handfast's but of the provider "
                + context.getProvider().getName() + "; make it by SSLContext.getInstance(\"TLS\", \"Handfast\")");
    }

    /** Who is asked about each connection that is made of this context from now on; null for nobody. */
    void setHandshakeObserver(HandshakeObserver observer);

    /** {@link HandshakeObserver#NOBODY} if none is set. */
    HandshakeObserver getHandshakeObserver();

    /**
     * Whom to tell the secrets of the connections that are made of this context from now on, for debugging alone; null for the
     * operator's: the file that {@code dev.handfast.keyLogFile} or {@code SSLKEYLOGFILE} names, if one does.
     */
    void setKeyLog(KeyLog log);

    /** {@link KeyLog#OFF} if none is set here. */
    KeyLog getKeyLog();

    /** Who is asked about each connection of any context of this JVM from now on; null for nobody. */
    static void setHandshakeObserverOfThisJvm(HandshakeObserver observer) {
        OfThisJvm.OBSERVER.set(observer == null ? HandshakeObserver.NOBODY : observer);
    }

    /** {@link HandshakeObserver#NOBODY} if none is set. */
    static HandshakeObserver getHandshakeObserverOfThisJvm() {
        return OfThisJvm.OBSERVER.get();
    }

    /** Holds the one of the JVM. */
    final class OfThisJvm {
        private static final AtomicReference<HandshakeObserver> OBSERVER =
                new AtomicReference<>(HandshakeObserver.NOBODY);

        private OfThisJvm() {}
    }
}
