package dev.handfast.tool;

import dev.handfast.tool.DemoAuthority.KeyKind;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.CipherSuite.KeyExchangeAlgorithm;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import java.security.Security;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A kind of handshake to be shown. */
enum DemoHandshake {
    TLS13("tls13", Sort.TLS13),
    ECDHE("ecdhe", Sort.ECDHE),
    DHE("dhe", Sort.DHE),
    RSA("rsa", Sort.RSA),
    RESUMED("resumed", Sort.TLS13),
    MUTUAL("mutual", Sort.TLS13),
    HYBRID("hybrid", Sort.TLS13),
    EARLY_DATA("0rtt", Sort.TLS13),
    PSK("psk", Sort.TLS13);

    private static final String DISABLED = "jdk.tls.disabledAlgorithms";

    private final String name;
    private final Sort sort;

    /**
     * Version, and how keys are agreed.
     *
     * @param suite the one of the demonstration; null for what both sides would take anyway
     * @param key what the demonstration's certificate has to hold
     */
    private record Sort(ProtocolVersion version, Set<KeyExchangeAlgorithm> exchanges, CipherSuite suite, KeyKind key) {
        static final Sort TLS13 =
                new Sort(ProtocolVersion.TLS_1_3, Set.of(KeyExchangeAlgorithm.NEGOTIATED), null, KeyKind.EC);
        static final Sort ECDHE = new Sort(
                ProtocolVersion.TLS_1_2,
                Set.of(KeyExchangeAlgorithm.ECDHE_ECDSA, KeyExchangeAlgorithm.ECDHE_RSA),
                CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
                KeyKind.EC);
        static final Sort DHE = new Sort(
                ProtocolVersion.TLS_1_2,
                Set.of(KeyExchangeAlgorithm.DHE_RSA),
                CipherSuite.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256,
                KeyKind.RSA);
        static final Sort RSA = new Sort(
                ProtocolVersion.TLS_1_2,
                Set.of(KeyExchangeAlgorithm.RSA),
                CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256,
                KeyKind.RSA);
    }

    DemoHandshake(String name, Sort sort) {
        this.name = name;
        this.sort = sort;
    }

    /** What the server's certificate has to hold. */
    KeyKind key() {
        return sort.key();
    }

    /** Whether a first connection has to bring a session for the one that is told. */
    boolean comesTwice() {
        return this == RESUMED || this == EARLY_DATA;
    }

    /** Whether the server has to be one of ours: others know neither the authority nor the key of a demonstration. */
    boolean isForDemonstrationsOnly() {
        return this == MUTUAL || this == PSK;
    }

    /** Makes it the handshake of contexts that are made until the answer is closed: by the JDK's properties, as an operator does. */
    OperatorWish enableForDemonstration() {
        var wish = new OperatorWish();
        String suite = sort.suite() == null ? null : sort.suite().name();
        enable(wish, "client", suite);
        enable(wish, "server", suite);
        enableGroup(wish);
        permit(wish);
        return wish;
    }

    /** Makes clients of such contexts offer this and nothing else, of whatever sort of it a server may have. */
    OperatorWish enableForClient() {
        var wish = new OperatorWish();
        enable(
                wish,
                "client",
                Stream.of(CipherSuite.values())
                        .filter(suite -> sort.exchanges().contains(suite.keyExchange()))
                        .map(CipherSuite::name)
                        .collect(Collectors.joining(",")));
        enableGroup(wish);
        permit(wish);
        return wish;
    }

    private void enable(OperatorWish wish, String role, String suites) {
        wish.system("jdk.tls." + role + ".protocols", sort.version().toString());
        wish.system("jdk.tls." + role + ".cipherSuites", suites);
    }

    private void enableGroup(OperatorWish wish) {
        if (this == HYBRID) {
            wish.system("jdk.tls.namedGroups", NamedGroup.X25519_MLKEM768.toString());
        }
    }

    /** Newer JDKs forbid RSA key transport: whoever decrypts the server's key reads all that was ever sent under it. */
    private void permit(OperatorWish wish) {
        if (forbidden()) {
            wish.security(
                    DISABLED,
                    Arrays.stream(Security.getProperty(DISABLED).split(","))
                            .map(String::trim)
                            .filter(entry -> !entry.equals("TLS_RSA_*"))
                            .collect(Collectors.joining(", ")));
        }
    }

    private boolean forbidden() {
        String forbidden = Security.getProperty(DISABLED);
        return this == RSA && forbidden != null && forbidden.contains("TLS_RSA_*");
    }

    static String names() {
        return Arrays.stream(values()).map(DemoHandshake::toString).collect(Collectors.joining(", "));
    }

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name;
    }

    /** For the command line. */
    static final class Converter implements ITypeConverter<DemoHandshake> {
        @Override
        public DemoHandshake convert(String text) {
            return Arrays.stream(values())
                    .filter(kind -> kind.name.equals(text))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException(
                            "'" + text + "' is no handshake: it has to be one of " + names()));
        }
    }
}
