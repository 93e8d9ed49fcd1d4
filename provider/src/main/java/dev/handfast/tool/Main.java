package dev.handfast.tool;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handfast.HandfastParameters;
import dev.handfast.HandfastProvider;
import dev.handfast.explain.Dialogue;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Security;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * The demonstration: an HTTPS server and a client on loopback, both on Handfast. Their handshake is told as a dialogue, then
 * a page is fetched by code that knows nothing of Handfast.
 */
public final class Main {
    private static final String HOST = "localhost";

    private Main() {}

    /** Takes no arguments; exits with 1 if it is given some. */
    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        if (arguments.length > 0) {
            System.err.println("The demonstration takes no arguments, and was given: " + String.join(" ", arguments));
            System.exit(1);
        }
        Security.insertProviderAt(new HandfastProvider(), 1);
        var authority = new DemoAuthority();
        SSLContext context = context(authority);
        SSLContext.setDefault(context);
        var dialogue = new Dialogue(System.out::println);

        try (var server = new DemoServer(context, dialogue.side("server", "client"))) {
            tellHandshake(context, dialogue, server.port());
            fetchPage(server.port());
        }
    }

    private static SSLContext context(DemoAuthority authority) throws IOException, GeneralSecurityException {
        KeyStore own = authority.keyStoreFor(HOST);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, DemoAuthority.password());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(authority.trustStore());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static void tellHandshake(SSLContext context, Dialogue dialogue, int port) throws IOException {
        System.out.println("The handshake");
        System.out.println("-------------");
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(HOST, port)) {
            HandfastParameters parameters = HandfastParameters.copyOf(socket.getSSLParameters());
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            parameters.setHandshakeListener(dialogue.side("client", "server"));
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            SSLSession session = socket.getSession();
            // One page over this socket, so that the server has finished its part when the dialogue ends.
            socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(UTF_8));
            socket.getInputStream().readAllBytes();
            System.out.println();
            System.out.println("What was negotiated");
            System.out.println("-------------------");
            System.out.println("protocol      " + session.getProtocol());
            System.out.println("cipher suite  " + session.getCipherSuite());
            System.out.println("peer          " + session.getPeerPrincipal());
            System.out.println("provider      " + context.getProvider().getName());
        }
    }

    /** Nothing here names Handfast. */
    private static void fetchPage(int port) throws IOException {
        System.out.println();
        System.out.println("A page by plain HttpsURLConnection");
        System.out.println("----------------------------------");
        var connection = (HttpsURLConnection)
                URI.create("https://" + HOST + ":" + port + "/").toURL().openConnection();
        try (InputStream page = connection.getInputStream()) {
            System.out.println("HTTP " + connection.getResponseCode() + " under " + connection.getCipherSuite());
            System.out.println(new String(page.readAllBytes(), UTF_8));
        }
    }
}
