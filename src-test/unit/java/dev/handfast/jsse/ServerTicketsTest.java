package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.crypto.TicketKey;
import dev.handfast.handshake.KnownChains;
import dev.handfast.handshake.ResumableSession;
import dev.handfast.handshake.ResumingTls13Client;
import dev.handfast.handshake.StatelessTickets;
import dev.handfast.handshake.Tickets;
import dev.handfast.handshake.WatchedTickets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a context has to say about the tickets of its servers. */
class ServerTicketsTest {
    private static final Instant NOW = ResumingTls13Client.NOW;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final List<ResumableSession> opened = new ArrayList<>();
    private final Tickets watched = new WatchedTickets(ResumingTls13Client.TICKETS, opened);
    private Instant now = NOW;
    private final SessionContext context = new SessionContext(() -> now);
    private final Session session = Session.beginning(context, null, -1, List.of(), List.of(), RANDOM);
    private final ServerTickets tickets = new ServerTickets(watched, context, session);

    @Test
    void aSessionIsAsOldAsItsFirstConnection() {
        ResumableSession found = tickets.open(ResumingTls13Client.ticket()).orElseThrow();
        session.update(found.resumed());
        assertEquals(NOW.toEpochMilli(), session.getCreationTime());
        assertTrue(session.getLastAccessedTime() > NOW.toEpochMilli() - 1);
    }

    @Test
    void aSessionThatTheContextFindsTooOldIsErased() {
        context.setSessionTimeout(60);
        now = NOW.plusSeconds(60).minusMillis(1);
        assertTrue(tickets.open(ResumingTls13Client.ticket()).isPresent());
        now = NOW.plusSeconds(60);
        assertEquals(Optional.empty(), tickets.open(ResumingTls13Client.ticket()));
        assertEquals(2, opened.size());
        assertThrows(IllegalStateException.class, opened.get(1).secret()::bytes);
    }

    @Test
    void whatIsNoTicketIsNone() {
        assertEquals(Optional.empty(), tickets.open(new byte[] {1, 2, 3}));
    }

    /** The context has a say in nothing else. */
    @Test
    void allElseIsAsTheTicketsSay() {
        List<TicketKey> ring = new ArrayList<>(List.of(TicketKey.generate(RANDOM)));
        var sealing =
                new StatelessTickets(() -> List.copyOf(ring), RANDOM, 3, Duration.ofMinutes(5), new KnownChains(1));
        var ours = new ServerTickets(sealing, context, session);
        assertEquals(3, ours.count());
        assertEquals(Duration.ofMinutes(5), ours.lifetime());
        ResumableSession one = watched.open(ResumingTls13Client.ticket()).orElseThrow();
        byte[] ticket = ours.seal(one);
        assertArrayEquals(
                one.secret().bytes(),
                sealing.open(ticket).orElseThrow().secret().bytes());
        assertEquals(false, ours.isStale(ticket));
        ring.add(0, TicketKey.generate(RANDOM));
        assertTrue(ours.isStale(ticket));
    }
}
