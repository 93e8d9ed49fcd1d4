package dev.handfast.server;

import dev.handfast.crypto.MasterSecret;
import dev.handfast.crypto.Tls12Keys;
import dev.handfast.handshake.Flow;
import dev.handfast.handshake.Inbound;
import dev.handfast.handshake.PeerAuthenticated;
import dev.handfast.handshake.Step;
import dev.handfast.wire.TlsFault;

/** RFC 5246 §7.1: the client says that it writes under the new keys from here on. Nothing else may come. */
record Tls12WaitChangeCipherSpec(Tls12Server server, PeerAuthenticated client, MasterSecret secret, Tls12Keys keys)
        implements ServerState {

    @Override
    public Step on(Inbound input, Flow flow) throws TlsFault {
        throw input.refused("a ChangeCipherSpec");
    }

    @Override
    public Step onChangeCipherSpec(Flow flow) throws TlsFault {
        flow.readWith(server.parameters().opener(keys.client()));
        return new Step.Next(new Tls12WaitFinished(server, client, secret, keys));
    }

    @Override
    public void abandon() {
        secret.close();
    }
}
