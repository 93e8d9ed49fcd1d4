package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.jetty.ClientAlpn;
import dev.handfast.jetty.ServerAlpn;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.eclipse.jetty.alpn.client.ALPNClientConnectionFactory;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.ClientConnectionFactory;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.Transport;
import org.eclipse.jetty.io.ssl.ALPNProcessor;
import org.eclipse.jetty.io.ssl.SslClientConnectionFactory;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * SWAP-IN §0.1: Jetty rejects every connection whose engine has no ALPN processor. Its own one, which takes the JDK's engines
 * alone, is not on this class path: what is found is ours.
 */
@Timeout(60)
class JettyAlpnTest {
    private static final TestAuthority AUTHORITY = new TestAuthority("authority");
    private static final SSLContext CONTEXT = Contexts.ours(
            TestAuthority.keyManagers(
                    "SunX509", AUTHORITY.leaf().host("localhost").issue()),
            AUTHORITY.trustManagers("PKIX"));

    private final Server server = new Server();
    private final SslContextFactory.Server tls = new SslContextFactory.Server();
    private ServerConnector connector;

    @BeforeEach
    void serve() throws Exception {
        tls.setSslContext(CONTEXT);
        connector = new ServerConnector(
                server,
                1,
                1,
                new SslConnectionFactory(tls, "alpn"),
                new ALPNServerConnectionFactory("http/1.1"),
                new HttpConnectionFactory());
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        server.addConnector(connector);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void jettyFindsOurProcessors() {
        assertEquals(
                List.of(ServerAlpn.class),
                ServiceLoader.load(ALPNProcessor.Server.class).stream()
                        .map(ServiceLoader.Provider::type)
                        .toList());
        assertEquals(
                List.of(ClientAlpn.class),
                ServiceLoader.load(ALPNProcessor.Client.class).stream()
                        .map(ServiceLoader.Provider::type)
                        .toList());
    }

    @Test
    void theyTakeOurEnginesAlone() {
        SSLEngine ours = CONTEXT.createSSLEngine();
        SSLEngine others = Contexts.of(Contexts.SUN, null, new TrustManager[0]).createSSLEngine();
        for (ALPNProcessor processor : List.of(new ServerAlpn(), new ClientAlpn())) {
            assertTrue(processor.appliesTo(ours));
            assertFalse(processor.appliesTo(others));
        }
    }

    @Test
    void serverChoosesByJettysList() throws Exception {
        try (SSLSocket client = client("other", "http/1.1")) {
            client.startHandshake();
            assertEquals("http/1.1", client.getApplicationProtocol());
            assertServed(client);
        }
    }

    @Test
    void clientWithoutAlpnGetsJettysDefault() throws Exception {
        try (SSLSocket client = client()) {
            client.startHandshake();
            assertEquals("", client.getApplicationProtocol());
            assertServed(client);
        }
    }

    @Test
    void clientWithNothingInCommonIsToldSo() throws Exception {
        try (SSLSocket client = client("other")) {
            SSLException told = assertThrows(SSLException.class, client::startHandshake);
            assertTrue(told.getMessage().contains("no_application_protocol"), told::getMessage);
        }
    }

    @Test
    void jettysClientOffersItsListAndLearnsTheChoice() throws Exception {
        assertEquals("http/1.1", chosenFor("other", "http/1.1"));
    }

    @Test
    void jettysClientGoesOnWhereNothingWasChosen() throws Exception {
        server.stop();
        connector.setConnectionFactories(
                List.of(new SslConnectionFactory(tls, "http/1.1"), new HttpConnectionFactory()));
        server.start();
        assertEquals("", chosenFor("http/1.1"));
    }

    private SSLSocket client(String... protocols) throws IOException {
        SSLSocket socket = (SSLSocket)
                CONTEXT.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), connector.getLocalPort());
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(protocols);
        socket.setSSLParameters(parameters);
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static void assertServed(SSLSocket client) throws IOException {
        client.getOutputStream()
                .write("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
        String answer = new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        assertTrue(answer.startsWith("HTTP/1.1 404 "), answer);
    }

    /** What Jetty's client has negotiated when it makes the connection above TLS. */
    private String chosenFor(String... protocols) throws Exception {
        var trust = new SslContextFactory.Client();
        trust.setSslContext(CONTEXT);
        var client = new ClientConnector();
        client.setSslContextFactory(trust);
        client.start();
        try {
            var chosen = new CompletableFuture<String>();
            ClientConnectionFactory alpn =
                    new ALPNClientConnectionFactory(client.getExecutor(), above(client, chosen), List.of(protocols));
            Map<String, Object> context = new HashMap<>();
            context.put(
                    ClientConnector.CLIENT_CONNECTION_FACTORY_CONTEXT_KEY,
                    new SslClientConnectionFactory(trust, client.getByteBufferPool(), client.getExecutor(), alpn));
            context.put(Transport.class.getName(), Transport.TCP_IP);
            context.put(
                    ClientConnector.CONNECTION_PROMISE_CONTEXT_KEY,
                    Promise.from(ignored -> {}, chosen::completeExceptionally));
            client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), connector.getLocalPort()), context);
            return chosen.get(20, TimeUnit.SECONDS);
        } finally {
            client.stop();
        }
    }

    private static ClientConnectionFactory above(ClientConnector client, CompletableFuture<String> chosen) {
        return (endPoint, context) -> {
            SSLEngine engine = (SSLEngine) context.get(SslClientConnectionFactory.SSL_ENGINE_CONTEXT_KEY);
            chosen.complete(engine.getApplicationProtocol());
            return new Above(endPoint, client.getExecutor());
        };
    }

    /** The connection that an application would talk over. */
    private static final class Above extends AbstractConnection implements Connection {
        Above(EndPoint endPoint, Executor executor) {
            super(endPoint, executor);
        }

        @Override
        public void onFillable() {
            // Nothing is said.
        }
    }
}
