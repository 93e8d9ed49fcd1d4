package dev.handfast.server;

import dev.handfast.handshake.FinishedVerified;
import dev.handfast.handshake.Flow;
import dev.handfast.handshake.Inbound;
import dev.handfast.handshake.PeerAuthenticated;
import dev.handfast.handshake.Step;
import dev.handfast.message.ClientHello;
import dev.handfast.wire.Alert;
import dev.handfast.wire.TlsFault;

/**
 * The end of a TLS 1.2 handshake.
 *
 * @param client proof that the client is who it says, or may stay anonymous
 * @param finished proof that both saw the same handshake
 */
record Tls12Connected(PeerAuthenticated client, FinishedVerified finished) implements ServerState {

    /** The client wants another handshake; we decline, and go on (RFC 5246 §7.2.2). */
    @Override
    public Step on(Inbound input, Flow flow) throws TlsFault {
        input.expect(ClientHello.class);
        flow.warn(Alert.NO_RENEGOTIATION);
        return new Step.Next(this);
    }
}
