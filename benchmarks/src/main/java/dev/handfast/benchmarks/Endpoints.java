package dev.handfast.benchmarks;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Security;
import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import org.bouncycastle.operator.OperatorCreationException;

/** One provider's client and server, whose engines take one suite and nothing else. The client checks the server's host name. */
final class Endpoints {
    private static final String DISABLED = "jdk.tls.disabledAlgorithms";
    private static final int LAST_PORT = 0xffff;

    private final TlsProvider provider;
    private final Terms terms;
    private final Contexts contexts;
    private int port;

    /** @param sessions that each side may remember at a time */
    Endpoints(TlsProvider provider, Suite suite, int sessions)
            throws GeneralSecurityException, IOException, OperatorCreationException {
        this(provider, Terms.of(suite).withSessions(sessions));
    }

    Endpoints(TlsProvider provider, Terms terms)
            throws GeneralSecurityException, IOException, OperatorCreationException {
        this(provider, terms, new Identity(terms.keys()).credentials());
    }

    Endpoints(TlsProvider provider, Terms terms, Credentials credentials) throws GeneralSecurityException, IOException {
        this.provider = provider;
        this.terms = terms;
        if (terms.suite().isKeyTransport()) {
            permitKeyTransport();
        }
        contexts = provider.contexts(terms, credentials);
    }

    /** Newer JDKs disable it. Every provider but those of BoringSSL obeys, and reads this when its first context is made. */
    private static void permitKeyTransport() {
        String disabled = Security.getProperty(DISABLED);
        Security.setProperty(
                DISABLED,
                Stream.of(disabled.split(","))
                        .map(String::strip)
                        .filter(entry -> !entry.equals("TLS_RSA_*"))
                        .collect(Collectors.joining(", ")));
    }

    Terms terms() {
        return terms;
    }

    Suite suite() {
        return terms.suite();
    }

    int clientSessions() {
        return Collections.list(contexts.clientSessions().getIds()).size();
    }

    int serverSessions() {
        return Collections.list(contexts.serverSessions().getIds()).size();
    }

    /** A client's engine for a place where the client has not been before, so that it finds no session to resume. */
    SSLEngine strangersClient() {
        port = port % LAST_PORT + 1;
        return client(port);
    }

    /** A client's engine, which is to offer the suite alone. */
    SSLEngine client(int at) {
        SSLEngine engine = contexts.clientEngine(at);
        provider.requireMade(engine);
        provider.enableTickets(engine);
        engine.setUseClientMode(true);
        engine.setSSLParameters(terms.forClient(engine.getSSLParameters(), provider));
        return engine;
    }

    /** A server's engine, which is to accept the suite alone. */
    SSLEngine server() {
        SSLEngine engine = contexts.serverEngine();
        provider.requireMade(engine);
        provider.enableTickets(engine);
        engine.setUseClientMode(false);
        engine.setSSLParameters(terms.forServer(engine.getSSLParameters(), provider));
        return engine;
    }
}
