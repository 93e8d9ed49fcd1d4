package dev.handfast.managers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.handfast.jsse.TestAuthority;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The JDK's HTTPS client and server in a JVM whose list of providers has no SunJSSE, and Handfast instead. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WithoutSunJsseTest {
    @TempDir
    Path directory;

    private final TestAuthority authority = new TestAuthority("authority");
    private Path keys;
    private Path trusted;

    /** What runs in the other JVM, and names no provider: prints a line for each thing that it did. */
    static final class Application {
        private static final int PATIENCE_MILLIS = 20_000;

        private Application() {}

        public static void main(String[] arguments) throws Exception {
            System.out.println("SunJSSE " + Security.getProvider("SunJSSE"));
            System.out.println("keys " + factoryOfKeys());
            System.out.println("trust " + factoryOfTrust());
            System.out.println(
                    "default " + SSLContext.getDefault().getProvider().getName());
            HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(SSLContext.getDefault()));
            server.createContext("/", exchange -> {
                try (exchange) {
                    exchange.sendResponseHeaders(200, 2);
                    exchange.getResponseBody().write("ok".getBytes(StandardCharsets.UTF_8));
                }
            });
            server.start();
            for (String host : List.of("localhost", "127.0.0.1")) {
                System.out.println(host + " "
                        + get(new URL("https", host, server.getAddress().getPort(), "/")));
            }
            server.stop(0);
        }

        private static String factoryOfKeys() throws Exception {
            return KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm())
                    .getProvider()
                    .getName();
        }

        private static String factoryOfTrust() throws Exception {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            return factory.getProvider().getName() + " accepts "
                    + ((X509TrustManager) factory.getTrustManagers()[0]).getAcceptedIssuers().length;
        }

        private static String get(URL url) {
            try {
                var connection = (HttpsURLConnection) url.openConnection();
                connection.setConnectTimeout(PATIENCE_MILLIS);
                connection.setReadTimeout(PATIENCE_MILLIS);
                try (InputStream in = connection.getInputStream()) {
                    return new String(in.readAllBytes(), StandardCharsets.UTF_8) + " over "
                            + connection.getCipherSuite();
                }
            } catch (IOException refused) {
                return refused.getClass().getSimpleName() + " " + refused.getMessage();
            }
        }
    }

    @BeforeEach
    void stores() throws Exception {
        var issued = authority.leaf().commonName("server").host("localhost").issue();
        keys = write("keys.p12", TestAuthority.keyStore(issued));
        trusted = write("trusted.p12", Managers.store(authority.certificate));
    }

    private Path write(String name, KeyStore store) throws Exception {
        Path file = directory.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, TestAuthority.PASSWORD);
        }
        return file;
    }

    @Test
    void httpsRunsOnHandfastAlone() throws Exception {
        List<String> told = run("javax.net.ssl.trustStore=" + trusted, "javax.net.ssl.trustStorePassword=changeit");
        assertEquals(
                List.of("SunJSSE null", "keys Handfast", "trust Handfast accepts 1", "default Handfast"),
                told.subList(0, 4));
        assertTrue(told.get(4).matches("localhost ok over TLS_AES_.*"), told.get(4));
        assertTrue(told.get(5).startsWith("127.0.0.1 SSLHandshakeException"), told.get(5));
        assertTrue(told.get(5).contains("No subject alternative"), told.get(5));
    }

    /** The default trust store is the JDK's {@code cacerts}, which knows our authority as little as anybody's. */
    @Test
    void unknownAuthorityIsRefused() throws Exception {
        List<String> told = run();
        assertTrue(told.get(2).matches("trust Handfast accepts \\d\\d+"), told.get(2));
        assertTrue(told.get(4).startsWith("localhost SSLHandshakeException"), told.get(4));
        assertTrue(told.get(4).contains("unable to find valid certification path"), told.get(4));
    }

    private List<String> run(String... settings) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-Djava.security.properties=" + Files.write(directory.resolve("security"), providers()));
        command.add("-Djavax.net.ssl.keyStore=" + keys);
        command.add("-Djavax.net.ssl.keyStorePassword=changeit");
        command.add("-Djavax.net.ssl.keyStoreType=PKCS12");
        for (String setting : settings) {
            command.add("-D" + setting);
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Application.class.getName()));
        Path told = directory.resolve("told");
        Process process = new ProcessBuilder(command)
                .redirectOutput(told.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertTrue(process.waitFor(100, TimeUnit.SECONDS), "the application has ended");
        assertEquals(0, process.exitValue());
        return Files.readAllLines(told);
    }

    /** The JVM's list with Handfast first and without SunJSSE in its place. */
    private static List<String> providers() {
        List<String> names = Stream.concat(
                        Stream.of("Handfast"),
                        Stream.of(Security.getProviders())
                                .map(Provider::getName)
                                .filter(name ->
                                        !name.equals("SunJSSE") && !name.equals("Handfast") && !name.startsWith("BC")))
                .toList();
        var lines = new ArrayList<String>();
        for (String name : names) {
            lines.add("security.provider." + (lines.size() + 1) + "=" + name);
        }
        return lines;
    }
}
