package dev.handfast.handshake;

import dev.handfast.message.ClientHello;
import dev.handfast.message.Extension;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.SignatureScheme;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a client has offered in its hello, by the names of things: for the message about a server that refuses it.
 *
 * @param removed what it knows and did not offer, and why
 * @param removedVersions those among it
 */
public record Offer(
        List<String> versions,
        List<String> suites,
        List<String> groups,
        List<String> schemes,
        List<String> protocols,
        List<String> serverNames,
        Map<String, String> removed,
        Map<String, String> removedVersions) {
    private static final List<ProtocolVersion> VERSIONS = List.of(ProtocolVersion.TLS_1_3, ProtocolVersion.TLS_1_2);

    /** As it stands in {@code hello}. */
    public static Offer of(ClientHello hello, Exclusions exclusions) {
        Map<String, String> removedVersions = Removed.of(VERSIONS.stream(), exclusions::of);
        return new Offer(
                names(hello.extensions().get(Extension.SUPPORTED_VERSIONS_CH).orElse(List.of(hello.legacyVersion()))),
                hello.cipherSuites().stream().map(CipherSuite::nameOf).toList(),
                names(hello.extensions().get(Extension.SUPPORTED_GROUPS_CH).orElse(List.of())),
                names(OwnCertificates.known(hello.extensions()
                        .get(Extension.SIGNATURE_ALGORITHMS_CH)
                        .orElse(List.of()))),
                hello.extensions().get(Extension.ALPN_CH).orElse(List.of()),
                hello.extensions().get(Extension.SERVER_NAME_CH).orElse(List.of()).stream()
                        .map(name -> new String(name.name(), StandardCharsets.US_ASCII))
                        .toList(),
                removed(removedVersions, exclusions),
                removedVersions);
    }

    private static Map<String, String> removed(Map<String, String> versions, Exclusions exclusions) {
        var removed = new LinkedHashMap<>(versions);
        removed.putAll(Removed.of(
                VERSIONS.stream().flatMap(version -> CipherSuite.ofVersion(version).stream()), exclusions::of));
        removed.putAll(Removed.of(NamedGroup.SUPPORTED.stream(), exclusions::of));
        removed.putAll(Removed.of(Stream.of(SignatureScheme.values()), exclusions::of));
        return removed;
    }

    private static List<String> names(List<?> values) {
        return values.stream().map(Object::toString).toList();
    }

    /** All that the two sides have to agree on. */
    List<String> all() {
        var all = new ArrayList<String>();
        Stream.of(versions, suites, groups, schemes).forEach(all::addAll);
        return all;
    }

    @Override
    public String toString() {
        return "the versions " + Removed.list(versions) + "; the cipher suites " + Removed.list(suites)
                + "; the groups " + Removed.list(groups) + "; the signature schemes " + Removed.list(schemes);
    }
}
