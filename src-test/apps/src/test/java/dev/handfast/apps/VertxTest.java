package dev.handfast.apps;

import java.util.stream.Stream;

/** Vert.x. */
class VertxTest extends ApplicationTest {
    private static final String ARTIFACT = "vertx-core";

    @Override
    Stream<Scenario> scenarios() {
        return Stream.of(
                Scenario.both("Vert.x, HTTP/1.1", VertxClient.HTTP_1_1, VertxServer.HTTP_2)
                        .of(ARTIFACT)
                        .speaking("HTTP/1.1"),
                Scenario.both("Vert.x, HTTP/2", VertxClient.HTTP_2, VertxServer.HTTP_2)
                        .of(ARTIFACT)
                        .speaking("HTTP/2"));
    }
}
