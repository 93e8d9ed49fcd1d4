package dev.handfast.apps;

import java.io.IOException;
import java.util.stream.Stream;

/** Spring Boot 3, in whose place for Tomcat is Tomcat 10. */
class SpringTest extends ApplicationTest {
    @Override
    Stream<Scenario> scenarios() throws IOException {
        return Stream.of(Scenario.both("Spring Boot, SSL bundles", SpringClient.SSL_BUNDLE, SpringServer.SSL_BUNDLE)
                .replacing("tomcat10")
                .of("spring-boot")
                .speaking("HTTP/1.1"));
    }
}
