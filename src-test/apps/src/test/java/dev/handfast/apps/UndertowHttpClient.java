package dev.handfast.apps;

import io.undertow.UndertowOptions;
import io.undertow.client.ClientCallback;
import io.undertow.client.ClientConnection;
import io.undertow.client.ClientExchange;
import io.undertow.client.ClientRequest;
import io.undertow.client.UndertowClient;
import io.undertow.connector.ByteBufferPool;
import io.undertow.protocols.ssl.UndertowXnioSsl;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.StringReadChannelListener;
import io.undertow.util.StringWriteChannelListener;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.xnio.OptionMap;
import org.xnio.Xnio;
import org.xnio.XnioWorker;

/** Undertow's client with the default context of the JVM. */
enum UndertowHttpClient implements Client {
    HTTP_1_1(OptionMap.EMPTY),

    /** By ALPN. */
    HTTP_2(OptionMap.create(UndertowOptions.ENABLE_HTTP2, true));

    private static final int TIMEOUT_SECONDS = 30;

    /** A whole record, and some more. */
    private static final int BUFFER = 17 * 1024;

    private final OptionMap options;

    UndertowHttpClient(OptionMap options) {
        this.options = options;
    }

    @Override
    public String talk(int port) throws Exception {
        XnioWorker worker = Xnio.getInstance().createWorker(OptionMap.EMPTY);
        var buffers = new DefaultByteBufferPool(true, BUFFER);
        var tls = new UndertowXnioSsl(Xnio.getInstance(), OptionMap.EMPTY, buffers, SSLContext.getDefault());
        URI uri = URI.create("https://localhost:" + port + "/");
        try (ClientConnection connection = UndertowClient.getInstance()
                .connect(uri, worker, tls, buffers, options)
                .get()) {
            post(connection);
            return post(connection);
        } finally {
            worker.shutdown();
        }
    }

    private static String post(ClientConnection connection) throws Exception {
        var request = new ClientRequest().setMethod(Methods.POST).setPath("/");
        request.getRequestHeaders().put(Headers.HOST, "localhost");
        request.getRequestHeaders().put(Headers.CONTENT_LENGTH, Page.bytes().length);
        var echo = new Echo(connection.getBufferPool());
        connection.getIoThread().execute(() -> connection.sendRequest(request, echo));
        Page.check(echo.body.get(TIMEOUT_SECONDS, TimeUnit.SECONDS));
        return echo.protocol.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    /** Sends the page when the connection is ready for it, and takes the answer. */
    private static final class Echo extends StringReadChannelListener implements ClientCallback<ClientExchange> {
        final CompletableFuture<String> protocol = new CompletableFuture<>();
        final CompletableFuture<String> body = new CompletableFuture<>();

        Echo(ByteBufferPool buffers) {
            super(buffers);
        }

        @Override
        public void completed(ClientExchange exchange) {
            exchange.setResponseListener(new ClientCallback<>() {
                @Override
                public void completed(ClientExchange answered) {
                    protocol.complete(answered.getResponse().getProtocol().toString());
                    setup(answered.getResponseChannel());
                }

                @Override
                public void failed(IOException failure) {
                    error(failure);
                }
            });
            new StringWriteChannelListener(Page.TEXT).setup(exchange.getRequestChannel());
        }

        @Override
        public void failed(IOException failure) {
            error(failure);
        }

        @Override
        protected void stringDone(String string) {
            body.complete(string);
        }

        @Override
        protected void error(IOException failure) {
            body.completeExceptionally(failure);
        }
    }
}
