package dev.handfast.interop;

import java.security.Security;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The security property {@code jdk.tls.disabledAlgorithms} of this JVM. */
final class DisabledAlgorithms {
    static final String KEY_TRANSPORT = "TLS_RSA_*";

    private static final String PROPERTY = "jdk.tls.disabledAlgorithms";

    private DisabledAlgorithms() {}

    /** What runs with other algorithms disabled. */
    interface Action {
        void run() throws Exception;
    }

    /**
     * Takes the key transport of RSA out, which newer JDKs forbid. SunJSSE and BCJSSE read the property once, so this has to be called
     * before their first context is made.
     */
    static void permitKeyTransport() {
        Security.setProperty(
                PROPERTY,
                Stream.of(Security.getProperty(PROPERTY).split(","))
                        .map(String::strip)
                        .filter(entry -> !entry.equals(KEY_TRANSPORT))
                        .collect(Collectors.joining(", ")));
    }

    /** Disables {@code entry} as well while {@code action} runs: for what reads the property whenever a context is made. */
    static void with(String entry, Action action) throws Exception {
        String usual = Security.getProperty(PROPERTY);
        Security.setProperty(PROPERTY, usual + ", " + entry);
        try {
            action.run();
        } finally {
            Security.setProperty(PROPERTY, usual);
        }
    }
}
