package dev.handfast.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.tool.DemoAuthority.KeyKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Handshakes are told: demonstrations, and those with OpenSSL's server. */
@Timeout(120)
class ExplainTest {
    /** More hexadecimal digits than any word or suite has in a row. */
    private static final Pattern BYTES = Pattern.compile("[0-9A-Fa-f]{16,}");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "tls13, TLSv1.3, TLS_AES_256_GCM_SHA384, x25519",
        "ecdhe, TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, x25519",
        "dhe, TLSv1.2, TLS_DHE_RSA_WITH_AES_128_GCM_SHA256, ffdhe2048",
        "rsa, TLSv1.2, TLS_RSA_WITH_AES_128_GCM_SHA256, none",
        "resumed, TLSv1.3, TLS_AES_256_GCM_SHA384, x25519",
        "mutual, TLSv1.3, TLS_AES_256_GCM_SHA384, x25519",
        "hybrid, TLSv1.3, TLS_AES_256_GCM_SHA384, X25519MLKEM768",
        "0rtt, TLSv1.3, TLS_AES_256_GCM_SHA384, x25519",
        "psk, TLSv1.3, TLS_AES_128_GCM_SHA256, x25519"
    })
    void everyKindIsShownAndFetchesThePage(String kind, String protocol, String suite, String group) {
        Run run = Run.of("explain", "--demo", "--handshake", kind);
        assertEquals(0, run.status(), run.err());
        assertEquals("", run.err());
        assertTrue(run.out().contains("protocol      " + protocol), run.toString());
        assertTrue(run.out().contains("cipher suite  " + suite), run.toString());
        assertTrue(run.out().contains("group         " + group), run.toString());
        assertTrue(run.tells("HTTP 200 under "), run.toString());
        assertTrue(run.tells("Finished"), run.toString());
        for (String line : run.out()) {
            assertFalse(BYTES.matcher(line).find(), "are these bytes? " + line);
        }
    }

    @Test
    void aResumedHandshakeHasNoCertificate() {
        assertTrue(Run.of("explain", "--demo").tells("CertificateVerify"));
        assertFalse(Run.of("explain", "--demo", "--handshake", "resumed").tells("CertificateVerify"));
    }

    @Test
    void earlyDataIsAccepted() {
        assertTrue(Run.of("explain", "--demo", "--handshake", "0rtt").tells("EndOfEarlyData"));
    }

    @Test
    void aClientShowsItsCertificate() {
        Run run = Run.of("explain", "--demo", "--handshake", "mutual");
        assertTrue(run.tells("CertificateRequest"), run.toString());
    }

    @Test
    void quietIsOneLine() {
        Run run = Run.of("explain", "--demo", "--quiet");
        assertEquals(List.of("TLSv1.3, TLS_AES_256_GCM_SHA384, x25519, the peer is CN=localhost"), run.out());
    }

    @Test
    void coloursAreForWhoWantsThem() {
        assertFalse(Run.of("explain", "--demo").tells("\u001b["));
        assertTrue(Run.of("explain", "--demo", "--color", "always").tells("\u001b["));
    }

    @Test
    void itIsWrittenIntoFiles() throws Exception {
        Path html = folder.resolve("page.html");
        Path json = folder.resolve("trace.json");
        Path keys = folder.resolve("keys");
        Run run = Run.of(
                "explain", "--demo", "--html", html.toString(), "--json", json.toString(), "--keylog", keys.toString());
        assertEquals(0, run.status(), run.err());
        assertTrue(run.out().contains("The page is in " + html), run.toString());
        assertTrue(Files.readString(html).startsWith("<!DOCTYPE html>"));
        assertTrue(Files.readString(json).startsWith("{"));
        assertTrue(Files.readString(keys).contains("SERVER_TRAFFIC_SECRET_0 "));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(keys)));
    }

    @Test
    void aServerIsToldFromTheClientsSide() throws Exception {
        try (var credentials = new Credentials(folder, KeyKind.EC);
                Program server = openSsl(credentials)) {
            credentials.trustInThisJvm();
            Run run = Run.of("explain", "localhost:" + server.port());
            assertEquals(0, run.status(), run.err());
            assertTrue(run.tells("ClientHello"), run.toString());
            assertTrue(run.out().contains("peer          CN=localhost"), run.toString());
            assertFalse(run.tells("TRUSTED"), run.toString());
        }
    }

    @ParameterizedTest
    @CsvSource({"resumed, TLSv1.3", "ecdhe, TLSv1.2"})
    void aKindIsAskedOfAServer(String kind, String protocol) throws Exception {
        try (var credentials = new Credentials(folder, KeyKind.EC);
                Program server = openSsl(credentials)) {
            credentials.trustInThisJvm();
            Run run = Run.of("explain", "localhost:" + server.port(), "--handshake", kind);
            assertEquals(0, run.status(), run.err());
            assertTrue(run.out().contains("protocol      " + protocol), run.toString());
        }
    }

    @Test
    void aServerThatResumesNothingIsAFinding() throws Exception {
        try (var credentials = new Credentials(folder, KeyKind.EC);
                Program server = openSsl(credentials, "-num_tickets", "0")) {
            credentials.trustInThisJvm();
            Run run = Run.of("explain", "localhost:" + server.port(), "--handshake", "resumed");
            assertEquals(Main.FAILED, run.status());
            assertTrue(run.err().startsWith("handfast: the server resumed no session"), run.err());
        }
    }

    @Test
    void aHandshakeThatFailsIsToldAsFarAsItCame() throws Exception {
        try (var credentials = new Credentials(folder, KeyKind.EC);
                Program server = openSsl(credentials)) {
            Path html = folder.resolve("page.html");
            Run run = Run.of("explain", "localhost:" + server.port(), "--html", html.toString());
            assertEquals(Main.FAILED, run.status());
            assertTrue(run.tells("ClientHello"), run.toString());
            assertTrue(run.tells("unknown_ca"), run.toString());
            assertEquals(1, run.err().lines().count(), run.err());
            assertTrue(run.err().contains("unable to find valid certification path"), run.err());
            assertTrue(Files.exists(html));
        }
    }

    @Test
    void whoInsistsIsShownWhomNobodyTrusts() throws Exception {
        try (var credentials = new Credentials(folder, KeyKind.EC);
                Program server = openSsl(credentials)) {
            Run run = Run.of("explain", "127.0.0.1:" + server.port(), "--insecure");
            assertEquals(0, run.status(), run.err());
            assertTrue(run.tells("NOT TRUSTED, and taken because of --insecure"), run.toString());
            assertTrue(run.tells("NOT FOR THIS HOST, and taken because of --insecure"), run.toString());
        }
    }

    private Program openSsl(Credentials credentials, String... more) throws Exception {
        Program.require("openssl");
        return Program.serve(folder, port -> {
            var command = new ArrayList<>(List.of("openssl", "s_server", "-quiet", "-accept", "127.0.0.1:" + port));
            command.addAll(List.of(
                    "-cert",
                    credentials.chain().toString(),
                    "-cert_chain",
                    credentials.chain().toString()));
            command.addAll(List.of("-key", credentials.key().toString()));
            command.addAll(List.of(more));
            return command;
        });
    }
}
