package dev.handfast.handshake;

import dev.handfast.crypto.Erasable;
import dev.handfast.crypto.Hash;
import dev.handfast.crypto.PskBinder;
import dev.handfast.crypto.Secret;
import dev.handfast.message.ServerName;
import java.time.Instant;
import java.util.List;

/** A key that both sides may have before the handshake (RFC 9846 §4.3.11): of an earlier connection, or from elsewhere. */
public sealed interface PreSharedKey extends Erasable permits ResumableSession, ExternalPsk {
    /** What it is called in a ClientHello. */
    byte[] identity();

    /** {@code obfuscated_ticket_age}. */
    long obfuscatedAge(Instant now);

    /** The hash of the cipher suites that it goes with. */
    Hash hash();

    Secret secret();

    PskBinder binder();

    /**
     * What a connection starts from that uses it.
     *
     * @param serverNames those of this connection
     */
    Negotiated start(List<ServerName> serverNames);
}
