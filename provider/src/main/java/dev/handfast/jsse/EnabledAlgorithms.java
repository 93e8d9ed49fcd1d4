package dev.handfast.jsse;

import dev.handfast.HandfastParameters;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.SignatureScheme;
import java.security.AlgorithmConstraints;
import java.security.CryptoPrimitive;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What one connection may use: what its parameters enable, less what the operator ({@link Policy}) and the application's own
 * {@link AlgorithmConstraints} forbid. Setting a list never re-enables what is forbidden.
 */
record EnabledAlgorithms(HandfastParameters set, Policy policy, boolean client) {
    private static final Set<CryptoPrimitive> AGREEMENT = EnumSet.of(CryptoPrimitive.KEY_AGREEMENT);
    private static final Set<CryptoPrimitive> SIGNATURE = EnumSet.of(CryptoPrimitive.SIGNATURE);

    /** A version without a suite is not offered, as in the JDK. */
    List<ProtocolVersion> versions() {
        return permittedVersions().stream()
                .filter(version -> permittedSuites().stream()
                        .anyMatch(suite -> suite.version().equals(version)))
                .toList();
    }

    List<CipherSuite> suites() {
        List<ProtocolVersion> versions = permittedVersions();
        return permittedSuites().stream()
                .filter(suite -> versions.contains(suite.version()))
                .toList();
    }

    private List<ProtocolVersion> permittedVersions() {
        return Policy.known(Stream.of(set.getProtocols()), ProtocolVersion::named).stream()
                .filter(version -> policy.disabled().permitsProtocol(version.toString()))
                .filter(version -> permits(AGREEMENT, version.toString()))
                .toList();
    }

    private List<CipherSuite> permittedSuites() {
        return Policy.known(Stream.of(set.getCipherSuites()), CipherSuite::named).stream()
                .filter(policy.disabled()::permits)
                .filter(suite -> permits(AGREEMENT, suite.name()))
                .toList();
    }

    List<NamedGroup> groups() {
        String[] names = set.getNamedGroups();
        List<NamedGroup> wanted = names == null ? policy.groups() : Policy.known(Stream.of(names), NamedGroup::named);
        return wanted.stream()
                .filter(policy.disabled()::permits)
                .filter(group -> permits(AGREEMENT, group.toString()))
                .filter(group -> permits(AGREEMENT, DisabledAlgorithms.keyAlgorithm(group)))
                .toList();
    }

    /** For handshakes and certificates alike. */
    List<SignatureScheme> schemes() {
        String[] names = set.getSignatureSchemes();
        List<SignatureScheme> wanted = names != null
                ? Policy.known(Stream.of(names), SignatureScheme::named)
                : client ? policy.clientSchemes() : policy.serverSchemes();
        return wanted.stream()
                .filter(policy.disabled()::permits)
                .filter(scheme -> permits(SIGNATURE, scheme.toString()))
                .filter(scheme -> permits(SIGNATURE, scheme.keyAlgorithm()))
                .filter(scheme -> permits(SIGNATURE, scheme.jcaName()))
                .toList();
    }

    private boolean permits(Set<CryptoPrimitive> use, String algorithm) {
        AlgorithmConstraints own = set.getAlgorithmConstraints();
        return own == null || own.permits(use, algorithm, null);
    }
}
