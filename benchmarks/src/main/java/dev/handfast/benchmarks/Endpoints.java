package dev.handfast.benchmarks;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.operator.OperatorCreationException;

/**
 * One provider's client and server, which take one suite and nothing else. The client checks the server's chain and
 * host name. Trust is managed by the provider's own manager, and by the JDK's if it has none; keys are managed by the
 * JDK's, and BCJSSE's by its own.
 */
final class Endpoints {
    private static final String PKIX = "PKIX";
    private static final String DISABLED = "jdk.tls.disabledAlgorithms";
    private static final int LAST_PORT = 0xffff;

    private final TlsProvider tlsProvider;
    private final Suite suite;
    private final SSLContext client;
    private final SSLContext server;
    private int port;

    /** @param sessions that each side may remember at a time */
    Endpoints(TlsProvider tlsProvider, Suite suite, int sessions)
            throws GeneralSecurityException, IOException, OperatorCreationException {
        this.tlsProvider = tlsProvider;
        this.suite = suite;
        if (suite.isKeyTransport()) {
            permitKeyTransport();
        }
        Provider provider = tlsProvider.create();
        Identity identity = new Identity(suite.isRsa() ? Identity.Kind.RSA_2048 : Identity.Kind.ECDSA_P256);
        client = context(provider, null, trust(provider, identity.trust()), sessions);
        server = context(provider, keys(provider, identity.keys()), null, sessions);
    }

    /** Newer JDKs disable it. Every provider but Conscrypt obeys, and reads this when its first context is made. */
    private static void permitKeyTransport() {
        String disabled = Security.getProperty(DISABLED);
        Security.setProperty(
                DISABLED,
                Stream.of(disabled.split(","))
                        .map(String::strip)
                        .filter(entry -> !entry.equals("TLS_RSA_*"))
                        .collect(Collectors.joining(", ")));
    }

    Suite suite() {
        return suite;
    }

    int clientSessions() {
        return Collections.list(client.getClientSessionContext().getIds()).size();
    }

    int serverSessions() {
        return Collections.list(server.getServerSessionContext().getIds()).size();
    }

    /** A client's engine for a place where the client has not been before, so that it finds no session to resume. */
    SSLEngine strangersClient() {
        port = port % LAST_PORT + 1;
        return client(port);
    }

    /** A client's engine, which is to offer the suite alone. */
    SSLEngine client(int port) {
        SSLEngine engine = client.createSSLEngine(Identity.HOST, port);
        engine.setUseClientMode(true);
        SSLParameters parameters = held(engine);
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
        return engine;
    }

    /** A server's engine, which is to accept the suite alone. */
    SSLEngine server() {
        SSLEngine engine = server.createSSLEngine();
        engine.setUseClientMode(false);
        engine.setSSLParameters(held(engine));
        return engine;
    }

    private SSLParameters held(SSLEngine engine) {
        tlsProvider.requireMade(engine);
        tlsProvider.enableTickets(engine);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(new String[] {suite.protocol()});
        if (tlsProvider.takes(suite)) {
            parameters.setCipherSuites(new String[] {suite.name()});
        }
        return parameters;
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
