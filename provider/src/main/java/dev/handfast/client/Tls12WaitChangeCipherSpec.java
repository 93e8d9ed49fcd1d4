package dev.handfast.client;

import dev.handfast.handshake.Flow;
import dev.handfast.handshake.Inbound;
import dev.handfast.handshake.Step;
import dev.handfast.message.NewSessionTicket12;
import dev.handfast.wire.TlsFault;
import java.util.Optional;

/**
 * RFC 5246 §7.1: the server says that it writes under the new keys from here on. No message may come before that.
 *
 * @param ticket empty if the server announced none
 */
record Tls12WaitChangeCipherSpec(Tls12Secrets secrets, Tls12ClientEnding ending, Optional<NewSessionTicket12> ticket)
        implements Tls12ClientState {

    @Override
    public Step take(Inbound input, Flow flow) throws TlsFault {
        throw input.refused("a ChangeCipherSpec");
    }

    @Override
    public Step onChangeCipherSpec(Flow flow) throws TlsFault {
        flow.readWith(secrets.client().parameters().opener(secrets.keys().server()));
        return new Step.Next(new Tls12WaitFinished(secrets, ending, ticket));
    }

    @Override
    public void abandon() {
        ending.abandon(secrets.client().conversation().settings());
        secrets.close();
    }
}
