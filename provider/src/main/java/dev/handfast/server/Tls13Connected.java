package dev.handfast.server;

import dev.handfast.handshake.FinishedVerified;
import dev.handfast.handshake.Flow;
import dev.handfast.handshake.Inbound;
import dev.handfast.handshake.PeerAuthenticated;
import dev.handfast.handshake.Step;
import dev.handfast.message.KeyUpdate;
import dev.handfast.wire.TlsFault;

/**
 * CONNECTED of RFC 9846 Appendix A.2.
 *
 * @param client proof that the client is who it says, or may stay anonymous
 * @param finished proof that both saw the same handshake
 */
record Tls13Connected(PeerAuthenticated client, FinishedVerified finished) implements ServerState {

    @Override
    public Step on(Inbound input, Flow flow) throws TlsFault {
        flow.peerUpdatedKeys(input.expect(KeyUpdate.class).requested());
        return new Step.Next(this);
    }
}
