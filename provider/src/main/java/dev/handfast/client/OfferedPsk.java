package dev.handfast.client;

import dev.handfast.crypto.EarlySecret;
import dev.handfast.crypto.Erasable;
import dev.handfast.crypto.Hash;
import dev.handfast.handshake.ResumableSession;
import dev.handfast.message.ClientHello;
import dev.handfast.message.PreSharedKeyOffer;
import dev.handfast.message.PreSharedKeyOffer.PskIdentity;
import java.time.Instant;
import java.util.List;

/**
 * The one session that a ClientHello offers to resume (RFC 9846 §4.3.11).
 *
 * @param early what its PSK makes, until the server has taken it or not
 */
record OfferedPsk(ResumableSession session, EarlySecret early) implements Erasable {

    /** Hashes the beginning of a ClientHello, and what came before it. */
    @FunctionalInterface
    interface TruncatedHash {
        byte[] of(OfferedPsk psk, byte[] hello, int length);
    }

    /** Makes a ClientHello with this offer in it; null for none. */
    @FunctionalInterface
    interface Form {
        ClientHello with(PreSharedKeyOffer offer);
    }

    /** Takes {@code session} over. */
    static OfferedPsk of(ResumableSession session) {
        return new OfferedPsk(session, EarlySecret.of(hash(session), session.secret()));
    }

    private static Hash hash(ResumableSession session) {
        return Hash.of(session.negotiated().suite());
    }

    Hash hash() {
        return hash(session);
    }

    /** A hello whose binder covers all that comes before it (RFC 9846 §4.3.11.2). */
    ClientHello bind(Form form, Instant now, TruncatedHash truncated) {
        PreSharedKeyOffer unbound = offer(now, new byte[hash().length()]);
        byte[] hello = form.with(unbound).encode();
        byte[] hash = truncated.of(this, hello, hello.length - unbound.bindersLength());
        return form.with(offer(now, early.resumptionBinder(hash)));
    }

    private PreSharedKeyOffer offer(Instant now, byte[] binder) {
        return new PreSharedKeyOffer(
                List.of(new PskIdentity(session.identity(), session.obfuscatedAge(now))), List.of(binder));
    }

    @Override
    public void close() {
        early.close();
        session.close();
    }
}
