package dev.handfast.apps;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.HttpsURLConnection;

/** The JDK's {@code HttpsURLConnection}, with the default context of the JVM. */
enum HttpsUrlConnection implements Client {
    /** The host is checked within the handshake. */
    DEFAULT_VERIFIER("localhost"),

    /** The host is checked by the JDK after the handshake, and the application has a say where it does not match. */
    CUSTOM_VERIFIER("localhost") {
        @Override
        void prepare(HttpsURLConnection connection) {
            connection.setHostnameVerifier((host, session) -> false);
        }
    },

    /** It accepts what it is asked about. */
    TOLERANT_VERIFIER("localhost") {
        @Override
        void prepare(HttpsURLConnection connection) {
            connection.setHostnameVerifier((host, session) -> true);
        }
    },

    /** No name can be asked for. */
    IP_LITERAL("127.0.0.1"),

    /** Which the JDK takes for a name, unless the application checks the host. */
    IPV6_LITERAL("[::1]"),

    IPV6_LITERAL_WITH_CUSTOM_VERIFIER("[::1]") {
        @Override
        void prepare(HttpsURLConnection connection) {
            CUSTOM_VERIFIER.prepare(connection);
        }
    },

    /** TLS begins on a socket that has carried something else. */
    PROXY_TUNNEL("localhost") {
        @Override
        public String talk(int port) throws Exception {
            try (var proxy = new ConnectProxy()) {
                String spoken = post((HttpsURLConnection) uri(port).toURL().openConnection(proxy.proxy()));
                return spoken + " through " + proxy.tunnels() + " tunnel";
            }
        }
    };

    private static final int TIMEOUT_MILLIS = 30_000;

    private final String host;

    HttpsUrlConnection(String host) {
        this.host = host;
    }

    void prepare(HttpsURLConnection connection) {}

    URI uri(int port) {
        return URI.create("https://" + host + ":" + port + "/");
    }

    /** Twice: the second request finds the connection kept alive. */
    @Override
    public String talk(int port) throws Exception {
        post((HttpsURLConnection) uri(port).toURL().openConnection());
        return post((HttpsURLConnection) uri(port).toURL().openConnection());
    }

    String post(HttpsURLConnection connection) throws IOException {
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        connection.setDoOutput(true);
        prepare(connection);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(Page.bytes());
        }
        try (InputStream in = connection.getInputStream()) {
            Page.check(new String(in.readAllBytes(), StandardCharsets.US_ASCII));
        }
        return connection.getHeaderField(0).split(" ", 2)[0];
    }
}
