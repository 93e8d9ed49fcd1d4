package dev.handfast.handshake;

import dev.handfast.HandshakeEvent;
import dev.handfast.HandshakeListener;
import dev.handfast.message.HandshakeMessage;

/** Passes what happens on to the listener, if there is one. */
final class Teller {
    private final HandshakeListener listener;

    Teller(HandshakeListener listener) {
        this.listener = listener;
    }

    void sent(HandshakeMessage message, int length) {
        if (isHeard()) {
            tell(new HandshakeEvent.MessageSent(MessageSummary.nameOf(message), length, MessageSummary.of(message)));
        }
    }

    void received(HandshakeMessage message, int length) {
        if (isHeard()) {
            tell(new HandshakeEvent.MessageReceived(
                    MessageSummary.nameOf(message), length, MessageSummary.of(message)));
        }
    }

    void tell(HandshakeEvent event) {
        try {
            listener.on(event);
        } catch (RuntimeException broken) {
            // A listener that fails must not take the connection with it: its contract says that this is ignored.
        }
    }

    private boolean isHeard() {
        return listener != HandshakeListener.SILENT;
    }
}
