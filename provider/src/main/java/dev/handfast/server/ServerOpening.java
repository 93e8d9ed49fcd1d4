package dev.handfast.server;

import dev.handfast.handshake.Conversation;
import dev.handfast.handshake.Flow;
import dev.handfast.handshake.Opening;
import dev.handfast.handshake.Settings;
import dev.handfast.handshake.State;

/** A server says nothing first: it waits for a ClientHello. */
record ServerOpening(Settings settings) implements Opening {

    @Override
    public State open(Flow flow) {
        return new WaitClientHello(new Conversation(settings));
    }
}
