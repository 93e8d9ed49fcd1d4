package dev.handfast.server;

import dev.handfast.handshake.Flow;
import dev.handfast.handshake.Negotiated;
import dev.handfast.handshake.ResumableSession;
import dev.handfast.handshake.Settings;
import dev.handfast.handshake.Tickets;
import dev.handfast.message.ClientHello;
import dev.handfast.message.Extension;
import dev.handfast.message.NewSessionTicket12;
import dev.handfast.wire.TlsFault;
import java.time.Duration;
import java.time.Instant;

/** How a TLS 1.2 server leaves a session for later. The client's Finished is in the transcript, or that of a session before. */
enum Tls12Keeping {
    /** As a ticket (RFC 5077 §3.3). */
    TICKET {
        @Override
        void keep(Tls12Secrets secrets, Flow flow) throws TlsFault {
            secrets.conversation().say(flow, ticket(secrets));
        }
    },
    /** We remember it by its id (RFC 5246 §7.4.1.3). */
    MEMORY {
        @Override
        void keep(Tls12Secrets secrets, Flow flow) {
            Settings settings = secrets.conversation().settings();
            Instant now = settings.clock().instant();
            try (ResumableSession session =
                    secrets.session(now, settings.sessionIds().lifetime())) {
                settings.sessionIds().seal(session);
            }
        }
    },
    NOT {
        @Override
        void keep(Tls12Secrets secrets, Flow flow) {}
    };

    private static final int MAX_TICKET = 0xFFFF;
    private static final byte[] NO_TICKET = {};

    abstract void keep(Tls12Secrets secrets, Flow flow) throws TlsFault;

    /** How it is done for a client of {@code hello}; whoever takes tickets is not remembered besides. */
    static Tls12Keeping of(Settings settings, ClientHello hello) {
        if (settings.tickets().count() > 0 && hello.extensions().has(Extension.SESSION_TICKET_CH)) {
            return TICKET;
        }
        return settings.sessionIds().count() > 0 ? MEMORY : NOT;
    }

    /**
     * A ticket is as old as its session, however often it is replaced: the secret in it stays the same. If there can be none, an empty
     * one says so (RFC 5077 §3.3).
     */
    private static NewSessionTicket12 ticket(Tls12Secrets secrets) {
        Settings settings = secrets.conversation().settings();
        Tickets tickets = settings.tickets();
        Negotiated agreed = secrets.client().negotiated();
        Instant now = settings.clock().instant();
        Instant since = agreed.resumedSince().orElse(now);
        Duration left = Duration.between(now, since.plus(tickets.lifetime()));
        try (ResumableSession session = secrets.session(since, tickets.lifetime())) {
            byte[] ticket = tickets.seal(session);
            return left.toSeconds() > 0 && ticket.length <= MAX_TICKET // else the client's certificate is too large
                    ? new NewSessionTicket12(left.toSeconds(), ticket)
                    : new NewSessionTicket12(0, NO_TICKET);
        }
    }
}
