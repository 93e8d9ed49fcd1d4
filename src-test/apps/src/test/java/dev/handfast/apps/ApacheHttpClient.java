package dev.handfast.apps;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** Apache HttpClient 5 with its default TLS strategies. */
enum ApacheHttpClient implements Client {
    /** Blocking sockets, and before each reuse of a connection a read of 1 ms, which must not harm it. */
    CLASSIC {
        @Override
        public String talk(int port) throws Exception {
            var config = ConnectionConfig.custom()
                    .setConnectTimeout(TIMEOUT)
                    .setSocketTimeout(TIMEOUT)
                    .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                    .build();
            var connections = PoolingHttpClientConnectionManagerBuilder.create()
                    .setDefaultConnectionConfig(config)
                    .build();
            try (CloseableHttpClient client = HttpClients.custom()
                    .setConnectionManager(connections)
                    .disableAutomaticRetries()
                    .build()) {
                post(client, port);
                return post(client, port);
            }
        }
    },

    /** Engines over NIO. */
    ASYNC {
        @Override
        public String talk(int port) throws Exception {
            return talkAsync(port, HttpVersionPolicy.FORCE_HTTP_1);
        }
    },

    /** By ALPN. */
    ASYNC_HTTP_2 {
        @Override
        public String talk(int port) throws Exception {
            return talkAsync(port, HttpVersionPolicy.NEGOTIATE);
        }
    };

    private static final Timeout TIMEOUT = Timeout.ofSeconds(30);

    private static String uri(int port) {
        return "https://localhost:" + port + "/";
    }

    static String post(CloseableHttpClient client, int port) throws IOException {
        var request = new HttpPost(uri(port));
        request.setEntity(new ByteArrayEntity(Page.bytes(), ContentType.TEXT_PLAIN));
        return client.execute(request, response -> {
            Page.check(EntityUtils.toString(response.getEntity()));
            return response.getVersion().toString();
        });
    }

    static String talkAsync(int port, HttpVersionPolicy policy) throws Exception {
        var connections = PoolingAsyncClientConnectionManagerBuilder.create()
                .setDefaultTlsConfig(TlsConfig.custom().setVersionPolicy(policy).build())
                .build();
        try (CloseableHttpAsyncClient client =
                HttpAsyncClients.custom().setConnectionManager(connections).build()) {
            client.start();
            post(client, port);
            return post(client, port).getVersion().equals(HttpVersion.HTTP_2) ? "HTTP/2" : "HTTP/1.1";
        }
    }

    private static SimpleHttpResponse post(CloseableHttpAsyncClient client, int port) throws Exception {
        SimpleHttpRequest request = SimpleRequestBuilder.post(uri(port))
                .setBody(Page.bytes(), ContentType.TEXT_PLAIN)
                .build();
        SimpleHttpResponse response = client.execute(request, null).get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        Page.check(response.getBodyText());
        return response;
    }
}
