package dev.handfast.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Code of the JDK that names no provider runs on Handfast because Handfast stands first in the list of providers. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UnchangedApplicationTest {
    private static final String OURS =
            Ours.isHandfast() ? "(Handfast|dev\\.handfast\\.\\S+) TLSv1\\.3" : "\\S+ TLSv1\\.3";

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"HttpsURLConnection", "HTTP_1_1"})
    void clientAndServerOfTheJdkRunOnUs(String client) throws Exception {
        try (PeerProcess server = serve(Pki.TRUSTED.server(KeyKind.ECDSA_P256))) {
            String said = succeed(client, UnchangedJvm.port(server));
            assertTrue(said.matches(client + " on " + OURS + ": served by " + OURS + "\\R"), said);
        }
    }

    @Test
    void theHttpClientSpeaksHttp2ByAlpn() throws Exception {
        Peers.require(Peer.missing("node"));
        Identity identity = Pki.TRUSTED.server(KeyKind.ECDSA_P256);
        String chain = identity.writeChain(directory.resolve("h2.pem")).toString();
        String key = identity.writeKey(directory.resolve("h2-key.pem")).toString();
        String script = Node.script("http2.js", directory).toString();
        try (PeerProcess server = PeerProcess.start(directory, List.of("node", script, chain, key))) {
            String said = succeed("HTTP_2", UnchangedJvm.port(server));
            assertTrue(said.matches("HTTP_2 on " + OURS + ": HTTP 2.0 by ALPN h2\\R"), said);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HttpsURLConnection", "HTTP_1_1"})
    void aWrongHostNameIsRefused(String client) throws Exception {
        assertRefused(
                client,
                Pki.TRUSTED.serverOf("other.example"),
                "No (name|subject alternative DNS name) matching localhost found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HttpsURLConnection", "HTTP_1_1"})
    void anUnknownCaIsRefused(String client) throws Exception {
        assertRefused(client, Pki.UNKNOWN.server(KeyKind.ECDSA_P256), "unable to find valid certification path");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HttpsURLConnection", "HTTP_1_1"})
    void anExpiredCertificateIsRefused(String client) throws Exception {
        assertRefused(client, Pki.TRUSTED.expired(), "CertificateExpiredException|validity check failed");
    }

    private void assertRefused(String client, Identity server, String reason) throws Exception {
        try (PeerProcess serving = serve(server);
                PeerProcess running = run(client, UnchangedJvm.port(serving))) {
            assertEquals("", running.printed().awaitEnd(), "what the client got");
            assertNotEquals(0, running.exitCode());
            String said = running.errors().awaitEnd();
            assertTrue(said.contains("javax.net.ssl.SSLHandshakeException"), said);
            assertTrue(Pattern.compile(reason).matcher(said).find(), said);
        }
    }

    private PeerProcess serve(Identity identity) throws Exception {
        return UnchangedJvm.serve(directory, identity, List.of());
    }

    private String succeed(String client, int port) throws Exception {
        try (PeerProcess running = run(client, port)) {
            String said = running.printed().awaitEnd();
            assertEquals(0, running.exitCode(), running::description);
            return said;
        }
    }

    private PeerProcess run(String client, int port) throws Exception {
        Path store = Identity.write(Identity.trustStore(Pki.TRUSTED.certificate()), directory.resolve("trusted.p12"));
        return UnchangedJvm.start(
                directory,
                List.of(
                        "-Djavax.net.ssl.trustStore=" + store,
                        "-Djavax.net.ssl.trustStorePassword=" + Identity.PASSWORD,
                        "-Djavax.net.ssl.trustStoreType=PKCS12"),
                client,
                "https://localhost:" + port + "/");
    }
}
