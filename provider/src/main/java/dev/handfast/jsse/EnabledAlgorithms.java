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
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

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
        List<ProtocolVersion> versions = filter.versions(permitted);
        return new EnabledAlgorithms(
                versions,
                suitesOf(versions, permitted),
                groupsOf(versions, filter.groups()),
                schemesOf(versions, filter.schemes(Use.HANDSHAKE)),
                filter.schemes(Use.CERTIFICATE));
    }

    private static List<CipherSuite> suitesOf(List<ProtocolVersion> versions, List<CipherSuite> permitted) {
        var suites = new ArrayList<CipherSuite>();
        for (CipherSuite suite : permitted) {
            if (versions.contains(suite.version())) {
                suites.add(suite);
            }
        }
        return List.copyOf(suites);
    }

    private static List<NamedGroup> groupsOf(List<ProtocolVersion> versions, List<NamedGroup> permitted) {
        var groups = new LinkedHashSet<NamedGroup>();
        for (NamedGroup group : permitted) {
            for (ProtocolVersion version : versions) {
                if (group.exchanges(version)) {
                    groups.add(group);
                }
            }
        }
        return List.copyOf(groups);
    }

    private static List<SignatureScheme> schemesOf(List<ProtocolVersion> versions, List<SignatureScheme> permitted) {
        var schemes = new LinkedHashSet<SignatureScheme>();
        for (SignatureScheme scheme : permitted) {
            for (ProtocolVersion version : versions) {
                if (scheme.signs(version)) {
                    schemes.add(scheme);
                }
            }
        }
        return List.copyOf(schemes);
    }

    private record Filter(HandfastParameters set, Policy policy, boolean client) {

        /**
         * Those that one of {@code suites} is for. Newest first, however they were set: some servers take the first that they know
         * (RFC 9846 §4.3.1).
         */
        List<ProtocolVersion> versions(List<CipherSuite> suites) {
            List<String> names = List.of(set.getProtocols());
            var versions = new ArrayList<ProtocolVersion>();
            for (ProtocolVersion version : Protocols.SUPPORTED) {
                if (names.contains(version.toString()) && isUsable(version) && isOfOne(suites, version)) {
                    versions.add(version);
                }
            }
            return List.copyOf(versions);
        }

        private boolean isUsable(ProtocolVersion version) {
            return policy.permissions().permits(version)
                    && (role().canSpeakTls13() || !version.equals(ProtocolVersion.TLS_1_3))
                    && permits(AGREEMENT, version.toString());
        }

        private static boolean isOfOne(List<CipherSuite> suites, ProtocolVersion version) {
            for (CipherSuite suite : suites) {
                if (suite.version().equals(version)) {
                    return true;
                }
            }
            return false;
        }

        List<CipherSuite> suites() {
            var suites = new ArrayList<CipherSuite>();
            for (CipherSuite suite : Policy.known(List.of(set.getCipherSuites()), CipherSuite::named)) {
                if (policy.permissions().permits(suite) && permits(AGREEMENT, suite.name())) {
                    suites.add(suite);
                }
            }
            return List.copyOf(suites);
        }

        List<NamedGroup> groups() {
            String[] names = set.getNamedGroups();
            var groups = new ArrayList<NamedGroup>();
            for (NamedGroup group : names == null ? policy.groups() : Policy.known(List.of(names), NamedGroup::named)) {
                if (policy.permissions().permits(group)
                        && permits(AGREEMENT, group.toString())
                        && permitsParts(group)) {
                    groups.add(group);
                }
            }
            return List.copyOf(groups);
        }

        /** Of a group that is no hybrid, its only part is the group itself. */
        private boolean permitsParts(NamedGroup group) {
            for (NamedGroup part : group.parts()) {
                if (!permits(AGREEMENT, part.toString())
                        || !permits(AGREEMENT, DisabledAlgorithms.keyAlgorithm(part))) {
                    return false;
                }
            }
            return true;
        }

        List<SignatureScheme> schemes(Use use) {
            String[] names = set.getSignatureSchemes();
            var schemes = new ArrayList<SignatureScheme>();
            for (SignatureScheme scheme :
                    names == null ? role().schemes() : Policy.known(List.of(names), SignatureScheme::named)) {
                if (policy.permissions().permits(scheme, use)
                        && permits(SIGNATURE, scheme.toString())
                        && permits(SIGNATURE, scheme.keyAlgorithm())
                        && permits(SIGNATURE, scheme.jcaName())) {
                    schemes.add(scheme);
                }
            }
            return List.copyOf(schemes);
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
