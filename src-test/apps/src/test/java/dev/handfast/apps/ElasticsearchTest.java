package dev.handfast.apps;

import java.util.stream.Stream;

/** Elasticsearch's client; the server only answers it as HTTP has it. */
class ElasticsearchTest extends ApplicationTest {
    @Override
    Stream<Scenario> scenarios() {
        return Stream.of(
                Scenario.client("Elasticsearch REST client", ElasticsearchRestClient.DEFAULT, JdkHttpsServer.ECHO)
                        .of("elasticsearch-rest-client")
                        .speaking("HTTP/1.1"));
    }
}
