package dev.handfast.jsse;

import dev.handfast.HandfastParameters;
import dev.handfast.managers.DisabledAlgorithms;
import dev.handfast.managers.DisabledAlgorithms.Use;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.SignatureScheme;
import java.security.AlgorithmConstraints;
import java.security.CryptoPrimitive;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What one connection may use: what its parameters enable, less what the operator ({@link Policy}) and the application's own
 * {@link AlgorithmConstraints} forbid. Setting a list never re-enables what is forbidden. Immutable.
 *
 * @param versions those that have a suite; the others are not offered, as in the JDK
 * @param suites those of these versions
 * @param groups for key exchanges of these versions
 * @param handshakeSchemes for signatures in handshakes of these versions
 * @param certificateSchemes for signatures in certificates
 */
record EnabledAlgorithms(
        List<ProtocolVersion> versions,
        List<CipherSuite> suites,
        List<NamedGroup> groups,
        List<SignatureScheme> handshakeSchemes,
        List<SignatureScheme> certificateSchemes) {
    private static final Set<CryptoPrimitive> AGREEMENT = EnumSet.of(CryptoPrimitive.KEY_AGREEMENT);
    private static final Set<CryptoPrimitive> SIGNATURE = EnumSet.of(CryptoPrimitive.SIGNATURE);

    /** Works them out, which takes its time: see {@link EnabledAlgorithmsCache}. */
    static EnabledAlgorithms of(HandfastParameters set, Policy policy, boolean client) {
        var filter = new Filter(set, policy, client);
        List<CipherSuite> permitted = filter.suites();
        List<ProtocolVersion> versions = filter.versions().stream()
                .filter(version ->
                        permitted.stream().anyMatch(suite -> suite.version().equals(version)))
                .toList();
        return new EnabledAlgorithms(
                versions,
                permitted.stream()
                        .filter(suite -> versions.contains(suite.version()))
                        .toList(),
                filter.groups().stream()
                        .filter(group -> versions.stream().anyMatch(group::exchanges))
                        .toList(),
                filter.schemes(Use.HANDSHAKE).stream()
                        .filter(scheme -> versions.stream().anyMatch(scheme::signs))
                        .toList(),
                filter.schemes(Use.CERTIFICATE));
    }

    private record Filter(HandfastParameters set, Policy policy, boolean client) {

        /** Newest first, however they were set: some servers take the first that they know (RFC 9846 §4.3.1). */
        List<ProtocolVersion> versions() {
            return Policy.known(Stream.of(set.getProtocols()), ProtocolVersion::named).stream()
                    .filter(policy.permissions()::permits)
                    .filter(version -> role().canSpeakTls13() || !version.equals(ProtocolVersion.TLS_1_3))
                    .filter(version -> permits(AGREEMENT, version.toString()))
                    .sorted(Comparator.comparingInt(ProtocolVersion::code).reversed())
                    .toList();
        }

        List<CipherSuite> suites() {
            return Policy.known(Stream.of(set.getCipherSuites()), CipherSuite::named).stream()
                    .filter(policy.permissions()::permits)
                    .filter(suite -> permits(AGREEMENT, suite.name()))
                    .toList();
        }

        List<NamedGroup> groups() {
            String[] names = set.getNamedGroups();
            List<NamedGroup> wanted =
                    names == null ? policy.groups() : Policy.known(Stream.of(names), NamedGroup::named);
            return wanted.stream()
                    .filter(policy.permissions()::permits)
                    .filter(group -> permits(AGREEMENT, group.toString()))
                    .filter(group -> group.parts().stream().allMatch(this::permitsPart))
                    .toList();
        }

        List<SignatureScheme> schemes(Use use) {
            String[] names = set.getSignatureSchemes();
            List<SignatureScheme> wanted =
                    names != null ? Policy.known(Stream.of(names), SignatureScheme::named) : role().schemes();
            return wanted.stream()
                    .filter(scheme -> policy.permissions().permits(scheme, use))
                    .filter(scheme -> permits(SIGNATURE, scheme.toString()))
                    .filter(scheme -> permits(SIGNATURE, scheme.keyAlgorithm()))
                    .filter(scheme -> permits(SIGNATURE, scheme.jcaName()))
                    .toList();
        }

        /** Of a group that is no hybrid, it is the group itself. */
        private boolean permitsPart(NamedGroup part) {
            return permits(AGREEMENT, part.toString()) && permits(AGREEMENT, DisabledAlgorithms.keyAlgorithm(part));
        }

        private RolePolicy role() {
            return policy.of(client);
        }

        private boolean permits(Set<CryptoPrimitive> use, String algorithm) {
            AlgorithmConstraints own = set.getAlgorithmConstraints();
            return own == null || own.permits(use, algorithm, null);
        }
    }
}
