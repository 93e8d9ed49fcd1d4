package dev.handfast.tool;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handfast.HandfastParameters;
import dev.handfast.HandfastProvider;
import dev.handfast.HandshakeListener;
import dev.handfast.explain.Dialogue;
import dev.handfast.explain.KeyTransportStory;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Security;
import java.util.Optional;
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
    private static final String OPTION = "--handshake";

    private Main() {}

    /** {@code --handshake tls13|ecdhe|dhe|rsa} says which handshake is shown, TLS 1.3 if nothing does; exits with 1 for any other. */
    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        Optional<DemoHandshake> kind = kind(arguments);
        if (kind.isEmpty()) {
            System.err.println("Usage: " + OPTION + " KIND, where KIND is one of " + DemoHandshake.names()
                    + "; it was given: " + String.join(" ", arguments));
            System.exit(1);
        }
        demonstrate(kind.get());
    }

    private static Optional<DemoHandshake> kind(String[] arguments) {
        if (arguments.length == 0) {
            return Optional.of(DemoHandshake.TLS13);
        }
        boolean asked = arguments.length == 2 && arguments[0].equals(OPTION);
        return asked ? DemoHandshake.named(arguments[1]) : Optional.empty();
    }

    private static void demonstrate(DemoHandshake kind) throws IOException, GeneralSecurityException {
        kind.enable();
        Security.insertProviderAt(new HandfastProvider(), 1);
        SSLContext context = context(new DemoAuthority(), kind);
        SSLContext.setDefault(context);
        if (kind == DemoHandshake.RSA) {
            tellKeyTransport(context);
        } else {
            tellDialogue(context);
        }
    }

    private static void tellDialogue(SSLContext context) throws IOException {
        var dialogue = new Dialogue(System.out::println);
        try (var server = new DemoServer(context, dialogue.side("server", "client"))) {
            head("The handshake");
            SSLSession session = shakeHands(context, dialogue.side("client", "server"), server.port());
            tellSession(session, context);
            fetchPage(server.port());
        }
    }

    private static void tellKeyTransport(SSLContext context) throws IOException {
        var story = new KeyTransportStory();
        try (var server = new DemoServer(context, story.side("server", "client"))) {
            SSLSession session = shakeHands(context, story.side("client", "server"), server.port());
            head("The handshake, with RSA key transport");
            story.tell(System.out::println);
            tellSession(session, context);
            fetchPage(server.port());
        }
    }

    private static void head(String title) {
        System.out.println(title);
        System.out.println("-".repeat(title.length()));
    }

    private static SSLContext context(DemoAuthority authority, DemoHandshake kind)
            throws IOException, GeneralSecurityException {
        KeyStore own = authority.keyStoreFor(HOST, kind.key());
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, DemoAuthority.password());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(authority.trustStore());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static SSLSession shakeHands(SSLContext context, HandshakeListener listener, int port) throws IOException {
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(HOST, port)) {
            HandfastParameters parameters = HandfastParameters.copyOf(socket.getSSLParameters());
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            parameters.setHandshakeListener(listener);
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            // One page over this socket, so that the server has finished its part when the dialogue ends.
            socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(UTF_8));
            socket.getInputStream().readAllBytes();
            return socket.getSession();
        }
    }

    private static void tellSession(SSLSession session, SSLContext context) throws IOException {
        System.out.println();
        head("What was negotiated");
        System.out.println("protocol      " + session.getProtocol());
        System.out.println("cipher suite  " + session.getCipherSuite());
        System.out.println("peer          " + session.getPeerPrincipal());
        System.out.println("provider      " + context.getProvider().getName());
    }

    /** Nothing here names Handfast. */
    private static void fetchPage(int port) throws IOException {
        System.out.println();
        head("A page by plain HttpsURLConnection");
        var connection = (HttpsURLConnection)
                URI.create("https://" + HOST + ":" + port + "/").toURL().openConnection();
        try (InputStream page = connection.getInputStream()) {
            System.out.println("HTTP " + connection.getResponseCode() + " under " + connection.getCipherSuite());
            System.out.println(new String(page.readAllBytes(), UTF_8));
        }
    }
}
