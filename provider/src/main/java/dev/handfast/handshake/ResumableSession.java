package dev.handfast.handshake;

import dev.handfast.crypto.Erasable;
import dev.handfast.crypto.Secret;
import java.time.Duration;
import java.time.Instant;

/**
 * What one connection leaves for a later one (RFC 9846 §2.2). Whoever takes it over erases it.
 *
 * @param negotiated what was agreed then: version, suite, names, protocol and the certificates of both sides
 * @param secret the PSK that belongs to the ticket
 * @param ageAdd hides the age of the ticket from those who watch (RFC 9846 §4.3.11.1); 0 to 2^32-1
 * @param issued when the ticket came, or was made
 * @param lifetime how long it can be used from then on
 * @param identity the ticket
 */
public record ResumableSession(
        Negotiated negotiated, Secret secret, long ageAdd, Instant issued, Duration lifetime, byte[] identity)
        implements Erasable {
    /** RFC 9846 §4.7.1: no ticket lives longer, whatever its server says. */
    public static final Duration MAX_LIFETIME = Duration.ofDays(7);

    private static final long MODULUS = 1L << 32;

    /** Whether it can be used at {@code now}. */
    public boolean isAlive(Instant now) {
        return !now.isBefore(issued) && now.isBefore(issued.plus(lifetime));
    }

    /** {@code obfuscated_ticket_age} (RFC 9846 §4.3.11.1). */
    public long obfuscatedAge(Instant now) {
        return (Duration.between(issued, now).toMillis() + ageAdd) % MODULUS;
    }

    @Override
    public void close() {
        secret.close();
    }

    /** Tells no secret. */
    @Override
    public String toString() {
        return "session of " + negotiated.version() + ", " + negotiated.suite() + ", since " + issued;
    }
}
