package dev.handfast.server;

import dev.handfast.handshake.FinishedVerified;
import dev.handfast.handshake.Flow;
import dev.handfast.handshake.Inbound;
import dev.handfast.handshake.Step;
import dev.handfast.message.Finished;
import dev.handfast.wire.TlsFault;

/** RFC 5246 §7.4.9: the client's proof that it saw the same handshake. */
record Tls12WaitFinished(Tls12Secrets secrets, Tls12ServerEnding ending) implements ServerState {

    @Override
    public Step on(Inbound input, Flow flow) throws TlsFault {
        FinishedVerified verified = secrets.check(input.expect(Finished.class));
        secrets.conversation().hear(input);
        ending.follow(secrets, flow);
        secrets.close();
        flow.open();
        return new Step.Next(new Tls12Connected(secrets.client(), verified));
    }

    @Override
    public void abandon() {
        secrets.close();
    }
}
