package dev.handfast.handshake;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Tickets of which a test sees what they hand out.
 *
 * @param opened gets each session that a server has opened
 */
public record WatchedTickets(Tickets tickets, List<? super ResumableSession> opened) implements Tickets {
    @Override
    public int count() {
        return tickets.count();
    }

    @Override
    public Duration lifetime() {
        return tickets.lifetime();
    }

    @Override
    public byte[] seal(ResumableSession session) {
        return tickets.seal(session);
    }

    @Override
    public boolean isStale(byte[] ticket) {
        return tickets.isStale(ticket);
    }

    @Override
    public Optional<ResumableSession> open(byte[] ticket) {
        Optional<ResumableSession> session = tickets.open(ticket);
        session.ifPresent(opened::add);
        return session;
    }
}
