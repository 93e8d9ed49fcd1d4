package dev.handfast.apps;

import java.io.IOException;
import java.util.stream.Stream;

/** Spring Boot 3, in whose place for Tomcat is Tomcat 10. */
class SpringTest extends ApplicationTest {
    @Override
    Stream<Scenario> scenarios() throws IOException {
        return Stream.of(
                scenario("Spring Boot, SSL bundles", SpringClient.SSL_BUNDLE, SpringServer.SSL_BUNDLE)
                        .speaking("HTTP/1.1"),
                scenario("Spring Boot, SSL bundles, HTTP/2", SpringClient.HTTP_2, SpringServer.HTTP_2)
                        .speaking("HTTP/2.0"));
    }

    private static Scenario scenario(String application, Client client, Server server) throws IOException {
        return Scenario.both(application, client, server).replacing("tomcat10").of("spring-boot");
    }
}
