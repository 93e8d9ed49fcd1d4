package dev.handfast.handshake;

import dev.handfast.crypto.DheGroup;
import dev.handfast.wire.NamedGroup;
import java.util.Optional;

/** The Diffie-Hellman fields of TLS 1.2 about which the hellos say nothing. Immutable. */
public interface FiniteFields {
    /** A client takes any, a server uses ffdhe2048. */
    FiniteFields ANY = new FiniteFields() {};

    /** Client: whether a field of so many bits may be used; those below 2048 are refused in any case. */
    default boolean permits(int bits) {
        return true;
    }

    /**
     * Server: what is used with a client that names no field; empty for none. Asked only when it comes to that: few clients name
     * none, and a field is much to make.
     */
    default Optional<DheGroup> own() {
        return Optional.of(DheGroup.named(NamedGroup.FFDHE2048));
    }
}
