package dev.handfast.jsse;

import dev.handfast.managers.DisabledAlgorithms;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.CipherSuite.KeyExchangeAlgorithm;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.SignatureScheme;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What an operator allows, by the JDK's properties, as they are when a context is initialised. Immutable.
 *
 * @param disabled {@code jdk.tls.disabledAlgorithms}
 * @param clientSuites {@code jdk.tls.client.cipherSuites}
 * @param serverSuites {@code jdk.tls.server.cipherSuites}
 * @param groups {@code jdk.tls.namedGroups}
 * @param clientSchemes {@code jdk.tls.client.SignatureSchemes}
 * @param serverSchemes {@code jdk.tls.server.SignatureSchemes}
 * @param extendedMasterSecret {@code jdk.tls.useExtendedMasterSecret}
 * @param sendServerName {@code jsse.enableSNIExtension}
 * @param requestStatus {@code jdk.tls.client.enableStatusRequestExtension}
 * @param sendAuthorities {@code jdk.tls.client.enableCAExtension}
 * @param maxHandshakeMessage bytes, {@code jdk.tls.maxHandshakeMessageSize}
 */
record Policy(
        DisabledAlgorithms disabled,
        List<CipherSuite> clientSuites,
        List<CipherSuite> serverSuites,
        List<NamedGroup> groups,
        List<SignatureScheme> clientSchemes,
        List<SignatureScheme> serverSchemes,
        boolean extendedMasterSecret,
        boolean sendServerName,
        boolean requestStatus,
        boolean sendAuthorities,
        int maxHandshakeMessage) {

    /** All suites that Handfast knows, best first. */
    static final List<CipherSuite> SUPPORTED_SUITES = Stream.of(
                    Stream.of(
                            CipherSuite.TLS_AES_256_GCM_SHA384,
                            CipherSuite.TLS_AES_128_GCM_SHA256,
                            CipherSuite.TLS_CHACHA20_POLY1305_SHA256),
                    CipherSuite.ofVersion(ProtocolVersion.TLS_1_2).stream())
            .flatMap(Function.identity())
            .toList();

    /** Those that are on until somebody chooses: neither CBC, nor what lacks forward secrecy. */
    static final List<CipherSuite> DEFAULT_SUITES = SUPPORTED_SUITES.stream()
            .filter(suite -> suite.bulk().isAead() && suite.keyExchange() != KeyExchangeAlgorithm.RSA)
            .toList();

    /** RFC 5746 §3.3: no suite, and yet in the JDK's lists of suites. We send the extension instead, always. */
    static final String RENEGOTIATION_SCSV = "TLS_EMPTY_RENEGOTIATION_INFO_SCSV";

    /**
     * The policy of the moment.
     *
     * @throws IllegalArgumentException if {@code jdk.tls.namedGroups} is set and names no group of ours
     */
    static Policy current() {
        DisabledAlgorithms disabled = DisabledAlgorithms.of("jdk.tls.disabledAlgorithms");
        return new Policy(
                disabled,
                suites("jdk.tls.client.cipherSuites", disabled),
                suites("jdk.tls.server.cipherSuites", disabled),
                groups(disabled),
                schemes("jdk.tls.client.SignatureSchemes", disabled),
                schemes("jdk.tls.server.SignatureSchemes", disabled),
                flag("jdk.tls.useExtendedMasterSecret", true),
                flag("jsse.enableSNIExtension", true),
                flag("jdk.tls.client.enableStatusRequestExtension", true),
                flag("jdk.tls.client.enableCAExtension", false),
                positive("jdk.tls.maxHandshakeMessageSize", 1 << 17));
    }

    private static List<CipherSuite> suites(String property, DisabledAlgorithms disabled) {
        return chosen(property, CipherSuite::named, DEFAULT_SUITES).stream()
                .filter(disabled::permits)
                .toList();
    }

    private static List<NamedGroup> groups(DisabledAlgorithms disabled) {
        String property = "jdk.tls.namedGroups";
        List<NamedGroup> chosen = chosen(property, NamedGroup::named, NamedGroup.SUPPORTED);
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException("System property " + property + "(" + System.getProperty(property)
                    + ") contains no supported named groups; supported are " + NamedGroup.SUPPORTED);
        }
        return chosen.stream().filter(disabled::permits).toList();
    }

    private static List<SignatureScheme> schemes(String property, DisabledAlgorithms disabled) {
        return chosen(property, SignatureScheme::named, List.of(SignatureScheme.values())).stream()
                .filter(disabled::permits)
                .toList();
    }

    /**
     * Those that the property names and we know, in its order; without the property, all of ours. One that names nothing that we
     * know leaves nothing: to take the default instead would enable what the operator did not want.
     */
    private static <T> List<T> chosen(String property, Function<String, Optional<T>> named, List<T> all) {
        List<String> names = list(property);
        return names.isEmpty() ? all : known(names.stream(), named);
    }

    /** What is known of {@code names}, in their order and each once. */
    static <T> List<T> known(Stream<String> names, Function<String, Optional<T>> named) {
        return names.map(named).flatMap(Optional::stream).distinct().toList();
    }

    /** The names in a system property, which may be quoted; empty if it is not set. */
    static List<String> list(String property) {
        String value = System.getProperty(property, "").replace("\"", "");
        return Stream.of(value.split(","))
                .map(String::trim)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** What is neither true nor false counts as not set. */
    private static boolean flag(String property, boolean otherwise) {
        String value = System.getProperty(property, "");
        return otherwise ? !value.equalsIgnoreCase("false") : value.equalsIgnoreCase("true");
    }

    private static int positive(String property, int otherwise) {
        int value = Integer.getInteger(property, otherwise);
        return value > 0 ? value : otherwise;
    }
}
