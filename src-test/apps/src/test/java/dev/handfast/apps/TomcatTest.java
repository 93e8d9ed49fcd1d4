package dev.handfast.apps;

import java.util.stream.Stream;

/** Tomcat 11. */
class TomcatTest extends ApplicationTest {
    private static final String ARTIFACT = "tomcat-embed-core";

    @Override
    Stream<Scenario> scenarios() {
        return Stream.of(
                Scenario.server("Tomcat, HTTP/1.1", TomcatServer.HTTP_1_1, JdkHttpClient.HTTP_1_1)
                        .of(ARTIFACT)
                        .speaking("HTTP/1.1"),
                Scenario.server("Tomcat, HTTP/2", TomcatServer.HTTP_2, JdkHttpClient.HTTP_2)
                        .of(ARTIFACT)
                        .speaking("HTTP/2"),
                Scenario.server(
                                "Tomcat, client certificates",
                                TomcatServer.CLIENT_AUTHENTICATION,
                                JdkHttpClient.WITH_CERTIFICATE)
                        .of(ARTIFACT)
                        .speaking("HTTP/1.1 as CN=client"));
    }
}
