package dev.handfast.jsse;

import dev.handfast.property.Property;
import dev.handfast.wire.ProtocolVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which protocols a context has on by default. */
final class Protocols {
    /** All versions that Handfast speaks, newest first. */
    static final List<ProtocolVersion> SUPPORTED = List.of(ProtocolVersion.TLS_1_3, ProtocolVersion.TLS_1_2);

    /** Names that JSSE knows and that are no TLS versions. */
    private static final Set<String> OTHERS = Set.of("SSLv2Hello", "DTLSv1.0", "DTLSv1.2");

    private Protocols() {}

    /** Those that we speak, up to {@code highest}, which is one of them. */
    static List<ProtocolVersion> upTo(ProtocolVersion highest) {
        return SUPPORTED.subList(SUPPORTED.indexOf(highest), SUPPORTED.size());
    }

    /**
     * Those that the system property names, as far as we speak them; without the property, all of ours.
     *
     * @throws IllegalArgumentException if it names a protocol that nobody knows
     */
    static List<ProtocolVersion> of(Property property) {
        List<String> names = property.list();
        if (names.isEmpty()) {
            return SUPPORTED;
        }
        var versions = new ArrayList<ProtocolVersion>();
        for (String name : names) {
            Optional<ProtocolVersion> version = ProtocolVersion.named(name);
            if (version.isEmpty() && !OTHERS.contains(name)) {
                throw new IllegalArgumentException(property + ": " + name
                        + " is not a standard SSL protocol name (the property is " + property.value() + ")");
            }
            if (version.isPresent() && SUPPORTED.contains(version.get()) && !versions.contains(version.get())) {
                versions.add(version.get());
            }
        }
        return versions;
    }
}
