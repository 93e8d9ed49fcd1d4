package dev.handfast.handshake;

import dev.handfast.crypto.TicketKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Tickets that carry the session themselves: the server remembers nothing but the keys (RFC 9846 §4.7.1). Thread-safe. */
public final class StatelessTickets implements Tickets {
    private final TicketKeyRing ring;
    private final SecureRandom random;
    private final int count;
    private final Duration lifetime;
    private final KnownChains chains;

    /**
     * Hands out {@code count} tickets at the end of each handshake.
     *
     * @param count 0 to 10
     * @param lifetime up to {@link ResumableSession#MAX_LIFETIME}
     * @param chains what tickets leave out
     */
    public StatelessTickets(TicketKeyRing ring, SecureRandom random, int count, Duration lifetime, KnownChains chains) {
        this.ring = ring;
        this.random = random;
        this.count = count;
        this.lifetime = lifetime;
        this.chains = chains;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public Duration lifetime() {
        return lifetime;
    }

    @Override
    public byte[] seal(ResumableSession session) {
        chains.remember(session.negotiated().peerChain());
        byte[] state = TicketState.encode(session);
        try {
            return sealed(state);
        } finally {
            Arrays.fill(state, (byte) 0);
        }
    }

    /** A key that was replaced in this very moment is not the first of the ring any more. */
    private byte[] sealed(byte[] state) {
        Optional<byte[]> ticket = Optional.empty();
        while (ticket.isEmpty()) {
            ticket = ring.keys().get(0).seal(state, random);
        }
        return ticket.get();
    }

    /** A newer key seals. */
    @Override
    public boolean isStale(byte[] ticket) {
        return !ring.keys().get(0).isNamedBy(ticket);
    }

    @Override
    public Optional<ResumableSession> open(byte[] ticket) {
        List<TicketKey> keys = ring.keys();
        for (TicketKey key : keys) {
            if (key.isNamedBy(ticket)) {
                return key.open(ticket).flatMap(state -> decoded(state, ticket));
            }
        }
        return Optional.empty();
    }

    private Optional<ResumableSession> decoded(byte[] state, byte[] ticket) {
        try {
            return TicketState.decode(state, ticket, chains);
        } finally {
            Arrays.fill(state, (byte) 0);
        }
    }
}
