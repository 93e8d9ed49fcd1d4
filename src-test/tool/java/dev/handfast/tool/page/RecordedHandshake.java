package dev.handfast.tool.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handfast.HandfastParameters;
import dev.handfast.HandfastProvider;
import dev.handfast.explain.Side;
import dev.handfast.explain.Trace;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** Our client and our server on loopback, both recorded; the JDK's keytool makes the certificate. */
final class RecordedHandshake {
    private static final String PASSWORD = "for a test";

    private RecordedHandshake() {}

    /** @param subject of the server's certificate, as keytool takes it */
    static Trace of(String subject, Path folder) throws Exception {
        KeyStore own = keyStore(subject, folder);
        return of(context(own, own.getCertificate("server")));
    }

    /** The client trusts nobody that the server could be. */
    static Trace ofDistrust(Path folder) throws Exception {
        KeyStore own = keyStore("CN=example.test", folder);
        KeyStore another = keyStore("CN=another.test", Files.createDirectory(folder.resolve("another")));
        return of(context(own, another.getCertificate("server")));
    }

    /** Our server, which alone is recorded, is sent these bytes and nothing more. */
    static Trace ofServerThatIsSent(byte[] bytes, Path folder) throws Exception {
        SSLContext context = context(keyStore("CN=example.test", folder), null);
        var trace = new Trace("client", "server");
        try (SSLServerSocket listening = listen(context);
                Socket client = new Socket(InetAddress.getLoopbackAddress(), listening.getLocalPort())) {
            CompletableFuture<Void> serving = CompletableFuture.runAsync(() -> serve(listening, trace));
            client.getOutputStream().write(bytes);
            client.shutdownOutput();
            client.getInputStream().readAllBytes();
            serving.get(1, TimeUnit.MINUTES);
        }
        return trace;
    }

    private static SSLServerSocket listen(SSLContext context) throws IOException {
        return (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    /** The second of two, which resumes the first. */
    static Trace ofResumption(Path folder) throws Exception {
        KeyStore own = keyStore("CN=example.test", folder);
        SSLContext context = context(own, own.getCertificate("server"));
        try (SSLServerSocket listening = listen(context)) {
            of(context, listening);
            return of(context, listening);
        }
    }

    private static Trace of(SSLContext context) throws Exception {
        try (SSLServerSocket listening = listen(context)) {
            return of(context, listening);
        }
    }

    private static Trace of(SSLContext context, SSLServerSocket listening) throws Exception {
        var trace = new Trace("client", "server");
        CompletableFuture<Void> serving = CompletableFuture.runAsync(() -> serve(listening, trace));
        try (SSLSocket socket = (SSLSocket)
                context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), listening.getLocalPort())) {
            HandfastParameters parameters = parameters(socket, trace, Side.CLIENT);
            parameters.setServerNames(List.of(new SNIHostName("example.test")));
            parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            socket.getOutputStream().write(1);
            socket.getInputStream().readAllBytes();
        } catch (SSLException refused) {
            // who reads the trace sees it
        }
        serving.get(1, TimeUnit.MINUTES);
        return trace;
    }

    private static void serve(SSLServerSocket listening, Trace trace) {
        try (SSLSocket socket = (SSLSocket) listening.accept()) {
            HandfastParameters parameters = parameters(socket, trace, Side.SERVER);
            parameters.setApplicationProtocols(new String[] {"http/1.1"});
            socket.setSSLParameters(parameters);
            socket.getInputStream().read();
        } catch (SSLException refused) {
            // who reads the trace sees it
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static HandfastParameters parameters(SSLSocket socket, Trace trace, Side side) {
        HandfastParameters parameters = HandfastParameters.copyOf(socket.getSSLParameters());
        parameters.setHandshakeListener(trace.side(side));
        return parameters;
    }

    /** @param anchor null for none */
    private static SSLContext context(KeyStore own, Certificate anchor) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(own, PASSWORD.toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        if (anchor != null) {
            trusted.setCertificateEntry("server", anchor);
        }
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
