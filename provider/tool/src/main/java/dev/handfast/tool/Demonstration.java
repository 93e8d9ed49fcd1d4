package dev.handfast.tool;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handfast.EarlyData;
import dev.handfast.HandfastContext;
import dev.handfast.HandfastParameters;
import dev.handfast.HandfastProvider;
import dev.handfast.KeyLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Security;
import java.util.List;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * An HTTPS server and a client on loopback, both on Handfast, which is put in front of this JVM's providers for it. Used by one
 * thread; the server has its own.
 */
final class Demonstration implements AutoCloseable {
    private static final String HOST = "localhost";

    private final SSLContext context;
    private final DemoScene scene;
    private final DemoServer server;

    /** @param keys gets the secrets of all its connections */
    Demonstration(DemoHandshake kind, DemoScene scene, KeyLog keys) throws IOException, GeneralSecurityException {
        Security.insertProviderAt(new HandfastProvider(), 1);
        this.scene = scene;
        OperatorWish wish = kind.enableForDemonstration();
        try {
            context = context(new DemoAuthority(), kind);
        } finally {
            wish.close();
        }
        HandfastContext.of(context).setKeyLog(keys);
        SSLContext.setDefault(context);
        HttpsURLConnection.setDefaultSSLSocketFactory(context.getSocketFactory());
        server = new DemoServer(context, scene);
    }

    /** Goes on until the connection that is told is over; its session. */
    SSLSession shakeHands() throws IOException {
        SSLSession session = visit(1);
        for (int visit = 2; visit <= scene.told(); visit++) {
            session = visit(visit);
        }
        return session;
    }

    private SSLSession visit(int number) throws IOException {
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(HOST, server.port())) {
            HandfastParameters parameters = HandfastParameters.copyOf(socket.getSSLParameters());
            EarlyData early = scene.prepareClient(parameters, number);
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            // One page over this socket, so that the server has finished its part when the dialogue ends.
            if (early == null || early.outcome() != EarlyData.Outcome.ACCEPTED) {
                socket.getOutputStream().write(DemoScene.REQUEST);
            }
            socket.getInputStream().readAllBytes();
            return socket.getSession();
        }
    }

    /** Nothing here names Handfast. */
    void fetchPage(PrintWriter out) throws IOException {
        var connection = (HttpsURLConnection) URI.create("https://" + HOST + ":" + server.port() + "/")
                .toURL()
                .openConnection();
        try (InputStream page = connection.getInputStream()) {
            out.println("HTTP " + connection.getResponseCode() + " under " + connection.getCipherSuite());
            out.println(new String(page.readAllBytes(), UTF_8));
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private static SSLContext context(DemoAuthority authority, DemoHandshake kind)
            throws IOException, GeneralSecurityException {
        KeyStore own = authority.keyStoreFor(List.of(HOST), kind.key());
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, DemoAuthority.password());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(authority.trustStore());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
