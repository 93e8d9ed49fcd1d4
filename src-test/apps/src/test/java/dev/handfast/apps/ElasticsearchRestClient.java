package dev.handfast.apps;

import org.apache.http.HttpHost;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.entity.ContentType;
import org.apache.http.util.EntityUtils;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.RestClient;

/** Elasticsearch's REST client, which stands on Apache's HttpAsyncClient 4, with the default context of the JVM. */
enum ElasticsearchRestClient implements Client {
    DEFAULT;

    /** Twice: the second request finds the connection kept alive. */
    @Override
    public String talk(int port) throws Exception {
        try (RestClient client =
                RestClient.builder(new HttpHost("localhost", port, "https")).build()) {
            post(client);
            return post(client);
        }
    }

    private static String post(RestClient client) throws Exception {
        var request = new Request("POST", "/");
        request.setEntity(new ByteArrayEntity(Page.bytes(), ContentType.TEXT_PLAIN));
        Response response = client.performRequest(request);
        Page.check(EntityUtils.toString(response.getEntity()));
        return response.getStatusLine().getProtocolVersion().toString();
    }
}
