package dev.handfast.server;

import dev.handfast.handshake.Conversation;
import dev.handfast.handshake.FinishedVerified;
import dev.handfast.handshake.Flow;
import dev.handfast.handshake.Inbound;
import dev.handfast.handshake.PeerAuthenticated;
import dev.handfast.handshake.Step;
import dev.handfast.message.Finished;
import dev.handfast.wire.TlsFault;

/** WAIT_FINISHED of RFC 9846 Appendix A.2. */
record Tls13WaitFinished(Conversation conversation, Tls13Keys keys, PeerAuthenticated client) implements ServerState {

    @Override
    public Step on(Inbound input, Flow flow) throws TlsFault {
        var finished = input.expect(Finished.class);
        var verified = FinishedVerified.check(
                keys.client().finished(conversation.transcript().hash()), finished);
        conversation.hear(input);
        keys.client().close();
        flow.readTraffic(keys.reads(), keys.suite());
        flow.open();
        if (keys.resumable().isPresent()) {
            TicketFlight.send(conversation, keys.resumable().get(), client.negotiated(), flow);
        }
        return new Step.Next(new Tls13Connected(client, verified));
    }

    @Override
    public void abandon() {
        keys.close();
    }
}
