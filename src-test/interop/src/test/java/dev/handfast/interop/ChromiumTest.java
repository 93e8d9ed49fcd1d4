package dev.handfast.interop;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Chromium shows a page of the JDK's {@code HttpsServer} on our engine. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ChromiumTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(names = {"ECDSA_P256", "RSA"})
    void showsAPage(KeyKind kind) throws Exception {
        Peers.require(Peer.missing("chromium"));
        Identity identity = Pki.TRUSTED.server(kind);
        ExecutorService threads = Executors.newCachedThreadPool();
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        try {
            server.setHttpsConfigurator(new HttpsConfigurator(Ours.context(Optional.of(identity))));
            server.setExecutor(threads);
            server.createContext("/", exchange -> page((HttpsExchange) exchange));
            server.start();
            String shown =
                    PeerProcess.run(directory, command(server.getAddress().getPort(), identity));
            assertTrue(shown.contains("Chromium over TLSv1.3"), shown);
        } finally {
            server.stop(0);
            threads.shutdownNow();
        }
    }

    /** A page of three resources, each over a connection of its own: the first at the latest brings a ticket for the last. */
    @ParameterizedTest
    @EnumSource
    void resumes(Version version) throws Exception {
        Peers.require(Peer.missing("chromium"));
        Terms terms = Terms.usual(version);
        SSLContext context = Ours.context(Optional.of(terms.server()));
        List<Boolean> resumed = new CopyOnWriteArrayList<>();
        List<Future<Void>> serving = new CopyOnWriteArrayList<>(); // not all of them get a request
        try (ServerSocket listening = Tap.listen()) {
            Future<?> accepting = Duplex.run(() -> {
                while (true) {
                    Tap tcp = (Tap) listening.accept();
                    serving.add(Duplex.run(() -> serve(context, tcp, terms, resumed)));
                }
            });
            String shown = PeerProcess.run(directory, command(listening.getLocalPort(), terms.server()));
            accepting.cancel(true);
            serving.forEach(connection -> connection.cancel(true));
            assertTrue(shown.contains("</script>third "), shown);
            assertTrue(resumed.contains(true), "none of " + resumed.size() + " connections is resumed");
            assertTrue(resumed.contains(false), "there was nothing to resume at first");
        }
    }

    /** It predicts the one that it has, X25519MLKEM768. */
    @Test
    void exchangesKeysByAHybrid() throws Exception {
        Peers.require(Peer.missing("chromium"));
        Terms usual = Terms.usual(Version.TLS_1_3);
        Terms terms = usual.ours(usual.ours().with(Group.X25519_MLKEM768));
        SSLContext context = Ours.context(Optional.of(terms.server()), Group.X25519_MLKEM768);
        try (ServerSocket listening = Tap.listen()) {
            Future<Negotiation> serving = Duplex.run(() -> serveOne(context, (Tap) listening.accept(), terms));
            PeerProcess.run(directory, command(listening.getLocalPort(), terms.server()));
            assertFalse(Duplex.await(serving).isRetried(), "a HelloRetryRequest");
        }
    }

    private static Negotiation serveOne(SSLContext context, Tap tcp, Terms terms) throws Exception {
        serve(context, tcp, terms, new CopyOnWriteArrayList<>());
        return Negotiation.of(tcp.received(), tcp.sent());
    }

    private static Void serve(SSLContext context, Tap tcp, Terms terms, List<Boolean> resumed) throws Exception {
        try (SSLSocket ours = Ours.server(context, tcp, terms)) {
            String request = HttpRequest.readHeader(ours.getInputStream());
            Negotiation negotiation = Negotiation.of(tcp.received(), tcp.sent());
            negotiation.assertAgree(terms);
            resumed.add(negotiation.isResumed());
            boolean first = request.startsWith("GET / ");
            String content = first
                    ? "<html><body><script src='second'></script><script src='third'></script></body></html>"
                    : "document.write('" + request.substring("GET /".length(), request.lastIndexOf(' ')) + " ')";
            Visits.say(
                    ours,
                    "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/"
                            + (first ? "html" : "javascript")
                            + "\r\nContent-Length: " + content.length() + "\r\n\r\n" + content);
            return null;
        }
    }

    private static void page(HttpsExchange exchange) throws IOException {
        try (exchange) {
            SSLSession session = exchange.getSSLSession();
            Ours.assertOurs(session);
            byte[] page = ("<html><body><script>document.write('Chromium ' + 'over " + session.getProtocol()
                            + "')</script></body></html>")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
        }
    }

    private String[] command(int port, Identity identity) throws Exception {
        byte[] key = identity.chain().get(0).getPublicKey().getEncoded();
        String pin = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(key));
        return List.of(
                        "chromium",
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--no-proxy-server",
                        "--user-data-dir=" + directory.resolve("profile"),
                        "--ignore-certificate-errors-spki-list=" + pin,
                        "--host-resolver-rules=MAP " + Pki.HOST + " 127.0.0.1",
                        "--dump-dom",
                        "https://" + Pki.HOST + ":" + port + "/")
                .toArray(String[]::new);
    }
}
