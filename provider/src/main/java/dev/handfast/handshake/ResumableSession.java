package dev.handfast.handshake;

import dev.handfast.crypto.Hash;
import dev.handfast.crypto.MasterSecret;
import dev.handfast.crypto.PskBinder;
import dev.handfast.crypto.Secret;
import dev.handfast.message.ServerName;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What one connection leaves for a later one (RFC 9846 §2.2, RFC 5246 §7.4.1.2). Whoever takes it over erases it.
 *
 * @param negotiated what was agreed then: version, suite, names, protocol and the certificates of both sides
 * @param binding what it is bound to besides: see {@link Settings#sessionBinding}
 * @param secret the PSK that belongs to the ticket; in TLS 1.2 the master secret
 * @param ageAdd TLS 1.3: hides the age of the ticket from those who watch (RFC 9846 §4.3.11.1); 0 to 2^32-1
 * @param issued when the ticket came, or was made
 * @param lifetime how long it can be used from then on
 * @param identity the ticket; TLS 1.2 may have a session id instead, and then it is empty
 * @param maxEarlyData bytes of early data that may come with it (RFC 9846 §4.3.10); 0 to 2^32-1
 * @param authenticated when the peer was, in a handshake with certificates; resuming does not renew it
 */
public record ResumableSession(
        Negotiated negotiated,
        byte[] binding,
        Secret secret,
        long ageAdd,
        Instant issued,
        Duration lifetime,
        byte[] identity,
        long maxEarlyData,
        Instant authenticated)
        implements PreSharedKey {
    /** RFC 9846 §4.7.1: no ticket lives longer, whatever its server says. */
    public static final Duration MAX_LIFETIME = Duration.ofDays(7);

    private static final long MODULUS = 1L << 32;

    /**
     * A session of TLS 1.2, with a copy of its master secret: all connections of the session have the same (RFC 5246 §7.3).
     *
     * @param issued see {@link #issued}; what counts for {@link #authenticated} is in {@code agreed}
     */
    public static ResumableSession ofTls12(
            Settings settings,
            Negotiated agreed,
            MasterSecret master,
            Instant issued,
            Duration lifetime,
            byte[] identity) {
        return new ResumableSession(
                agreed,
                settings.sessionBinding(),
                new Secret(master.secret().bytes().clone()),
                0,
                issued,
                lifetime,
                identity,
                0,
                agreed.resumedSince().orElse(issued));
    }

    /**
     * Whether it can be used now: it is not too old, nobody's certificate has expired, and it is bound to what we are bound to.
     *
     * @param settings of the connection that would resume it
     */
    public boolean isGoodFor(Settings settings) {
        Instant now = settings.clock().instant();
        return isAlive(now)
                && MessageDigest.isEqual(binding, settings.sessionBinding())
                && isValid(negotiated.peerChain(), now)
                && isValid(negotiated.localChain(), now);
    }

    /** Whether {@code now} is not too late for it. */
    public boolean isAlive(Instant now) {
        return !now.isBefore(issued)
                && now.isBefore(issued.plus(lifetime))
                && now.isBefore(authenticated.plus(MAX_LIFETIME));
    }

    private static boolean isValid(List<X509Certificate> chain, Instant now) {
        if (chain.isEmpty()) {
            return true;
        }
        X509Certificate leaf = chain.get(0);
        return !now.isBefore(leaf.getNotBefore().toInstant())
                && !now.isAfter(leaf.getNotAfter().toInstant());
    }

    /** The same session, with a secret of its own. */
    public ResumableSession copy() {
        return new ResumableSession(
                negotiated,
                binding,
                new Secret(secret.bytes().clone()),
                ageAdd,
                issued,
                lifetime,
                identity,
                maxEarlyData,
                authenticated);
    }

    @Override
    public Hash hash() {
        return Hash.of(negotiated.suite());
    }

    @Override
    public PskBinder binder() {
        return PskBinder.RESUMPTION;
    }

    /** It was made for the same names. */
    @Override
    public Negotiated start(List<ServerName> serverNames) {
        return resumed();
    }

    /** What a connection that resumes it starts from; the application protocol is agreed anew. */
    public Negotiated resumed() {
        return negotiated.withApplicationProtocol(null).resuming(authenticated);
    }

    /** When a client sent the hello in which it says that the ticket was so old, as far as one can believe it. */
    public Instant sent(long obfuscatedAge) {
        return issued.plusMillis(Math.floorMod(obfuscatedAge - ageAdd, MODULUS));
    }

    /** RFC 9846 §4.3.11.1. */
    @Override
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
