package dev.handfast.server;

import dev.handfast.crypto.MasterSecret;
import dev.handfast.crypto.Tls12Keys;
import dev.handfast.handshake.Conversation;
import dev.handfast.handshake.FinishedVerified;
import dev.handfast.handshake.Flow;
import dev.handfast.handshake.Inbound;
import dev.handfast.handshake.PeerAuthenticated;
import dev.handfast.handshake.Step;
import dev.handfast.message.Finished;
import dev.handfast.wire.TlsFault;

/** RFC 5246 §7.4.9: the client's proof that it saw the same handshake; ours follows. */
record Tls12WaitFinished(Tls12Server server, PeerAuthenticated client, MasterSecret secret, Tls12Keys keys)
        implements ServerState {

    @Override
    public Step on(Inbound input, Flow flow) throws TlsFault {
        var finished = input.expect(Finished.class);
        Conversation conversation = server.conversation();
        var verified = FinishedVerified.check(
                secret.clientFinished(conversation.transcript().hash()), finished);
        conversation.hear(input);
        flow.writeWith(server.parameters()
                .sealer(keys.server(), conversation.settings().random()));
        conversation.say(
                flow,
                new Finished(secret.serverFinished(conversation.transcript().hash())));
        secret.close();
        flow.open();
        return new Step.Next(new Tls12Connected(client, verified));
    }

    @Override
    public void abandon() {
        secret.close();
    }
}
