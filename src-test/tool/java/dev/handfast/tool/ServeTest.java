package dev.handfast.tool;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handfast.tool.DemoAuthority.KeyKind;
import dev.handfast.tool.peer.AnyCertificate;
import dev.handfast.tool.peer.Contexts;
import dev.handfast.tool.serve.Limits;
import dev.handfast.tool.serve.VisitorServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each visitor is shown its own handshake, and none can take more of the server than its share. */
@Timeout(120)
class ServeTest {
    /** So long that no test waits for its end. */
    private static final Duration LONG = Duration.ofSeconds(100);

    private static final Limits PATIENT = new Limits(8, LONG, LONG, 50, 8_192);

    @TempDir
    private Path folder;

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<VisitorServer> servers = new ArrayList<>();

    @AfterEach
    void end() throws IOException {
        for (VisitorServer each : servers) {
            each.close();
        }
        threads.shutdownNow();
    }

    @Test
    void visitorsAtTheSameTimeSeeTheirOwn() throws Exception {
        int port = serve(PATIENT);
        var bothAreHere = new CountDownLatch(2);
        Future<String> newest = threads.submit(() -> ask(port, "TLSv1.3", "/trace.json", bothAreHere));
        Future<String> older = threads.submit(() -> ask(port, "TLSv1.2", "/trace.json", bothAreHere));
        assertTrace(newest.get(), "TLS_AES_256_GCM_SHA384");
        assertTrace(older.get(), "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384");
    }

    private static void assertTrace(String answer, String suite) throws IOException {
        assertTrue(answer.startsWith("HTTP/1.1 200 OK\r\n"), answer);
        String json = body(answer);
        assertEquals(
                suite,
                new ObjectMapper().readTree(json).findValue("cipherSuite").asText(),
                json);
    }

    @Test
    void oneConnectionAsksMoreThanOnce() throws Exception {
        int port = serve(PATIENT);
        try (SSLSocket socket = connect(port, "TLSv1.3")) {
            for (String line : List.of("GET /", "HEAD /trace.json", "GET /nosuch?x")) {
                String connection = line.endsWith("x") ? "Connection: close\r\n" : "";
                socket.getOutputStream()
                        .write((line + " HTTP/1.1\r\nHost: x\r\n" + connection + "\r\n").getBytes(US_ASCII));
            }
            String all = new String(socket.getInputStream().readAllBytes(), UTF_8);
            assertEquals(
                    List.of("HTTP/1.1 200 OK", "HTTP/1.1 200 OK", "HTTP/1.1 404 Not Found"),
                    all.lines()
                            .filter(line -> line.contains("HTTP/1.1 "))
                            .map(line -> line.substring(line.indexOf("HTTP/1.1 ")))
                            .toList());
            assertTrue(all.contains("<!DOCTYPE html>"), all);
        }
    }

    @Test
    void whatIsNoRequestIsRefused() throws Exception {
        int port = serve(new Limits(8, LONG, LONG, 2, 200));
        assertStatus(400, port, "hello\r\n\r\n");
        assertStatus(400, port, "GET http://elsewhere/ HTTP/1.1\r\n\r\n");
        assertStatus(405, port, "DELETE / HTTP/1.0\r\n\r\n");
        assertStatus(413, port, "POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\n");
        assertStatus(413, port, "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n");
        assertStatus(431, port, "GET / HTTP/1.1\r\nX: " + "x".repeat(300) + "\r\n\r\n");
    }

    private void assertStatus(int status, int port, String request) throws Exception {
        try (SSLSocket socket = connect(port, "TLSv1.3")) {
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
        }
    }

    @Test
    void aConnectionHasSoManyRequests() throws Exception {
        int port = serve(new Limits(8, LONG, LONG, 2, 200));
        try (SSLSocket socket = connect(port, "TLSv1.3")) {
            socket.getOutputStream().write("HEAD / HTTP/1.1\r\n\r\n".repeat(5).getBytes(US_ASCII));
            String all = new String(socket.getInputStream().readAllBytes(), UTF_8);
            assertEquals(2, all.split("HTTP/1.1 200", -1).length - 1, all);
        }
    }

