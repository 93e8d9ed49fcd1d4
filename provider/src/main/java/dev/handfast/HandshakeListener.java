package dev.handfast;

/**
 * Is told what happens in a handshake, message by message, and of alerts and key updates behind it. Set on {@link
 * HandfastParameters} for one connection; a {@link HandshakeObserver} gives one to each connection of a context or JVM.
 *
 * <p>Called on whichever thread drives the connection, at times while it holds a lock of the connection, one event after the
 * other: an implementation is quick and does not call back into the socket or engine. What it throws is ignored.
 */
@FunctionalInterface
public interface HandshakeListener {
    /** Hears nothing. */
    HandshakeListener SILENT = Nobody.INSTANCE;

    void on(HandshakeEvent event);
}
