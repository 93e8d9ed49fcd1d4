package dev.handfast.jsse;

import dev.handfast.managers.DisabledAlgorithms;
import dev.handfast.managers.DisabledAlgorithms.Use;
import dev.handfast.property.Property;
import dev.handfast.property.Warnings;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.SignatureScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the operator forbids, whoever enables it; each answer names the property and what stands there. Immutable, thread-safe.
 *
 * @param tls {@code jdk.tls.disabledAlgorithms}
 * @param certificates {@code jdk.certpath.disabledAlgorithms}: in the JDK what is forbidden in every path is not negotiated, either,
 *     be it as a key exchange, a group or a signature
 * @param services {@code jdk.crypto.disabledAlgorithms}
 * @param curves {@code com.sun.net.ssl.enableECC}: the suites of TLS 1.2 that need a curve
 * @param fields {@code jsse.enableFFDHE}: the finite fields that have names
 */
record Permissions(
        DisabledAlgorithms tls,
        DisabledAlgorithms certificates,
        DisabledServices services,
        boolean curves,
        boolean fields) {

    /** As they are now. */
    static Permissions current(Warnings warnings) {
        return new Permissions(
                DisabledAlgorithms.of(Property.DISABLED_ALGORITHMS.toString()),
                DisabledAlgorithms.of(Property.CERTPATH_DISABLED_ALGORITHMS.toString()),
                DisabledServices.current(),
                Property.ECC.flag(warnings),
                Property.FFDHE.flag(warnings));
    }

    boolean permits(ProtocolVersion version) {
        return against(version).isEmpty();
    }

    /** Those of {@code versions} that it permits. */
    List<ProtocolVersion> permittedVersions(List<ProtocolVersion> versions) {
        var permitted = new ArrayList<ProtocolVersion>();
        for (ProtocolVersion version : versions) {
            if (permits(version)) {
                permitted.add(version);
            }
        }
        return List.copyOf(permitted);
    }

    Optional<String> against(ProtocolVersion version) {
        return entry(tls.forbiddingProtocol(version.toString()), Property.DISABLED_ALGORITHMS);
    }

    boolean permits(CipherSuite suite) {
        return against(suite).isEmpty();
    }

    /** Those of {@code suites} that it permits. */
    List<CipherSuite> permittedSuites(List<CipherSuite> suites) {
        var permitted = new ArrayList<CipherSuite>();
        for (CipherSuite suite : suites) {
            if (permits(suite)) {
                permitted.add(suite);
            }
        }
        return List.copyOf(permitted);
    }

    Optional<String> against(CipherSuite suite) {
        return first(
                entry(tls.forbidding(suite), Property.DISABLED_ALGORITHMS),
                entry(certificates.forbiddingKeyExchange(suite), Property.CERTPATH_DISABLED_ALGORITHMS),
                entry(services.forbidding(suite), Property.CRYPTO_DISABLED_ALGORITHMS),
                off(!curves && suite.keyExchange().needsCurve(), Property.ECC));
    }

    boolean permits(NamedGroup group) {
        return against(group).isEmpty();
    }

    /** Those of {@code groups} that it permits. */
    List<NamedGroup> permittedGroups(List<NamedGroup> groups) {
        var permitted = new ArrayList<NamedGroup>();
        for (NamedGroup group : groups) {
            if (permits(group)) {
                permitted.add(group);
            }
        }
        return List.copyOf(permitted);
    }

    Optional<String> against(NamedGroup group) {
        return first(
                entry(tls.forbidding(group), Property.DISABLED_ALGORITHMS),
                entry(certificates.forbidding(group), Property.CERTPATH_DISABLED_ALGORITHMS),
                off(!fields && group.isFiniteField(), Property.FFDHE));
    }

    boolean permits(SignatureScheme scheme, Use use) {
        return against(scheme, use).isEmpty();
    }

    Optional<String> against(SignatureScheme scheme, Use use) {
        return first(
                entry(tls.forbidding(scheme, use), Property.DISABLED_ALGORITHMS),
                entry(certificates.forbidding(scheme, use), Property.CERTPATH_DISABLED_ALGORITHMS),
                entry(services.forbidding(scheme), Property.CRYPTO_DISABLED_ALGORITHMS));
    }

    private static Optional<String> entry(Optional<String> forbidding, Property property) {
        return forbidding.isPresent() ? Optional.of("\"" + forbidding.get() + "\" in " + property) : Optional.empty();
    }

    /** Nearly all is permitted, so that all reasons are looked for in any case. */
    @SafeVarargs
    private static Optional<String> first(Optional<String>... reasons) {
        for (Optional<String> reason : reasons) {
            if (reason.isPresent()) {
                return reason;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> off(boolean forbidden, Property property) {
        return forbidden ? Optional.of(property + "=false") : Optional.empty();
    }
}
