package dev.handfast.client;

import dev.handfast.handshake.FinishedVerified;
import dev.handfast.handshake.Flow;
import dev.handfast.handshake.Inbound;
import dev.handfast.handshake.PeerAuthenticated;
import dev.handfast.handshake.Step;
import dev.handfast.message.HelloRequest;
import dev.handfast.wire.Alert;
import dev.handfast.wire.TlsFault;

/**
 * The end of a TLS 1.2 handshake.
 *
 * @param server proof that the server is who it says
 * @param finished proof that both saw the same handshake
 */
record Tls12Connected(PeerAuthenticated server, FinishedVerified finished) implements ClientState {

    /** A server may ask for another handshake; we decline, and go on (RFC 5246 §7.2.2, §7.4.1.1). */
    @Override
    public Step on(Inbound input, Flow flow) throws TlsFault {
        input.expect(HelloRequest.class);
        flow.warn(Alert.NO_RENEGOTIATION);
        return new Step.Next(this);
    }
}
