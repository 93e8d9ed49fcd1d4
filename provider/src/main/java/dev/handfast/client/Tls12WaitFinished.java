package dev.handfast.client;

import dev.handfast.handshake.FinishedVerified;
import dev.handfast.handshake.Flow;
import dev.handfast.handshake.Inbound;
import dev.handfast.handshake.Step;
import dev.handfast.message.Finished;
import dev.handfast.message.NewSessionTicket12;
import dev.handfast.wire.TlsFault;
import java.util.Optional;

/** RFC 5246 §7.4.9: the server's proof that it saw the same handshake, and has the same secret. */
record Tls12WaitFinished(Tls12Secrets secrets, Tls12ClientEnding ending, Optional<NewSessionTicket12> ticket)
        implements Tls12ClientState {

    @Override
    public Step take(Inbound input, Flow flow) throws TlsFault {
        FinishedVerified verified = secrets.check(input.expect(Finished.class));
        secrets.client().conversation().hear(input);
        ending.follow(secrets, flow);
        flow.open();
        secrets.keep(ticket);
        secrets.close();
        return new Step.Next(new Tls12Connected(secrets.server(), verified));
    }

    @Override
    public void abandon() {
        ending.abandon(secrets.client().conversation().settings());
        secrets.close();
    }
}
