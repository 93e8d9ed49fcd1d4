package dev.handfast.jsse;

import dev.handfast.HandfastProvider;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Security;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** Contexts of Handfast, and of the JDK's provider to compare with. */
public final class Contexts {
    public static final Provider HANDFAST = new HandfastProvider();
    public static final Provider SUN = Security.getProvider("SunJSSE");

    private Contexts() {}

    public static List<Provider> providers() {
        return List.of(HANDFAST, SUN);
    }

    public static SSLContext of(Provider provider, KeyManager[] keys, TrustManager[] trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLS", provider);
            context.init(keys, trust, null);
            return context;
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    public static SSLContext ours(KeyManager[] keys, TrustManager... trust) {
        return of(HANDFAST, keys, trust);
    }

    /** What a context of ours hands to its connections. */
    static ContextState state() {
        return state("TLS");
    }

    static ContextState state(String algorithm) {
        ContextSpi spi = switch (algorithm) {
            case "TLSv1.2" -> new ContextSpi.Tls12();
            case "TLSv1.3" -> new ContextSpi.Tls13();
            default -> new ContextSpi.Tls();
        };
        spi.initialise(null, new TrustManager[0], null);
        return spi.state();
    }
}
