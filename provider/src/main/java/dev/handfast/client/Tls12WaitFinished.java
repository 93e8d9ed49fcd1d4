package dev.handfast.client;

import dev.handfast.crypto.MasterSecret;
import dev.handfast.handshake.FinishedVerified;
import dev.handfast.handshake.Flow;
import dev.handfast.handshake.Inbound;
import dev.handfast.handshake.PeerAuthenticated;
import dev.handfast.handshake.Step;
import dev.handfast.message.Finished;
import dev.handfast.wire.TlsFault;

/** RFC 5246 §7.4.9: the server's proof that it saw the same handshake, and has the same secret. */
record Tls12WaitFinished(Tls12Client client, PeerAuthenticated server, MasterSecret secret)
        implements Tls12ClientState {

    @Override
    public Step take(Inbound input, Flow flow) throws TlsFault {
        var finished = input.expect(Finished.class);
        byte[] expected =
                secret.serverFinished(client.conversation().transcript().hash());
        var verified = FinishedVerified.check(expected, finished);
        secret.close();
        flow.open();
        return new Step.Next(new Tls12Connected(server, verified));
    }

    @Override
    public void abandon() {
        secret.close();
    }
}
