package dev.handfast.apps;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.util.concurrent.TimeUnit;

/** Vert.x. */
enum VertxServer implements Server {
    /** And HTTP/1.1, if the client wants no more. */
    HTTP_2;

    static final int TIMEOUT_SECONDS = 30;

    @Override
    public int serve(Identity identity) throws Exception {
        var options = new HttpServerOptions()
                .setSsl(true)
                .setUseAlpn(true)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .setCertPath(identity.chain().toString())
                        .setKeyPath(identity.key().toString()));
        HttpServer server = Vertx.vertx()
                .createHttpServer(options)
                .requestHandler(request ->
                        request.body().onSuccess(body -> request.response().end(body)));
        return server.listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .actualPort();
    }
}
