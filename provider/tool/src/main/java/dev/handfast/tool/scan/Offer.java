package dev.handfast.tool.scan;

import dev.handfast.HandfastParameters;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.SignatureScheme;
import java.util.List;

/**
 * What a client of ours offers a server, best first. Immutable.
 *
 * @param applications of ALPN; empty for no such extension
 */
record Offer(
        ProtocolVersion version,
        List<CipherSuite> suites,
        List<NamedGroup> groups,
        List<SignatureScheme> schemes,
        List<String> applications) {

    /** All that we have for {@code version}, weak things included: nothing is sent over such a connection. */
    static Offer everything(ProtocolVersion version) {
        return new Offer(
                version,
                CipherSuite.ofVersion(version),
                NamedGroup.SUPPORTED,
                List.of(SignatureScheme.values()),
                List.of());
    }

    Offer withSuites(List<CipherSuite> others) {
        return new Offer(version, others, groups, schemes, applications);
    }

    Offer withGroups(List<NamedGroup> others) {
        return new Offer(version, suites, others, schemes, applications);
    }

    Offer withSchemes(List<SignatureScheme> others) {
        return new Offer(version, suites, groups, others, applications);
    }

    Offer withApplications(List<String> others) {
        return new Offer(version, suites, groups, schemes, others);
    }

    void putInto(HandfastParameters parameters) {
        parameters.setProtocols(new String[] {version.toString()});
        parameters.setCipherSuites(names(suites));
        parameters.setNamedGroups(names(groups));
        parameters.setSignatureSchemes(names(schemes));
        parameters.setApplicationProtocols(applications.toArray(String[]::new));
    }

    private static String[] names(List<?> algorithms) {
        return algorithms.stream().map(Object::toString).toArray(String[]::new);
    }
}
