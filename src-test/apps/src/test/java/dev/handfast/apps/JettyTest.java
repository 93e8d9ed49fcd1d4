package dev.handfast.apps;

import java.util.stream.Stream;

/** Jetty 12. */
class JettyTest extends ApplicationTest {
    private static final String ARTIFACT = "jetty-server";

    @Override
    Stream<Scenario> scenarios() {
        return Stream.of(
                Scenario.both("Jetty, HTTP/1.1", JettyClient.HTTP_1_1, JettyServer.HTTP_1_1)
                        .of(ARTIFACT)
                        .speaking("HTTP/1.1"),
                Scenario.both("Jetty, HTTP/2", JettyClient.HTTP_2, JettyServer.HTTP_2)
                        .of(ARTIFACT)
                        .speaking("HTTP/2.0"),
                Scenario.server("Jetty, two certificates by SNI", JettyServer.TWO_HOSTS, JdkHttpClient.TWO_HOSTS)
                        .with("-Djdk.net.hosts.file=" + Identity.hosts())
                        .of(ARTIFACT)
                        .speaking("HTTP/1.1, HTTP/1.1"));
    }
}
