package dev.handfast.apps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the JDK has for HTTPS. */
class JdkHttpsTest extends ApplicationTest {
    @Override
    Stream<Scenario> scenarios() {
        return Stream.of(
                Scenario.both(
                                "HttpsURLConnection, HttpsServer",
                                HttpsUrlConnection.DEFAULT_VERIFIER,
                                JdkHttpsServer.ECHO)
                        .speaking("HTTP/1.1"),
                Scenario.client(
                                "HttpsURLConnection, provider preferred",
                                HttpsUrlConnection.DEFAULT_VERIFIER,
                                JdkHttpsServer.ECHO)
                        .by(Providers.HANDFAST_PREFERRED)
                        .speaking("HTTP/1.1"),
                Scenario.client(
                                "HttpsURLConnection, custom verifier",
                                HttpsUrlConnection.CUSTOM_VERIFIER,
                                JdkHttpsServer.ECHO)
                        .refusingTheHostItself("java.io.IOException: (HTTPS hostname wrong|Wrong HTTPS hostname)")
                        .speaking("HTTP/1.1"),
                Scenario.client("HttpsURLConnection, IP literal", HttpsUrlConnection.IP_LITERAL, JdkHttpsServer.ECHO)
                        .speaking("HTTP/1.1"),
                Scenario.client(
                                "HttpsURLConnection, proxy tunnel",
                                HttpsUrlConnection.PROXY_TUNNEL,
                                JdkHttpsServer.ECHO)
                        .speaking("HTTP/1.1 through 1 tunnel"),
                Scenario.both("java.net.http.HttpClient, HttpsServer", JdkHttpClient.HTTP_1_1, JdkHttpsServer.ECHO)
                        .speaking("HTTP/1.1"));
    }

    /** Without a check by us before it: HttpsURLConnection tells us nothing of the host where the application checks. */
    @Test
    void aCustomVerifierMayTakeAnotherHost() throws Exception {
        try (Jvm server = Jvm.start(JdkHttpsServer.ECHO, Providers.SUNJSSE, ClassPath.ofTheTests(), List.of());
                Jvm client = Jvm.start(
                        HttpsUrlConnection.TOLERANT_VERIFIER,
                        Providers.HANDFAST_FIRST,
                        ClassPath.ofTheTests(),
                        List.of())) {
            assertEquals("HTTP/1.1", client.succeed("talk " + server.port(Identity.WRONG_HOST)));
            client.assertWitnessed("TLSv1.3");
        }
    }
}
