package dev.handfast.apps;

import java.net.InetAddress;
import java.util.List;
import okhttp3.Protocol;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import okio.Buffer;

/** OkHttp's server for tests: plain sockets, over which those of a client's factory are laid and told to serve. */
enum OkHttpMockWebServer implements Server {
    HTTP_1_1(List.of(Protocol.HTTP_1_1)),

    /** By ALPN. */
    HTTP_2(List.of(Protocol.HTTP_2, Protocol.HTTP_1_1));

    private final List<Protocol> protocols;

    OkHttpMockWebServer(List<Protocol> protocols) {
        this.protocols = protocols;
    }

    @Override
    public int serve(Identity identity) throws Exception {
        var server = new MockWebServer();
        server.setProtocols(protocols);
        server.useHttps(identity.context().getSocketFactory(), false);
        server.setDispatcher(new Echo());
        server.start(InetAddress.getLoopbackAddress(), 0);
        return server.getPort();
    }

    private static final class Echo extends Dispatcher {
        @Override
        public MockResponse dispatch(RecordedRequest request) {
            return new MockResponse()
                    .setBody(new Buffer().write(request.getBody().readByteArray()));
        }
    }
}
