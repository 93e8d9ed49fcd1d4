package dev.handfast.tool.peer;

import dev.handfast.HandfastProvider;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Makes Handfast's contexts, wherever it stands in the list of providers. */
public final class Contexts {
    private static final HandfastProvider HANDFAST = new HandfastProvider();

    private Contexts() {}

    /**
     * A client's that trusts whom the JVM trusts; without sessions so far. Handfast's own trust manager is asked, which says more of a
     * refusal than the JDK's.
     */
    public static SSLContext trustingAsTheJvm() throws GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX", HANDFAST);
        trust.init((KeyStore) null);
        return of(null, trust.getTrustManagers());
    }

    /** A client's that takes any certificate, and shows it to {@code anybody}; without sessions so far. */
    public static SSLContext trusting(AnyCertificate anybody) throws GeneralSecurityException {
        return of(null, new TrustManager[] {anybody});
    }

    /** A server's. */
    public static SSLContext showing(KeyManager[] keys) throws GeneralSecurityException {
        return of(keys, null);
    }

    private static SSLContext of(KeyManager[] keys, TrustManager[] trust) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS", HANDFAST);
        context.init(keys, trust, null);
        return context;
    }
}
