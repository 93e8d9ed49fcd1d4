package dev.handfast.client;

import dev.handfast.handshake.Flow;
import dev.handfast.handshake.Inbound;
import dev.handfast.handshake.Negotiated;
import dev.handfast.handshake.Step;
import dev.handfast.message.ServerHelloDone;
import dev.handfast.wire.TlsFault;

/** RFC 5246 §7.4.5: the server has said all; now its certificate is looked at, and the key exchange answered. */
record Tls12WaitServerHelloDone(Tls12Client client, Negotiated soFar, Tls12ServerMessages said)
        implements Tls12ClientState {

    @Override
    public Step take(Inbound input, Flow flow) throws TlsFault {
        input.expect(ServerHelloDone.class);
        client.conversation().hear(input);
        return new Step.Defer<>(
                () -> Tls12ClientPreparation.of(client, soFar, said),
                (ready, then) ->
                        new Tls12ClientFlight(client, ready).send(said.request().isPresent(), then));
    }
}
