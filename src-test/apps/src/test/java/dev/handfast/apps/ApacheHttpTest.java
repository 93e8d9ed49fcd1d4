package dev.handfast.apps;

import java.util.stream.Stream;

/** Apache HttpClient 5 with the servers of HttpCore 5. */
class ApacheHttpTest extends ApplicationTest {
    @Override
    Stream<Scenario> scenarios() {
        return Stream.of(
                Scenario.both(
                                "Apache HttpClient 5 and HttpCore, classic",
                                ApacheHttpClient.CLASSIC,
                                ApacheHttpServer.CLASSIC)
                        .of("httpclient5")
                        .speaking("HTTP/1.1"),
                Scenario.both("Apache HttpClient 5 and HttpCore, async", ApacheHttpClient.ASYNC, ApacheHttpServer.ASYNC)
                        .of("httpclient5")
                        .speaking("HTTP/1.1"),
                Scenario.both(
                                "Apache HttpClient 5 and HttpCore, async, HTTP/2",
                                ApacheHttpClient.ASYNC_HTTP_2,
                                ApacheHttpServer.ASYNC)
                        .of("httpclient5")
                        .speaking("HTTP/2"));
    }
}
