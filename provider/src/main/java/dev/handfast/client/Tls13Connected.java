package dev.handfast.client;

import dev.handfast.handshake.FinishedVerified;
import dev.handfast.handshake.Flow;
import dev.handfast.handshake.Inbound;
import dev.handfast.handshake.PeerAuthenticated;
import dev.handfast.handshake.Step;
import dev.handfast.message.KeyUpdate;
import dev.handfast.message.NewSessionTicket13;
import dev.handfast.wire.TlsFault;

/**
 * CONNECTED of RFC 9846 Appendix A.1.
 *
 * @param server proof that the server is who it says
 * @param finished proof that both saw the same handshake
 */
record Tls13Connected(PeerAuthenticated server, FinishedVerified finished, ReceivedTickets tickets)
        implements ClientState {

    @Override
    public Step on(Inbound input, Flow flow) throws TlsFault {
        if (input.message() instanceof NewSessionTicket13 ticket) {
            tickets.keep(ticket);
            return new Step.Next(this);
        }
        flow.peerUpdatedKeys(input.expect(KeyUpdate.class).requested());
        return new Step.Next(this);
    }

    @Override
    public void abandon() {
        tickets.close();
    }
}
