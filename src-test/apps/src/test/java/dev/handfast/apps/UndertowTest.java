package dev.handfast.apps;

import java.util.stream.Stream;

/** Undertow, server and client. */
class UndertowTest extends ApplicationTest {
    private static final String ARTIFACT = "undertow-core";

    @Override
    Stream<Scenario> scenarios() {
        return Stream.of(
                Scenario.both("Undertow, HTTP/1.1", UndertowHttpClient.HTTP_1_1, UndertowServer.HTTP_2)
                        .of(ARTIFACT)
                        .hidingWhyItRefuses("ClosedChannelException")
                        .speaking("HTTP/1.1"),
                Scenario.both("Undertow, HTTP/2", UndertowHttpClient.HTTP_2, UndertowServer.HTTP_2)
                        .of(ARTIFACT)
                        .hidingWhyItRefuses("ClosedChannelException")
                        .speaking("HTTP/2.0"));
    }
}
