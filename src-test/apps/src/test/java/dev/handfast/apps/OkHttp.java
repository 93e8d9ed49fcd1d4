package dev.handfast.apps;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** OkHttp's client as it is made by default. It checks the host for itself, by an {@code SSLPeerUnverifiedException}. */
enum OkHttp implements Client {
    HTTP_1_1(List.of(Protocol.HTTP_1_1)),

    /** By ALPN. */
    HTTP_2(List.of(Protocol.HTTP_2, Protocol.HTTP_1_1));

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final List<Protocol> protocols;

    OkHttp(List<Protocol> protocols) {
        this.protocols = protocols;
    }

    /** Twice: the second request finds the connection kept alive. */
    @Override
    public String talk(int port) throws Exception {
        var client = new OkHttpClient.Builder()
                .protocols(protocols)
                .callTimeout(TIMEOUT)
                .readTimeout(TIMEOUT)
                .build();
        post(client, port);
        return post(client, port);
    }

    private static String post(OkHttpClient client, int port) throws IOException {
        RequestBody body = RequestBody.create(Page.bytes(), MediaType.get("text/plain"));
        Request request = new Request.Builder()
                .url("https://localhost:" + port + "/")
                .post(body)
                .build();
        try (Response response = client.newCall(request).execute()) {
            Page.check(response.body().string());
            return response.protocol() == Protocol.HTTP_2 ? "HTTP/2" : "HTTP/1.1";
        }
    }
}
