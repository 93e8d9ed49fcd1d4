package dev.handfast.apps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the JDK has for HTTPS. */
class JdkHttpsTest extends ApplicationTest {
    /** Which of both depends on the JDK. */
    private static final String WRONG_HOST_NAME = "java.io.IOException: (HTTPS hostname wrong|Wrong HTTPS hostname)";

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
                        .refusingTheHostItself(WRONG_HOST_NAME)
                        .speaking("HTTP/1.1"),
                Scenario.client("HttpsURLConnection, IP literal", HttpsUrlConnection.IP_LITERAL, JdkHttpsServer.ECHO)
                        .speaking("HTTP/1.1"),
                Scenario.client(
                                "HttpsURLConnection, IPv6 literal, custom verifier",
                                HttpsUrlConnection.IPV6_LITERAL_WITH_CUSTOM_VERIFIER,
                                JdkHttpsServer.IPV6)
                        .refusingTheHostItself(WRONG_HOST_NAME)
                        .speaking("HTTP/1.1"),
                Scenario.client(
                                "java.net.http.HttpClient, IPv6 literal",
                                JdkHttpClient.IPV6_LITERAL,
                                JdkHttpsServer.IPV6)
                        .speaking("HTTP/1.1"),
                Scenario.client(
                                "HttpsURLConnection, proxy tunnel",
                                HttpsUrlConnection.PROXY_TUNNEL,
                                JdkHttpsServer.ECHO)
                        .speaking("HTTP/1.1 through 1 tunnel"),
                Scenario.both("java.net.http.HttpClient, HttpsServer", JdkHttpClient.HTTP_1_1, JdkHttpsServer.ECHO)
                        .speaking("HTTP/1.1"));
    }

    /**
     * README tells what to do about it. HttpsURLConnection gives every socket but SunJSSE's the host as a name, and an IPv6 address cannot be
     * one: no handshake begins.
     */
    @Test
    void ipv6LiteralIsNoNameForHttpsUrlConnection() throws Exception {
        require(JdkHttpsServer.IPV6);
        try (Jvm client = start(HttpsUrlConnection.IPV6_LITERAL, Providers.HANDFAST_FIRST);
                Jvm server = start(JdkHttpsServer.IPV6, Providers.SUNJSSE)) {
            Said said = client.ask("talk " + server.port(Identity.SERVER));
            String reason = "java.lang.IllegalArgumentException: Contains non-LDH ASCII characters";
            assertEquals(new Said(Said.Kind.FAILED, reason), said, client::toString);
        }
    }

    /** Without a check by us before it: HttpsURLConnection tells us nothing of the host where the application checks. */
    @Test
    void aCustomVerifierMayTakeAnotherHost() throws Exception {
        try (Jvm server = start(JdkHttpsServer.ECHO, Providers.SUNJSSE);
                Jvm client = start(HttpsUrlConnection.TOLERANT_VERIFIER, Providers.HANDFAST_FIRST)) {
            assertEquals("HTTP/1.1", client.succeed("talk " + server.port(Identity.WRONG_HOST)));
            client.assertWitnessed("TLSv1.3");
        }
    }

    private static Jvm start(Object application, Providers providers) throws IOException {
        return Jvm.start(application, providers, ClassPath.ofTheTests(), List.of());
    }
}
