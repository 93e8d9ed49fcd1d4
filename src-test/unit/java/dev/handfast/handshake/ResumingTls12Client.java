package dev.handfast.handshake;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.crypto.TicketKey;
import dev.handfast.message.NewSessionTicket12;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.TlsFault;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** A TLS 1.2 client for a server under test, which has given it a session. */
public final class ResumingTls12Client extends ScriptedTls12Client {
    /** Of the session. */
    public static final byte[] MASTER = ResumingTls12Server.MASTER;

    /** When it was made, and is resumed. */
    public static final Instant NOW = ResumingTls12Server.NOW;

    /** Seals; {@link #OLD} only opens. */
    private static final TicketKey NEW = TicketKey.generate(new SecureRandom());

    private static final TicketKey OLD = TicketKey.generate(new SecureRandom());

    public ResumingTls12Client(CipherSuite suite, Settings.Builder server) {
        super(suite, server.clock(() -> NOW).build());
    }

    /** Its server has the {@link #settings} as they are. */
    public static ResumingTls12Client of(CipherSuite suite) {
        return new ResumingTls12Client(suite, settings());
    }

    /** A server that takes tickets, {@link #ticket}'s among them. */
    public static Settings.Builder settings() {
        return ScriptedTls12Client.settings().tickets(tickets(NEW, OLD));
    }

    private static Tickets tickets(TicketKey... ring) {
        return new StatelessTickets(
                () -> List.of(ring), new SecureRandom(), 1, Duration.ofHours(2), new KnownChains(1));
    }

    /** The server's session in a ticket that it is going to replace. */
    public static byte[] oldTicket(ResumableSession session) {
        return tickets(OLD).seal(session);
    }

    /** The server's session in a ticket. */
    public static byte[] ticket(ResumableSession session) {
        return tickets(NEW).seal(session);
    }

    /**
     * A session with a client that has shown no certificate.
     *
     * @param safe made with all that protects one, or with nothing of it
     */
    public static ResumableSession session(CipherSuite suite, boolean safe) {
        return session(ResumingTls12Server.agreed(suite, safe));
    }

    public static ResumableSession session(Negotiated agreed) {
        return ResumingTls12Server.session(agreed, new byte[0]);
    }

    /** A hello with this ticket, and an id to be echoed. */
    public Draft draft(byte[] ticket) {
        return withId(draft().with(Draft.SESSION_TICKET, ticket));
    }

    /** The same draft with a session id. */
    public static Draft withId(Draft draft) {
        return draft.fields(old -> join(
                Arrays.copyOf(old, 34),
                Draft.bytes(32),
                ScriptedClient.filled(32, 0x5E),
                Arrays.copyOfRange(old, 35, old.length)));
    }

    /** Offers a session with all that protects one, and hears a ServerHello that resumes it. */
    public ResumingTls12Client resumed() throws TlsFault {
        return resumed(draft(ticket(session(suite, true))));
    }

    /** Hears a ServerHello that resumes; the secrets are known from here on. */
    public ResumingTls12Client resumed(Draft hello) throws TlsFault {
        say(hello.encode());
        hearHello();
        resume(MASTER);
        return this;
    }

    /** The server's Finished, and this peer's ChangeCipherSpec and Finished. */
    public void finish() throws TlsFault {
        hearFinished();
        sayChangeCipherSpec();
        say(finished());
        assertTrue(subject.isOpen());
    }

    /** With a new ticket. */
    @Override
    public ResumingTls12Client handshake() throws TlsFault {
        resumed(draft(oldTicket(session(suite, true))));
        hear(NewSessionTicket12.class);
        finish();
        return this;
    }
}
