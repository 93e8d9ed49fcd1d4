package dev.handfast.client;

import dev.handfast.crypto.EarlySecret;
import dev.handfast.crypto.Erasable;
import dev.handfast.handshake.PreSharedKey;
import dev.handfast.message.PreSharedKeyOffer.PskIdentity;
import java.time.Instant;

/**
 * A pre-shared key that a ClientHello offers (RFC 9846 §4.3.11).
 *
 * @param early what it makes, until the server has taken it or not
 */
record OfferedPsk(PreSharedKey key, EarlySecret early) implements Erasable {

    static OfferedPsk of(PreSharedKey key) {
        return new OfferedPsk(key, EarlySecret.of(key.hash(), key.secret()));
    }

    PskIdentity identity(Instant now) {
        return new PskIdentity(key.identity(), key.obfuscatedAge(now));
    }

    /** Proves that we have it; {@code truncatedHash} covers the hello up to the binders. */
    byte[] binder(byte[] truncatedHash) {
        return early.binder(key.binder(), truncatedHash);
    }

    @Override
    public void close() {
        early.close();
        key.close();
    }
}
