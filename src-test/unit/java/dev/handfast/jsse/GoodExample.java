package dev.handfast.jsse;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** The cast of tests about certificates: an authority, its server good.example, and who trusts whom. */
final class GoodExample {
    static final TestAuthority AUTHORITY = new TestAuthority("authority");
    static final TestAuthority.Issued GOOD = good().issue();

    /** How a manager of {@link #trust} says whom it trusts. */
    static final String STORE = "the one trust anchor (of the key store given to TrustManagerFactory.init)";

    private GoodExample() {}

    /** A certificate to come, for its server. */
    static TestAuthority.Leaf good() {
        return AUTHORITY.leaf().commonName("good").host("good.example").host("www.good.example");
    }

    /** Up to where the one or the other has enough of it; the client wants good.example. */
    static Meeting meet(SSLContext client, SSLContext server, String protocol) {
        SSLEngine asking = client.createSSLEngine("good.example", 443);
        SSLParameters parameters = asking.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(new String[] {protocol});
        asking.setSSLParameters(parameters);
        return Meeting.of(asking, server.createSSLEngine());
    }

    static SSLContext client(TestAuthority trusted) {
        return client(trusting(trusted.certificate));
    }

    static SSLContext client(TrustManager trust) {
        return Contexts.ours(null, trust);
    }

    static SSLContext server(TestAuthority.Issued shown) {
        return sun(keys(shown));
    }

    static SSLContext sun(KeyManager[] keys) {
        return Contexts.of(Contexts.SUN, keys, new TrustManager[] {AUTHORITY.trustManager()});
    }

    static KeyManager[] keys(TestAuthority.Issued issued) {
        return TestAuthority.keyManagers("SunX509", issued);
    }

    static TrustManager trust() {
        return trusting(AUTHORITY.certificate);
    }

    static TrustManager trusting(X509Certificate certificate) {
        try {
            KeyStore store = TestAuthority.emptyStore();
            store.setCertificateEntry("authority", certificate);
            return trustIn(store);
        } catch (KeyStoreException broken) {
            throw new IllegalStateException(broken);
        }
    }

    static TrustManager trustIn(KeyStore store) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX", Contexts.HANDFAST);
            factory.init(store);
            return factory.getTrustManagers()[0];
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
