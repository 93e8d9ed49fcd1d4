package dev.handfast.benchmarks;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** The contexts of a provider of the Java Secure Socket Extension. Keys are managed by the JDK's manager, and BCJSSE's by its own. */
final class JsseContexts implements Contexts {
    private static final String PKIX = "PKIX";

    private final SSLContext client;
    private final SSLContext server;

    JsseContexts(Provider provider, Terms terms, Credentials credentials) throws GeneralSecurityException {
        TrustManager[] trust = trust(provider, credentials.authority());
        client = context(provider, keys(provider, credentials.client()), trust, terms.sessions());
        server = context(provider, keys(provider, credentials.server()), trust, terms.sessions());
    }

    /** Makes the client's sockets. */
    SSLContext client() {
        return client;
    }

    /** Makes the server's sockets. */
    SSLContext server() {
        return server;
    }

    @Override
    public SSLEngine clientEngine(int port) {
        return client.createSSLEngine(Identity.HOST, port);
    }

    @Override
    public SSLEngine serverEngine() {
        return server.createSSLEngine();
    }

    @Override
    public SSLSessionContext clientSessions() {
        return client.getClientSessionContext();
    }

    @Override
    public SSLSessionContext serverSessions() {
        return server.getServerSessionContext();
    }

    private static SSLContext context(Provider provider, KeyManager[] keys, TrustManager[] trust, int sessions)
            throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS", provider);
        context.init(keys, trust, null);
        context.getClientSessionContext().setSessionCacheSize(sessions);
        context.getServerSessionContext().setSessionCacheSize(sessions);
        return context;
    }

    /**
     * The JDK's default manager decrypts the key once. PKIX's would do so in each handshake, which takes longer than it.
     * BCJSSE asks for keys in words that only its own manager understands; that one decrypts once as well.
     */
    private static KeyManager[] keys(Provider provider, KeyStore keys) throws GeneralSecurityException {
        KeyManagerFactory factory = provider.getName().equals(TlsProvider.BCJSSE.name())
                ? KeyManagerFactory.getInstance(PKIX, provider)
                : KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, Credentials.PASSWORD);
        return factory.getKeyManagers();
    }

    private static TrustManager[] trust(Provider provider, KeyStore trust) throws GeneralSecurityException {
        TrustManagerFactory factory = provider.getService("TrustManagerFactory", PKIX) == null
                ? TrustManagerFactory.getInstance(PKIX)
                : TrustManagerFactory.getInstance(PKIX, provider);
        factory.init(trust);
        return factory.getTrustManagers();
    }
}
