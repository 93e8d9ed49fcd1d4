package dev.handfast.client;

import dev.handfast.crypto.MasterSecret;
import dev.handfast.crypto.RecordKeys;
import dev.handfast.handshake.Flow;
import dev.handfast.handshake.Inbound;
import dev.handfast.handshake.PeerAuthenticated;
import dev.handfast.handshake.Step;
import dev.handfast.wire.TlsFault;

/**
 * After our Finished (RFC 5246 §7.1): no message may come before the server's ChangeCipherSpec.
 *
 * @param keys of what the server sends
 */
record Tls12WaitChangeCipherSpec(Tls12Client client, PeerAuthenticated server, MasterSecret secret, RecordKeys keys)
        implements Tls12ClientState {

    @Override
    public Step take(Inbound input, Flow flow) throws TlsFault {
        throw input.refused("a ChangeCipherSpec");
    }

    @Override
    public Step onChangeCipherSpec(Flow flow) throws TlsFault {
        flow.readWith(client.parameters().opener(keys));
        return new Step.Next(new Tls12WaitFinished(client, server, secret));
    }

    @Override
    public void abandon() {
        secret.close();
    }
}
