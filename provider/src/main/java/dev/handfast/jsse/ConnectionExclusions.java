package dev.handfast.jsse;

import dev.handfast.HandfastParameters;
import dev.handfast.handshake.Exclusions;
import dev.handfast.managers.DisabledAlgorithms;
import dev.handfast.managers.DisabledAlgorithms.Use;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.SignatureScheme;
import java.security.AlgorithmConstraints;
import java.security.CryptoPrimitive;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Why one connection does not use something: the operator's property, the application's constraints, or its own list. Asked in
 * the order in which {@link EnabledAlgorithms} takes things away.
 *
 * @param enabled what it does use
 */
record ConnectionExclusions(HandfastParameters set, Policy policy, boolean client, EnabledAlgorithms enabled)
        implements Exclusions {
    private static final Set<CryptoPrimitive> AGREEMENT = EnumSet.of(CryptoPrimitive.KEY_AGREEMENT);
    private static final Set<CryptoPrimitive> SIGNATURE = EnumSet.of(CryptoPrimitive.SIGNATURE);

    @Override
    public Optional<String> of(ProtocolVersion version) {
        if (enabled.versions().contains(version)) {
            return Optional.empty();
        }
        boolean named = List.of(set.getProtocols()).contains(version.toString());
        return policy.permissions()
                .against(version)
                .or(() -> named ? constrained(AGREEMENT, version.toString()) : Optional.empty())
                .or(() -> Optional.of(
                        named
                                ? "no cipher suite of it is enabled, or one of its extensions is switched off"
                                : "the enabled protocols do not name it"));
    }

    @Override
    public Optional<String> of(CipherSuite suite) {
        if (enabled.suites().contains(suite)) {
            return Optional.empty();
        }
        boolean named = List.of(set.getCipherSuites()).contains(suite.name());
        return policy.permissions()
                .against(suite)
                .or(() -> constrained(AGREEMENT, suite.name()))
                .or(() -> named ? Optional.of(suite.version() + " is not enabled") : Absence.of(suite, policy, client))
                .or(() -> Optional.of("the enabled cipher suites do not name it"));
    }

    @Override
    public Optional<String> of(NamedGroup group) {
        if (enabled.groups().contains(group)) {
            return Optional.empty();
        }
        return Absence.of(group, policy)
                .or(() -> constrained(AGREEMENT, group.toString(), DisabledAlgorithms.keyAlgorithm(group)))
                .or(() -> Optional.of("the named groups that the application set do not name it"));
    }

    @Override
    public Optional<String> of(SignatureScheme scheme) {
        if (enabled.handshakeSchemes().contains(scheme)) {
            return Optional.empty();
        }
        if (enabled.versions().stream().noneMatch(scheme::signs)) {
            return Optional.of("it signs no handshake of " + enabled.versions());
        }
        return policy.permissions()
                .against(scheme, Use.HANDSHAKE)
                .or(() -> constrained(SIGNATURE, scheme.toString(), scheme.keyAlgorithm(), scheme.jcaName()))
                .or(() -> Absence.of(scheme, policy, client))
                .or(() -> Optional.of("the signature schemes that the application set do not name it"));
    }

    private Optional<String> constrained(Set<CryptoPrimitive> use, String... names) {
        AlgorithmConstraints own = set.getAlgorithmConstraints();
        boolean permitted = own == null || Stream.of(names).allMatch(name -> own.permits(use, name, null));
        return permitted
                ? Optional.empty()
                : Optional.of("the algorithm constraints that the application set in its SSLParameters forbid it");
    }
}
