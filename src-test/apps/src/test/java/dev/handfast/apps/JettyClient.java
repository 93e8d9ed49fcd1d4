package dev.handfast.apps;

import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.HttpClientTransport;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.client.transport.HttpClientTransportOverHTTP2;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Jetty. */
enum JettyClient implements Client {
    HTTP_1_1 {
        @Override
        HttpClientTransport transport(ClientConnector connector) {
            return new HttpClientTransportOverHTTP(connector);
        }
    },

    /** By ALPN. */
    HTTP_2 {
        @Override
        HttpClientTransport transport(ClientConnector connector) {
            return new HttpClientTransportOverHTTP2(new HTTP2Client(connector));
        }
    };

    private static final int TIMEOUT_SECONDS = 30;

    abstract HttpClientTransport transport(ClientConnector connector);

    @Override
    public String talk(int port) throws Exception {
        var tls = new SslContextFactory.Client();
        tls.setTrustStorePath(Identity.trustStore().toString());
        tls.setTrustStorePassword(Identity.PASSWORD);
        var connector = new ClientConnector();
        connector.setSslContextFactory(tls);
        var client = new HttpClient(transport(connector));
        client.start();
        try {
            ContentResponse response = client.newRequest("localhost", port)
                    .scheme("https")
                    .method(HttpMethod.POST)
                    .body(new BytesRequestContent(Page.bytes()))
                    .timeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                    .send();
            Page.check(response.getContentAsString());
            return response.getVersion().asString();
        } finally {
            client.stop();
        }
    }
}
