package dev.handfast.handshake;

import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.SignatureScheme;
import java.util.Optional;

/**
 * Why something that we know is not enabled on our side: the property, the constraint or the application's own list. Asked only
 * for the message of a handshake that fails; empty for what is enabled.
 */
public interface Exclusions {
    /** Knows of no reason. */
    Exclusions UNKNOWN = new Exclusions() {};

    default Optional<String> of(ProtocolVersion version) {
        return Optional.empty();
    }

    default Optional<String> of(CipherSuite suite) {
        return Optional.empty();
    }

    default Optional<String> of(NamedGroup group) {
        return Optional.empty();
    }

    /** As a signature in the handshake. */
    default Optional<String> of(SignatureScheme scheme) {
        return Optional.empty();
    }
}
