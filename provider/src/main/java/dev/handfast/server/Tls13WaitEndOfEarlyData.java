package dev.handfast.server;

import dev.handfast.handshake.Conversation;
import dev.handfast.handshake.Flow;
import dev.handfast.handshake.Inbound;
import dev.handfast.handshake.PeerAuthenticated;
import dev.handfast.handshake.Step;
import dev.handfast.message.EndOfEarlyData;
import dev.handfast.wire.TlsFault;

/** WAIT_EOED of RFC 9846 Appendix A.2: early data comes until its end is said. */
record Tls13WaitEndOfEarlyData(Conversation conversation, Tls13Keys keys, PeerAuthenticated client)
        implements ServerState {

    @Override
    public Step on(Inbound input, Flow flow) throws TlsFault {
        input.expect(EndOfEarlyData.class);
        conversation.hear(input);
        flow.readHandshake(keys.client(), keys.suite());
        return new Step.Next(new Tls13WaitFinished(conversation, keys, client));
    }

    @Override
    public void abandon() {
        keys.close();
    }
}
