package dev.handfast.apps;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PemTrustOptions;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Vert.x. */
enum VertxClient implements Client {
    HTTP_1_1(HttpVersion.HTTP_1_1),

    /** By ALPN. */
    HTTP_2(HttpVersion.HTTP_2);

    private final HttpVersion version;

    VertxClient(HttpVersion version) {
        this.version = version;
    }

    @Override
    public String talk(int port) throws Exception {
        var options = new HttpClientOptions()
                .setSsl(true)
                .setUseAlpn(true)
                .setProtocolVersion(version)
                .setTrustOptions(
                        new PemTrustOptions().addCertPath(Identity.trusted().toString()));
        Vertx vertx = Vertx.vertx();
        try {
            HttpClientResponse response = await(vertx.createHttpClient(options)
                    .request(HttpMethod.POST, port, "localhost", "/")
                    .compose(request -> request.send(Buffer.buffer(Page.bytes())))
                    .compose(answer -> answer.body().map(answer)));
            Page.check(await(response.body()).toString(StandardCharsets.US_ASCII));
            return response.version() == HttpVersion.HTTP_2 ? "HTTP/2" : "HTTP/1.1";
        } finally {
            await(vertx.close());
        }
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(VertxServer.TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }
}
