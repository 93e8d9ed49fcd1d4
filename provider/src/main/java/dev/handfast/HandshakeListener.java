package dev.handfast;

/**
 * Is told what happens in a handshake, message by message. Set on {@link HandfastParameters}.
 *
 * <p>Called on whichever thread drives the connection, at times while it holds a lock of the connection: an
 * implementation is quick and does not call back into the socket or engine. What it throws is ignored.
 */
@FunctionalInterface
public interface HandshakeListener {
    /** Hears nothing. */
    HandshakeListener SILENT = event -> {};

    void on(HandshakeEvent event);
}
