package dev.handfast.tool.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handfast.HandfastParameters;
import dev.handfast.HandfastProvider;
import dev.handfast.explain.Side;
import dev.handfast.explain.Trace;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** Our client and our server on loopback, both recorded; the JDK's keytool makes the certificate. */
final class RecordedHandshake {
    private static final String PASSWORD = "for a test";

    private RecordedHandshake() {}

    /** @param subject of the server's certificate, as keytool takes it */
    static Trace of(String subject, Path folder) throws Exception {
        SSLContext context = context(subject, folder);
        var trace = new Trace("client", "server");
        try (SSLServerSocket listening = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> serving = CompletableFuture.runAsync(() -> serve(listening, trace));
            try (SSLSocket socket = (SSLSocket) context.getSocketFactory()
                    .createSocket(InetAddress.getLoopbackAddress(), listening.getLocalPort())) {
                HandfastParameters parameters = parameters(socket, trace, Side.CLIENT);
                parameters.setServerNames(List.of(new SNIHostName("example.test")));
                parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
                socket.setSSLParameters(parameters);
                socket.startHandshake();
                socket.getOutputStream().write(1);
                socket.getInputStream().readAllBytes();
            }
            serving.get(1, TimeUnit.MINUTES);
        }
        return trace;
    }

    private static void serve(SSLServerSocket listening, Trace trace) {
        try (SSLSocket socket = (SSLSocket) listening.accept()) {
            HandfastParameters parameters = parameters(socket, trace, Side.SERVER);
            parameters.setApplicationProtocols(new String[] {"http/1.1"});
            socket.setSSLParameters(parameters);
            socket.getInputStream().read();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static HandfastParameters parameters(SSLSocket socket, Trace trace, Side side) {
        HandfastParameters parameters = HandfastParameters.copyOf(socket.getSSLParameters());
        parameters.setHandshakeListener(trace.side(side));
        return parameters;
    }

    private static SSLContext context(String subject, Path folder) throws Exception {
        KeyStore own = keyStore(subject, folder);
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(own, PASSWORD.toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", own.getCertificate("server"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS", new HandfastProvider());
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static KeyStore keyStore(String subject, Path folder) throws Exception {
        Path file = folder.resolve("server.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        subject,
                        "-ext",
                        "san=dns:example.test",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException("keytool: " + said);
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }
}
