package dev.handfast.apps;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.Message;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.impl.bootstrap.HttpAsyncServer;
import org.apache.hc.core5.http.impl.bootstrap.HttpServer;
import org.apache.hc.core5.http.impl.bootstrap.ServerBootstrap;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.nio.AsyncRequestConsumer;
import org.apache.hc.core5.http.nio.AsyncServerRequestHandler;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityConsumer;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityProducer;
import org.apache.hc.core5.http.nio.support.BasicRequestConsumer;
import org.apache.hc.core5.http.nio.support.BasicResponseProducer;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http2.impl.nio.bootstrap.H2ServerBootstrap;
import org.apache.hc.core5.http2.ssl.H2ServerTlsStrategy;

/** The servers of Apache HttpCore 5. */
enum ApacheHttpServer implements Server {
    /** Blocking sockets of a server socket. */
    CLASSIC {
        @Override
        public int serve(Identity identity) throws Exception {
            HttpServer server = ServerBootstrap.bootstrap()
                    .setLocalAddress(InetAddress.getLoopbackAddress())
                    .setSslContext(identity.context())
                    .register(
                            "*",
                            (request, response, context) -> response.setEntity(new ByteArrayEntity(
                                    EntityUtils.toByteArray(request.getEntity()), ContentType.TEXT_PLAIN)))
                    .create();
            server.start();
            return server.getLocalPort();
        }
    },

    /** Engines over NIO, HTTP/2 by ALPN. */
    ASYNC {
        @Override
        public int serve(Identity identity) throws Exception {
            HttpAsyncServer server = H2ServerBootstrap.bootstrap()
                    .setTlsStrategy(new H2ServerTlsStrategy(identity.context()))
                    .register("*", new Echo())
                    .create();
            server.start();
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            var listening = server.listen(address, URIScheme.HTTPS).get(30, TimeUnit.SECONDS);
            return ((InetSocketAddress) listening.getAddress()).getPort();
        }
    };

    private static final class Echo implements AsyncServerRequestHandler<Message<HttpRequest, byte[]>> {
        @Override
        public AsyncRequestConsumer<Message<HttpRequest, byte[]>> prepare(
                HttpRequest request, EntityDetails entity, HttpContext context) {
            return new BasicRequestConsumer<>(entity == null ? null : new BasicAsyncEntityConsumer());
        }

        @Override
        public void handle(Message<HttpRequest, byte[]> message, ResponseTrigger responseTrigger, HttpContext context)
                throws HttpException, IOException {
            var body = new BasicAsyncEntityProducer(message.getBody(), ContentType.TEXT_PLAIN);
            responseTrigger.submitResponse(new BasicResponseProducer(200, body), context);
        }
    }
}
