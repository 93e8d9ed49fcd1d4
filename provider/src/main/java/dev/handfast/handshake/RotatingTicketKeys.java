package dev.handfast.handshake;

import dev.handfast.crypto.TicketKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keys that are generated here, and never leave. A new one seals after each period; an old one opens until the last ticket that it
 * sealed is too old. Who steals a key reads the resumptions of one period, not of all time. Thread-safe.
 */
public final class RotatingTicketKeys implements TicketKeyRing {
    private final SecureRandom random;
    private final InstantSource clock;
    private final Duration period;
    private final Duration lifetime;
    private final ReentrantLock rotating = new ReentrantLock();
    private volatile Ring ring = new Ring(List.of(), List.of(), Instant.MIN);

    private record Dated(TicketKey key, Instant since) {}

    private record Ring(List<Dated> dated, List<TicketKey> keys, Instant until) {
        boolean isGoodAt(Instant now) {
            return now.isBefore(until);
        }
    }

    /**
     * Makes the first key when it is needed.
     *
     * @param period how long a key seals
     * @param lifetime of a ticket
     */
    public RotatingTicketKeys(SecureRandom random, InstantSource clock, Duration period, Duration lifetime) {
        this.random = random;
        this.clock = clock;
        this.period = period;
        this.lifetime = lifetime;
    }

    @Override
    public List<TicketKey> keys() {
        Instant now = clock.instant();
        Ring current = ring;
        return current.isGoodAt(now) ? current.keys() : rotatedAt(now);
    }

    private List<TicketKey> rotatedAt(Instant now) {
        rotating.lock();
        try {
            if (!ring.isGoodAt(now)) { // else another thread was faster
                ring = rotated(ring, now);
            }
            return ring.keys();
        } finally {
            rotating.unlock();
        }
    }

    private Ring rotated(Ring before, Instant now) {
        Instant oldest = now.minus(period).minus(lifetime);
        var dated = new ArrayList<Dated>();
        var keys = new ArrayList<TicketKey>();
        dated.add(new Dated(TicketKey.generate(random), now));
        for (Dated old : before.dated()) {
            if (old.since().isAfter(oldest)) {
                dated.add(old);
            } else {
                old.key().close();
            }
        }
        for (Dated each : dated) {
            keys.add(each.key());
        }
        return new Ring(dated, List.copyOf(keys), now.plus(period));
    }
}
