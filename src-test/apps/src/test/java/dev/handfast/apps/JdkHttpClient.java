package dev.handfast.apps;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The JDK's {@code java.net.http.HttpClient}. */
enum JdkHttpClient implements Client {
    HTTP_1_1(HttpClient.Version.HTTP_1_1),

    /** By ALPN. */
    HTTP_2(HttpClient.Version.HTTP_2),

    /** With a certificate of its own, of which the server is to say the name. */
    WITH_CERTIFICATE(HttpClient.Version.HTTP_1_1) {
        @Override
        HttpClient.Builder builder() throws Exception {
            return super.builder().sslContext(Identity.CLIENT.context());
        }
    },

    IPV6_LITERAL(HttpClient.Version.HTTP_1_1) {
        @Override
        public String talk(int port) throws Exception {
            return post(builder().build(), "[::1]", port);
        }
    },

    /** Of a server with two certificates, chosen by the name that is asked for; in need of {@link Identity#hosts}. */
    TWO_HOSTS(HttpClient.Version.HTTP_1_1) {
        @Override
        public String talk(int port) throws Exception {
            HttpClient client = builder().build();
            return post(client, "localhost", port) + ", " + post(client, "other.example", port);
        }
    };

    /** The header in which a server says who its client is. */
    static final String CLIENT_HEADER = "X-Client";

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient.Version version;

    JdkHttpClient(HttpClient.Version version) {
        this.version = version;
    }

    HttpClient.Builder builder() throws Exception {
        return HttpClient.newBuilder().version(version).connectTimeout(TIMEOUT);
    }

    @Override
    public String talk(int port) throws Exception {
        return post(builder().build(), "localhost", port);
    }

    /** Twice: the second request finds the connection kept alive. */
    static String post(HttpClient client, String host, int port) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://" + host + ":" + port + "/"))
                .timeout(TIMEOUT)
                .POST(HttpRequest.BodyPublishers.ofByteArray(Page.bytes()))
                .build();
        client.send(request, HttpResponse.BodyHandlers.discarding());
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        Page.check(response.body());
        String asWhom = response.headers()
                .firstValue(CLIENT_HEADER)
                .map(name -> " as " + name)
                .orElse("");
        return (response.version() == HttpClient.Version.HTTP_2 ? "HTTP/2" : "HTTP/1.1") + asWhom;
    }
}
