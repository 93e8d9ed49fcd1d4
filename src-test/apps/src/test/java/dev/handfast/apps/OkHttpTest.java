package dev.handfast.apps;

import java.util.stream.Stream;

/** OkHttp with its MockWebServer. */
class OkHttpTest extends ApplicationTest {
    @Override
    Stream<Scenario> scenarios() {
        return Stream.of(
                Scenario.both("OkHttp, MockWebServer", OkHttp.HTTP_1_1, OkHttpMockWebServer.HTTP_1_1)
                        .of("okhttp")
                        .speaking("HTTP/1.1"),
                Scenario.both("OkHttp, MockWebServer, HTTP/2", OkHttp.HTTP_2, OkHttpMockWebServer.HTTP_2)
                        .of("okhttp")
                        .speaking("HTTP/2"));
    }
}
