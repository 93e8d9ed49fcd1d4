package dev.handfast.apps;

import java.util.stream.Stream;

/** Undertow. */
class UndertowTest extends ApplicationTest {
    private static final String ARTIFACT = "undertow-core";

    @Override
    Stream<Scenario> scenarios() {
        return Stream.of(
                Scenario.server("Undertow, HTTP/1.1", UndertowServer.HTTP_2, JdkHttpClient.HTTP_1_1)
                        .of(ARTIFACT)
                        .speaking("HTTP/1.1"),
                Scenario.server("Undertow, HTTP/2", UndertowServer.HTTP_2, JdkHttpClient.HTTP_2)
                        .of(ARTIFACT)
                        .speaking("HTTP/2"));
    }
}