    @Test
    void whoSaysNothingIsLetGo() throws Exception {
        int port = serve(new Limits(8, Duration.ofMillis(100), LONG, 50, 8_192));
        try (var silent = new Socket(InetAddress.getLoopbackAddress(), port)) {
            assertEnds(silent.getInputStream());
        }
        assertTrue(told.take().contains("no handshake"));
    }

    /** It sends enough not to be silent, and never comes to an end. */
    @Test
    void whoTakesTooLongIsLetGo() throws Exception {
        int port = serve(new Limits(8, LONG, Duration.ofMillis(500), 50, 8_192));
        try (var slow = new Socket(InetAddress.getLoopbackAddress(), port)) {
            slow.getOutputStream().write(new byte[] {22, 3, 1, 2, 0}); // a record is to come
            assertEnds(slow.getInputStream());
        }
    }

    @Test
    void whoIsOneTooManyIsTurnedAway() throws Exception {
        int port = serve(new Limits(1, LONG, LONG, 50, 8_192));
        try (SSLSocket first = connect(port, "TLSv1.3")) {
            try (var second = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertEnds(second.getInputStream());
            }
            first.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(US_ASCII));
            assertTrue(new String(first.getInputStream().readAllBytes(), UTF_8).startsWith("HTTP/1.1 200 "));
        }
    }

    @Test
    void plaintextHurtsNobody() throws Exception {
        int port = serve(PATIENT);
        try (var plain = new Socket(InetAddress.getLoopbackAddress(), port)) {
            plain.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(US_ASCII));
            plain.getInputStream().readAllBytes();
        }
        assertTrue(told.take().contains("no handshake"));
        assertTrue(ask(port, "TLSv1.3", "/", new CountDownLatch(0)).startsWith("HTTP/1.1 200 "));
    }

    @Test
    void curlIsShownItsHandshake() throws Exception {
        Program.require("curl");
        int port = serve(PATIENT);
        String page =
                Program.run(folder, List.of("curl", "-sSk", "--tls-max", "1.2", "https://localhost:" + port + "/"));
        assertTrue(page.contains("TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"), page);
    }

    @Test
    void chromiumShowsThePage() throws Exception {
        Program.require("chromium");
        int port = serve(PATIENT);
        String shown = Program.run(
                folder,
                List.of(
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
                        "--ignore-certificate-errors",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--dump-dom",
                        "https://localhost:" + port + "/"));
        assertTrue(shown.contains("CertificateVerify"), shown);
    }

    /** A reset is an end, too. */
    private static void assertEnds(InputStream in) {
        try {
            in.readAllBytes();
        } catch (IOException reset) {
            // the other side has closed while our bytes were under way
        }
    }

    private int serve(Limits limits) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(new DemoAuthority().keyStoreFor(List.of("localhost"), KeyKind.EC), DemoAuthority.password());
        var server = new VisitorServer(
                Contexts.showing(keys.getKeyManagers()),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                limits,
                told::add);
        servers.add(server);
        threads.execute(() -> {
            try {
                server.run();
            } catch (IOException failed) {
                told.add("the server failed: " + failed);
            }
        });
        return server.address().getPort();
    }

    /** Waits behind its handshake until all others have theirs. */
    private static String ask(int port, String protocol, String path, CountDownLatch together) throws Exception {
        try (SSLSocket socket = connect(port, protocol)) {
            together.countDown();
            assertTrue(together.await(60, TimeUnit.SECONDS));
            socket.getOutputStream().write(("GET " + path + " HTTP/1.0\r\n\r\n").getBytes(US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private static SSLSocket connect(int port, String protocol) throws Exception {
        SSLContext context = Contexts.trusting(new AnyCertificate());
        var socket = (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
        socket.setEnabledProtocols(new String[] {protocol});
        socket.startHandshake();
        return socket;
    }

    private static String body(String answer) {
        return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }
}
