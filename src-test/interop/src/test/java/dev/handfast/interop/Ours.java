package dev.handfast.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.InputStream;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * Our end of a connection, made as an application makes it.
 *
 * <p>It is Handfast's, unless the system property {@code handfast.interop.provider} names another provider. That proves the tests:
 * what fails with SunJSSE as well is not Handfast's fault.
 */
final class Ours {
    private static final String HANDFAST = "Handfast";
    private static final String NAME = System.getProperty("handfast.interop.provider", HANDFAST);
    private static final String GROUPS = "jdk.tls.namedGroups";
    private static final int READ_TIMEOUT_MILLIS = (int) Transcript.PATIENCE.toMillis();

    static {
        DisabledAlgorithms.permitKeyTransport();
    }

    private Ours() {}

    static boolean isHandfast() {
        return NAME.equals(HANDFAST);
    }

    static Provider provider() {
        return Optional.ofNullable(Security.getProvider(NAME))
                .or(() -> ServiceLoader.load(Provider.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .filter(provider -> provider.getName().equals(NAME))
                        .findFirst())
                .orElseThrow(() -> new AssertionError("there is no provider " + NAME));
    }

    /**
     * A context that trusts {@link Pki#TRUSTED}.
     *
     * @param groups those that it takes, best first; its default without any
     */
    static SSLContext context(Optional<Identity> identity, Group... groups) throws Exception {
        assumeTrue(isHandfast() || groups.length == 0, NAME + " reads " + GROUPS + " once, not for each context");
        if (groups.length > 0) {
            System.setProperty(
                    GROUPS, Stream.of(groups).map(group -> group.standard).collect(Collectors.joining(",")));
        }
        try {
            SSLContext context = SSLContext.getInstance("TLS", provider());
            context.init(keyManagers(identity), trustManagers(), null);
            assertEquals(NAME, context.getProvider().getName());
            return context;
        } finally {
            System.clearProperty(GROUPS);
        }
    }

    private static KeyManager[] keyManagers(Optional<Identity> identity) throws Exception {
        if (identity.isEmpty()) {
            return null;
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
        factory.init(identity.get().keyStore(), Identity.PASSWORD.toCharArray());
        return factory.getKeyManagers();
    }

    private static TrustManager[] trustManagers() throws Exception {
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        KeyStore trusted = Identity.trustStore(Pki.TRUSTED.certificate());
        factory.init(trusted);
        return factory.getTrustManagers();
    }

    /** Our client, over {@code tcp}. It sends the server's name and checks it. The handshake is not begun. */
    static SSLSocket client(Tap tcp, Terms terms) throws Exception {
        return client(context(terms.client(), terms.ours().groups().toArray(Group[]::new)), tcp, terms);
    }

    /** The same with a context that may have been used before. */
    static SSLSocket client(SSLContext context, Tap tcp, Terms terms) throws Exception {
        return client(context, tcp, tcp.getPort(), terms);
    }

    /** The same for a server that it believes to be at {@code port}. */
    static SSLSocket client(SSLContext context, Tap tcp, int port, Terms terms) throws Exception {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(tcp, Pki.HOST, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        // It has no dot, and so would not be sent by itself.
        parameters.setServerNames(List.of(new SNIHostName(terms.name())));
        socket.setSSLParameters(parameters);
        return prepared(socket, terms);
    }

    /** Our server, over {@code tcp}. It refuses clients of other servers. The handshake is not begun. */
    static SSLSocket server(Tap tcp, Terms terms) throws Exception {
        return server(context(Optional.of(terms.server()), terms.ours().groups().toArray(Group[]::new)), tcp, terms);
    }

    /** The same with a context that may have been used before. */
    static SSLSocket server(SSLContext context, Tap tcp, Terms terms) throws Exception {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(tcp, (InputStream) null, true);
        socket.setNeedClientAuth(terms.client().isPresent());
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setSNIMatchers(List.of(SNIHostName.createSNIMatcher(Pki.HOST)));
        socket.setSSLParameters(parameters);
        return prepared(socket, terms);
    }

    private static SSLSocket prepared(SSLSocket socket, Terms terms) throws Exception {
        assertOurs(socket);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(terms.ours().versions().names());
        terms.ours().suite().ifPresent(suite -> parameters.setCipherSuites(new String[] {suite.name()}));
        terms.application().ifPresent(protocol -> parameters.setApplicationProtocols(new String[] {protocol}));
        socket.setSSLParameters(parameters);
        socket.setSoTimeout(READ_TIMEOUT_MILLIS);
        return socket;
    }

    /** Asserts that a part of JSSE was made by Handfast, if Handfast is what is tested. */
    static void assertOurs(Object part) {
        if (isHandfast()) {
            String type = part.getClass().getName();
            assertTrue(type.startsWith("dev.handfast."), () -> type + " is not Handfast's");
        }
    }
}
