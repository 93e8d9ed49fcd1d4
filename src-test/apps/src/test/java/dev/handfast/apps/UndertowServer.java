package dev.handfast.apps;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingHandler;
import java.io.IOException;
import java.net.InetSocketAddress;

/** Undertow. */
enum UndertowServer implements Server {
    /** And HTTP/1.1, if the client wants no more. */
    HTTP_2;

    @Override
    public int serve(Identity identity) throws Exception {
        Undertow server = Undertow.builder()
                .addHttpsListener(0, "127.0.0.1", identity.context())
                .setServerOption(UndertowOptions.ENABLE_HTTP2, true)
                .setHandler(new BlockingHandler(UndertowServer::echo))
                .build();
        server.start();
        return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
    }

    private static void echo(HttpServerExchange exchange) throws IOException {
        byte[] body = exchange.getInputStream().readAllBytes();
        exchange.setResponseContentLength(body.length);
        exchange.getOutputStream().write(body);
    }
}
