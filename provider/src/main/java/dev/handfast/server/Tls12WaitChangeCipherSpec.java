package dev.handfast.server;

import dev.handfast.handshake.Flow;
import dev.handfast.handshake.Inbound;
import dev.handfast.handshake.Step;
import dev.handfast.wire.TlsFault;

/** RFC 5246 §7.1: the client says that it writes under the new keys from here on. Nothing else may come. */
record Tls12WaitChangeCipherSpec(Tls12Secrets secrets, Tls12ServerEnding ending) implements ServerState {

    @Override
    public Step on(Inbound input, Flow flow) throws TlsFault {
        throw input.refused("a ChangeCipherSpec");
    }

    @Override
    public Step onChangeCipherSpec(Flow flow) throws TlsFault {
        flow.readWith(secrets.parameters().opener(secrets.keys().client()));
        return new Step.Next(new Tls12WaitFinished(secrets, ending));
    }

    @Override
    public void abandon() {
        secrets.close();
    }
}
