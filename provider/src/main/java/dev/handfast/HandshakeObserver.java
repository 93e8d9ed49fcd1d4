package dev.handfast;

/**
 * Is asked before each handshake whether somebody listens to it: of one context if it is set on its {@link HandfastContext}, of
 * all in this JVM if it is set by {@link HandfastContext#setHandshakeObserverOfThisJvm}. Thread-safe.
 */
@FunctionalInterface
public interface HandshakeObserver {
    /** Nobody listens. */
    HandshakeObserver NOBODY = Nobody.INSTANCE;

    /**
     * Called as a connection is set up, on its thread.
     *
     * @return who listens to this one; {@link HandshakeListener#SILENT} for nobody
     */
    HandshakeListener listenerFor(HandshakeStart start);
}
