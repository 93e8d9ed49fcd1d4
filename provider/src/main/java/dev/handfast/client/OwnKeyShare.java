package dev.handfast.client;

import dev.handfast.crypto.KeyExchange;
import dev.handfast.crypto.Offer;
import dev.handfast.message.KeyShareEntry;
import dev.handfast.wire.NamedGroup;
import java.security.SecureRandom;

/**
 * The key share of a ClientHello (RFC 9846 §4.3.8).
 *
 * @param offer private until the server answers it
 */
record OwnKeyShare(NamedGroup group, Offer offer) {

    static OwnKeyShare of(NamedGroup group, SecureRandom random) {
        return new OwnKeyShare(group, KeyExchange.of(group).offer(random));
    }

    /** What is sent of it. */
    KeyShareEntry entry() {
        return new KeyShareEntry(group, offer.share());
    }

    /** Erases the private half. */
    void close() {
        offer.close();
    }
}
