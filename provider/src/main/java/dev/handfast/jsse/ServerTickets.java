package dev.handfast.jsse;

import dev.handfast.handshake.ResumableSession;
import dev.handfast.handshake.Tickets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Tickets that carry their sessions, for one connection of a server: what the application set for the context counts, and what the
 * connection resumes is told to its session.
 *
 * @param session that of the connection
 */
record ServerTickets(Tickets tickets, SessionContext context, Session session) implements Tickets {

    @Override
    public int count() {
        return tickets.count();
    }

    @Override
    public Duration lifetime() {
        return tickets.lifetime();
    }

    @Override
    public byte[] seal(ResumableSession resumable) {
        return tickets.seal(resumable);
    }

    @Override
    public boolean isStale(byte[] ticket) {
        return tickets.isStale(ticket);
    }

    /** The server has forgotten what was attached to it, but not how old it is. */
    @Override
    public Optional<ResumableSession> open(byte[] ticket) {
        Optional<ResumableSession> opened = tickets.open(ticket);
        if (opened.isEmpty()) {
            return opened;
        }
        Instant authenticated = opened.get().authenticated();
        if (!context.isYoung(authenticated)) {
            opened.get().close();
            return Optional.empty();
        }
        session.offer(new SessionOrigin(authenticated.toEpochMilli()));
        return opened;
    }
}
