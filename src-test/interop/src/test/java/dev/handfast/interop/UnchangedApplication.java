package dev.handfast.interop;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;

/**
 * An application that uses HTTPS as the JDK has it and names no provider: {@code UnchangedApplicationTest} runs it in a JVM of its own.
 * Its keys and what it trusts come from {@code javax.net.ssl.*}. It prints one line for each thing that it did.
 */
final class UnchangedApplication {
    private static final int TIMEOUT_MILLIS = 20_000;

    private UnchangedApplication() {}

    /** Arguments: what to do, and for a client the URL. */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = System.out;
        switch (arguments[0]) {
            case "serve" -> serve(out);
            case "HttpsURLConnection" -> out.println(urlConnection(arguments[1]));
            case "HTTP_1_1", "HTTP_2" ->
                out.println(httpClient(HttpClient.Version.valueOf(arguments[0]), arguments[1]));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        out.flush();
    }

    /** Serves until it is killed; the first line printed is the port. */
    private static void serve(PrintStream out) throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ExecutorService threads = Executors.newCachedThreadPool();
        server.setExecutor(threads);
        server.setHttpsConfigurator(new HttpsConfigurator(SSLContext.getDefault()));
        server.createContext("/", exchange -> answer((HttpsExchange) exchange));
        server.start();
        out.println("port " + server.getAddress().getPort());
        out.flush();
    }

    private static void answer(HttpsExchange exchange) throws IOException {
        try (exchange) {
            byte[] answer = ("served by " + made(exchange.getSSLSession())).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private static String urlConnection(String url) throws IOException {
        HttpsURLConnection connection = (HttpsURLConnection) new URL(url).openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        try (InputStream in = connection.getInputStream()) {
            String body = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return "HttpsURLConnection on " + made(connection.getSSLSession().orElseThrow()) + ": " + body;
        }
    }

    private static String httpClient(HttpClient.Version version, String url) throws Exception {
        HttpClient client = HttpClient.newBuilder().version(version).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofMillis(TIMEOUT_MILLIS))
                .build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        // The session is wrapped in one of the client's own.
        String made = client.sslContext().getProvider().getName();
        String protocol = response.sslSession().orElseThrow().getProtocol();
        return response.version() + " on " + made + " " + protocol + ": " + response.body();
    }

    private static String made(SSLSession session) {
        return session.getClass().getName() + " " + session.getProtocol();
    }
}
