package dev.handfast.client;

import dev.handfast.handshake.Flow;
import dev.handfast.handshake.Inbound;
import dev.handfast.handshake.Negotiated;
import dev.handfast.handshake.Step;
import dev.handfast.message.ServerKeyExchange;
import dev.handfast.wire.TlsFault;

/** RFC 5246 §7.4.3: the server's share of an ephemeral key exchange. */
record Tls12WaitServerKeyExchange(Tls12Client client, Negotiated soFar, Tls12ServerMessages said)
        implements Tls12ClientState {

    @Override
    public Step take(Inbound input, Flow flow) throws TlsFault {
        var keyExchange = input.expect(ServerKeyExchange.class);
        client.conversation().hear(input);
        return new Step.Next(new Tls12WaitCertificateRequest(client, soFar, said.with(keyExchange)));
    }
}
