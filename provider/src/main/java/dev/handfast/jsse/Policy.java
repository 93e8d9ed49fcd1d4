package dev.handfast.jsse;

import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.SignatureScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What an operator allows, by the JDK's properties, as they are when a context is initialised. Immutable.
 *
 * @param disabled {@code jdk.tls.disabledAlgorithms}
 * @param clientProtocols {@code jdk.tls.client.protocols}
 * @param serverProtocols {@code jdk.tls.server.protocols}
 * @param clientSuites {@code jdk.tls.client.cipherSuites}
 * @param serverSuites {@code jdk.tls.server.cipherSuites}
 * @param groups {@code jdk.tls.namedGroups}
 * @param clientSchemes {@code jdk.tls.client.SignatureSchemes}
 * @param serverSchemes {@code jdk.tls.server.SignatureSchemes}
 * @param sendServerName {@code jsse.enableSNIExtension}
 * @param requestStatus {@code jdk.tls.client.enableStatusRequestExtension}
 * @param sendAuthorities {@code jdk.tls.client.enableCAExtension}
 * @param maxHandshakeMessage bytes, {@code jdk.tls.maxHandshakeMessageSize}
 */
record Policy(
        DisabledAlgorithms disabled,
        List<ProtocolVersion> clientProtocols,
        List<ProtocolVersion> serverProtocols,
        List<CipherSuite> clientSuites,
        List<CipherSuite> serverSuites,
        List<NamedGroup> groups,
        List<SignatureScheme> clientSchemes,
        List<SignatureScheme> serverSchemes,
        boolean sendServerName,
        boolean requestStatus,
        boolean sendAuthorities,
        int maxHandshakeMessage) {

    /** All versions that Handfast speaks. */
    static final List<ProtocolVersion> SUPPORTED_PROTOCOLS = List.of(ProtocolVersion.TLS_1_3);

    /** All suites that Handfast knows, best first. */
    static final List<CipherSuite> SUPPORTED_SUITES = List.of(
            CipherSuite.TLS_AES_256_GCM_SHA384,
            CipherSuite.TLS_AES_128_GCM_SHA256,
            CipherSuite.TLS_CHACHA20_POLY1305_SHA256);

    /**
     * The policy of the moment.
     *
     * @throws IllegalArgumentException if {@code jdk.tls.*.protocols} names a protocol that nobody knows
     */
    static Policy current() {
        DisabledAlgorithms disabled = DisabledAlgorithms.of("jdk.tls.disabledAlgorithms");
        return new Policy(
                disabled,
                protocols("jdk.tls.client.protocols", disabled),
                protocols("jdk.tls.server.protocols", disabled),
                suites("jdk.tls.client.cipherSuites", disabled),
                suites("jdk.tls.server.cipherSuites", disabled),
                groups(disabled),
                schemes("jdk.tls.client.SignatureSchemes", disabled),
                schemes("jdk.tls.server.SignatureSchemes", disabled),
                flag("jsse.enableSNIExtension", true),
                flag("jdk.tls.client.enableStatusRequestExtension", true),
                flag("jdk.tls.client.enableCAExtension", false),
                Integer.getInteger("jdk.tls.maxHandshakeMessageSize", 1 << 17));
    }

    private static List<ProtocolVersion> protocols(String property, DisabledAlgorithms disabled) {
        var versions = new ArrayList<ProtocolVersion>();
        for (String name : list(property)) {
            if (ProtocolVersion.named(name).isEmpty() && !name.equals("SSLv2Hello")) {
                throw new IllegalArgumentException(property + ": " + name + " is not a standard SSL protocol name");
            }
            ProtocolVersion.named(name).filter(SUPPORTED_PROTOCOLS::contains).ifPresent(versions::add);
        }
        List<ProtocolVersion> chosen = list(property).isEmpty() ? SUPPORTED_PROTOCOLS : versions;
        return chosen.stream()
                .filter(version -> disabled.permitsProtocol(version.toString()))
                .toList();
    }

    private static List<CipherSuite> suites(String property, DisabledAlgorithms disabled) {
        return chosen(property, CipherSuite::named, SUPPORTED_SUITES).stream()
                .filter(disabled::permits)
                .toList();
    }

    private static List<NamedGroup> groups(DisabledAlgorithms disabled) {
        return chosen("jdk.tls.namedGroups", NamedGroup::named, NamedGroup.SUPPORTED).stream()
                .filter(disabled::permits)
                .toList();
    }

    private static List<SignatureScheme> schemes(String property, DisabledAlgorithms disabled) {
        return chosen(property, SignatureScheme::named, List.of(SignatureScheme.values())).stream()
                .filter(disabled::permits)
                .toList();
    }

    /** Those that the property names and we know, in its order; without the property, all of ours. */
    private static <T> List<T> chosen(String property, Function<String, Optional<T>> named, List<T> all) {
        List<String> names = list(property);
        return names.isEmpty() ? all : known(names.stream(), named);
    }

    /** What is known of {@code names}, in their order and each once. */
    static <T> List<T> known(Stream<String> names, Function<String, Optional<T>> named) {
        return names.map(named).flatMap(Optional::stream).distinct().toList();
    }

    private static List<String> list(String property) {
        String value = System.getProperty(property, "").replace("\"", "");
        return Stream.of(value.split(","))
                .map(String::trim)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static boolean flag(String property, boolean otherwise) {
        return Boolean.parseBoolean(System.getProperty(property, Boolean.toString(otherwise)));
    }
}
