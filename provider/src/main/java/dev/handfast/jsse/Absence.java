package dev.handfast.jsse;

import dev.handfast.managers.DisabledAlgorithms.Use;
import dev.handfast.property.Property;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.SignatureScheme;
import java.util.List;
import java.util.Optional;

/**
 * Why something that Handfast knows is not on by default: the property that took it away, and what stands there. Empty for what
 * is on. Asked by whoever shows an operator what his settings do.
 */
final class Absence {
    private static final String NOT_NAMED = " does not name it";

    private Absence() {}

    static Optional<String> of(CipherSuite suite, Policy policy, boolean client) {
        if (policy.of(client).suites().contains(suite)) {
            return Optional.empty();
        }
        Property property = client ? Property.CLIENT_SUITES : Property.SERVER_SUITES;
        return policy.permissions()
                .against(suite)
                .or(() -> Optional.of(
                        property.isSet()
                                ? property + NOT_NAMED
                                : "off until it is enabled by name: it has no forward secrecy, or CBC"));
    }

    static Optional<String> of(NamedGroup group, Policy policy) {
        return policy.groups().contains(group)
                ? Optional.empty()
                : policy.permissions()
                        .against(group)
                        .or(
                                () -> Optional.of(
                                        Property.NAMED_GROUPS.isSet()
                                                ? Property.NAMED_GROUPS + NOT_NAMED
                                                : "off until it is enabled by name: its key shares are over a thousand bytes long"));
    }

    /** For signatures of handshakes. */
    static Optional<String> of(SignatureScheme scheme, Policy policy, boolean client) {
        Property property = client ? Property.CLIENT_SCHEMES : Property.SERVER_SCHEMES;
        boolean named = policy.of(client).schemes().contains(scheme);
        return policy.permissions()
                .against(scheme, Use.HANDSHAKE)
                .or(() -> named ? Optional.empty() : Optional.of(property + NOT_NAMED));
    }

    /** @param on those that a context has on by default */
    static Optional<String> of(ProtocolVersion version, Policy policy, List<ProtocolVersion> on, boolean client) {
        if (on.contains(version)) {
            return policy.of(client).canSpeakTls13() || !version.equals(ProtocolVersion.TLS_1_3)
                    ? Optional.empty()
                    : Optional.of((client ? Property.CLIENT_DISABLED_EXTENSIONS : Property.SERVER_DISABLED_EXTENSIONS)
                            + " switches off an extension that it needs");
        }
        Property property = client ? Property.CLIENT_PROTOCOLS : Property.SERVER_PROTOCOLS;
        return policy.permissions()
                .against(version)
                .or(() -> Optional.of(
                        property.isSet() ? property + NOT_NAMED : "the context is of an older version by its name"));
    }
}
