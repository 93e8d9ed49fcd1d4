package dev.handfast.client;

import dev.handfast.handshake.Flow;
import dev.handfast.handshake.Inbound;
import dev.handfast.handshake.Step;
import dev.handfast.message.NewSessionTicket12;
import dev.handfast.wire.TlsFault;
import java.util.Optional;

/** The server announced a ticket, and has to send one, be it an empty one (RFC 5077 §3.3). It does not count before its Finished. */
record Tls12WaitSessionTicket(Tls12Secrets secrets, Tls12ClientEnding ending) implements Tls12ClientState {

    @Override
    public Step take(Inbound input, Flow flow) throws TlsFault {
        var ticket = input.expect(NewSessionTicket12.class);
        secrets.client().conversation().hear(input);
        return new Step.Next(new Tls12WaitChangeCipherSpec(secrets, ending, Optional.of(ticket)));
    }

    @Override
    public void abandon() {
        ending.abandon(secrets.client().conversation().settings());
        secrets.close();
    }
}
