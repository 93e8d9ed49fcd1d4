package dev.handfast.benchmarks;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.operator.OperatorCreationException;

/**
 * One provider's client and server, which speak TLS 1.3 and nothing else. The client checks the server's chain and
 * host name. Trust is managed by the provider's own manager, and by the JDK's if it has none; keys are managed by the JDK's.
 */
final class Endpoints {
    private static final String PKIX = "PKIX";
    private static final int LAST_PORT = 0xffff;

    private final TlsProvider tlsProvider;
    private final SSLContext client;
    private final SSLContext server;
    private int port;

    Endpoints(TlsProvider tlsProvider) throws GeneralSecurityException, IOException, OperatorCreationException {
        this.tlsProvider = tlsProvider;
        Provider provider = tlsProvider.create();
        Identity identity = new Identity();
        client = context(provider, null, trust(provider, identity.trust()));
        server = context(provider, keys(identity.keys()), null);
    }

    /**
     * A client's engine, which is to offer {@code suite} alone. Each is for another port, and the client keeps one
     * session at most, so that it never finds a session to resume.
     */
    SSLEngine client(String suite) {
        port = port % LAST_PORT + 1;
        SSLEngine engine = client.createSSLEngine(Identity.HOST, port);
        engine.setUseClientMode(true);
        SSLParameters parameters = tls13(engine, suite);
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
        return engine;
    }

    /** A server's engine, which is to accept {@code suite} alone. */
    SSLEngine server(String suite) {
        SSLEngine engine = server.createSSLEngine();
        engine.setUseClientMode(false);
        engine.setSSLParameters(tls13(engine, suite));
        return engine;
    }

    private SSLParameters tls13(SSLEngine engine, String suite) {
        tlsProvider.requireMade(engine);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(new String[] {"TLSv1.3"});
        if (tlsProvider.takesSuites()) {
            parameters.setCipherSuites(new String[] {suite});
        }
        return parameters;
    }

    private static SSLContext context(Provider provider, KeyManager[] keys, TrustManager[] trust)
            throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLSv1.3", provider);
        context.init(keys, trust, null);
        context.getClientSessionContext().setSessionCacheSize(1);
        context.getServerSessionContext().setSessionCacheSize(1);
        return context;
    }

    /** The JDK's default manager decrypts the key once. PKIX's would do so in each handshake, which takes longer than it. */
    private static KeyManager[] keys(KeyStore keys) throws GeneralSecurityException {
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, Identity.PASSWORD);
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
