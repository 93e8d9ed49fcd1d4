package dev.handfast.handshake;

import dev.handfast.crypto.DheGroup;
import dev.handfast.wire.NamedGroup;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/**
 * The Diffie-Hellman fields of TLS 1.2 about which the hellos say nothing. Immutable.
 *
 * @param bits client: whether a field of so many bits may be used; those below 2048 are refused in any case
 * @param own server: what is used with a client that names no field; empty for none. Asked only when it comes to that: few clients
 *     name none, and a field is much to make
 */
public record FiniteFields(IntPredicate bits, Supplier<Optional<DheGroup>> own) {
    /** A client takes any, a server uses ffdhe2048. */
    public static final FiniteFields ANY =
            new FiniteFields(any -> true, () -> Optional.of(DheGroup.named(NamedGroup.FFDHE2048)));
}
