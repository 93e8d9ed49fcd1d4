package dev.handfast.tool;

import dev.handfast.tool.DemoAuthority.KeyKind;
import java.security.Security;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A kind of handshake to be shown. */
enum DemoHandshake {
    TLS13("TLSv1.3", null, KeyKind.EC),
    ECDHE("TLSv1.2", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", KeyKind.EC),
    DHE("TLSv1.2", "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256", KeyKind.RSA),
    RSA("TLSv1.2", "TLS_RSA_WITH_AES_128_GCM_SHA256", KeyKind.RSA);

    private static final String DISABLED = "jdk.tls.disabledAlgorithms";

    private final String protocol;
    private final String suite;
    private final KeyKind key;

    DemoHandshake(String protocol, String suite, KeyKind key) {
        this.protocol = protocol;
        this.suite = suite;
        this.key = key;
    }

    /** What the server's certificate has to hold. */
    KeyKind key() {
        return key;
    }

    static Optional<DemoHandshake> named(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.toString().equals(name))
                .findFirst();
    }

    static String names() {
        return Arrays.stream(values()).map(DemoHandshake::toString).collect(Collectors.joining(", "));
    }

    /** Makes it the handshake of this JVM, in the way of an operator: by the JDK's properties. */
    void enable() {
        System.setProperty("jdk.tls.client.protocols", protocol);
        System.setProperty("jdk.tls.server.protocols", protocol);
        if (suite != null) {
            System.setProperty("jdk.tls.client.cipherSuites", suite);
            System.setProperty("jdk.tls.server.cipherSuites", suite);
            permit();
        }
    }

    /** Newer JDKs forbid RSA key transport: whoever decrypts the server's key reads all that was ever sent under it. */
    private void permit() {
        String forbidden = Security.getProperty(DISABLED);
        if (this == RSA && forbidden != null && forbidden.contains("TLS_RSA_*")) {
            System.out.println("(" + DISABLED
                    + " forbids TLS_RSA_*, for good reasons; this JVM lifts that for the demonstration.)");
            System.out.println();
            Security.setProperty(
                    DISABLED,
                    Arrays.stream(forbidden.split(","))
                            .map(String::trim)
                            .filter(entry -> !entry.equals("TLS_RSA_*"))
                            .collect(Collectors.joining(", ")));
        }
    }

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
