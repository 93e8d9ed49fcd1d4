package dev.handfast.handshake;

import dev.handfast.crypto.DheGroup;
import dev.handfast.wire.NamedGroup;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * The Diffie-Hellman fields of TLS 1.2 about which the hellos say nothing. Immutable.
 *
 * @param bits client: whether a field of so many bits may be used; those below 2048 are refused in any case
 * @param own server: what is used with a client that names no field; empty for none
 */
public record FiniteFields(IntPredicate bits, Optional<DheGroup> own) {
    /** A client takes any, a server uses ffdhe2048. */
    public static final FiniteFields ANY =
            new FiniteFields(any -> true, Optional.of(DheGroup.named(NamedGroup.FFDHE2048)));
}
