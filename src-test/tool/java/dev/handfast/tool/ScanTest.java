package dev.handfast.tool;

import static dev.handfast.wire.CipherSuite.TLS_AES_128_GCM_SHA256;
import static dev.handfast.wire.CipherSuite.TLS_CHACHA20_POLY1305_SHA256;
import static dev.handfast.wire.CipherSuite.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256;
import static dev.handfast.wire.CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256;
import static dev.handfast.wire.CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384;
import static dev.handfast.wire.CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256;
import static dev.handfast.wire.CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384;
import static dev.handfast.wire.CipherSuite.TLS_RSA_WITH_AES_256_CBC_SHA;
import static dev.handfast.wire.ProtocolVersion.TLS_1_2;
import static dev.handfast.wire.ProtocolVersion.TLS_1_3;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.tool.DemoAuthority.KeyKind;
import dev.handfast.tool.peer.Dialer;
import dev.handfast.tool.peer.HostPort;
import dev.handfast.tool.scan.Advice;
import dev.handfast.tool.scan.ChainFindings;
import dev.handfast.tool.scan.Progress;
import dev.handfast.tool.scan.ScanResult;
import dev.handfast.tool.scan.ServerScan;
import dev.handfast.tool.scan.VersionFindings;
import dev.handfast.tool.scan.VersionFindings.Preference;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.SignatureScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a scan finds is what the server was told to have. */
@Timeout(300)
class ScanTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** An OCSP response that says that its responder gives none (RFC 6960 §4.2.1, unauthorized). */
    private static final byte[] STAPLE = {0x30, 0x03, 0x0A, 0x01, 0x06};

    @TempDir
    private Path folder;

    @BeforeAll
    static void offer() {
        ServerScan.offerWeakThingsInThisJvm();
    }

    @Test
    void openSslWithItsOrderAndWeakThings() throws Exception {
        Path staple = Files.write(folder.resolve("staple"), STAPLE);
        try (var credentials = new Credentials(folder, KeyKind.RSA);
                Program server = openSsl(
                        credentials,
                        List.of(
                                "-ciphersuites",
                                "TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256",
                                "-cipher",
                                "AES256-SHA:ECDHE-RSA-AES128-GCM-SHA256",
                                "-serverpref",
                                "-groups",
                                "P-384:X25519",
                                "-sigalgs",
                                "RSA-PSS+SHA384:RSA+SHA256:ECDSA+SHA256",
                                "-alpn",
                                "http/1.1",
                                "-status_file",
                                staple.toString()))) {
            credentials.trustInThisJvm();
            ScanResult result = scan("localhost", server.port());

            VersionFindings newest = result.of(TLS_1_3).orElseThrow();
            assertEquals(List.of(TLS_CHACHA20_POLY1305_SHA256, TLS_AES_128_GCM_SHA256), newest.suites());
            assertEquals(Preference.SERVER, newest.preference());
            assertEquals(Set.of(NamedGroup.SECP384R1, NamedGroup.X25519), Set.copyOf(newest.groups()));
            assertEquals(List.of(SignatureScheme.RSA_PSS_RSAE_SHA384), newest.schemes());
            assertEquals(List.of("http/1.1"), newest.applications());
            assertTrue(newest.resumption().byTicket());
            assertTrue(newest.stapled());

            VersionFindings older = result.of(TLS_1_2).orElseThrow();
            assertEquals(List.of(TLS_RSA_WITH_AES_256_CBC_SHA, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256), older.suites());
            assertEquals(Preference.SERVER, older.preference());
            assertEquals(Set.of(NamedGroup.SECP384R1, NamedGroup.X25519), Set.copyOf(older.groups()));
            assertTrue(older.resumption().byTicket() && older.resumption().byId(), older.toString());
            assertTrue(older.protections().extendedMasterSecret());
            assertTrue(older.protections().secureRenegotiation());
            assertTrue(older.protections().encryptThenMac());

            ChainFindings chain = result.chains().get(0);
            assertTrue(chain.distrust().isEmpty() && chain.namesHost(), chain.toString());
            assertEquals("RSA, 2048 bits", chain.key());
            assertEquals(List.of("localhost"), chain.names());
            assertEquals(29, chain.daysLeft());
            assertFalse(isFaulty(result), result.advice().toString());
            assertAdvice(
                    result,
                    "without forward secrecy: who gets the server's key reads all that was ever recorded (TLS_RSA_WITH_AES_256_CBC_SHA)");
            assertAdvice(result, "in CBC mode, kept safe by encrypt-then-MAC");
            assertAdvice(result, "no hybrid key exchange");
        }
    }

    @Test
    void openSslWithoutMuch() throws Exception {
        try (var credentials = new Credentials(folder, KeyKind.EC);
                Program server = openSsl(
                        credentials,
                        List.of(
                                "-no_tls1_3",
                                "-no_ticket",
                                "-no_etm",
                                "-cipher",
                                "ECDHE+AES256+SHA384:ECDHE+AES128+AESGCM"))) {
            ScanResult result = scan("127.0.0.1", server.port());
            assertTrue(result.of(TLS_1_3).isEmpty());
            assertTrue(result.refusals().get(TLS_1_3).contains("protocol_version"), result.toString());
            VersionFindings found = result.of(TLS_1_2).orElseThrow();
            assertEquals(
                    Set.of(TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384),
                    Set.copyOf(found.suites()));
            assertEquals(Preference.CLIENT, found.preference());
            assertTrue(
                    found.groups().contains(NamedGroup.SECP384R1),
                    found.groups().toString());
            assertFalse(found.resumption().byTicket());
            assertTrue(found.resumption().byId());
            assertFalse(found.protections().encryptThenMac());
            assertFalse(found.stapled());
            assertEquals(List.of(), found.applications());
            assertAdvice(result, "no TLS 1.3");
            assertAdvice(result, "without encrypt-then-MAC");
            assertAdvice(result, "the client's order decides");
            assertAdvice(result, "is not for 127.0.0.1 but for [localhost]");
            assertAdvice(result, "is not trusted here");
            assertTrue(isFaulty(result));
        }
    }

    @Test
    void gnuTlsOfOneKind() throws Exception {
        try (var credentials = new Credentials(folder, KeyKind.RSA);
                Program server = gnuTls(
                        credentials,
                        "NORMAL:-VERS-ALL:+VERS-TLS1.3:-CIPHER-ALL:+CHACHA20-POLY1305:-GROUP-ALL:+GROUP-SECP256R1")) {
            credentials.trustInThisJvm();
            ScanResult result = scan("localhost", server.port());
            assertTrue(result.of(TLS_1_2).isEmpty());
            VersionFindings found = result.of(TLS_1_3).orElseThrow();
            assertEquals(List.of(TLS_CHACHA20_POLY1305_SHA256), found.suites());
            assertEquals(Preference.UNKNOWN, found.preference());
            assertEquals(List.of(NamedGroup.SECP256R1), found.groups());
            assertFalse(found.resumption().works());
            assertAdvice(result, "no session of TLSv1.3 comes back");
            assertFalse(isFaulty(result), result.advice().toString());
        }
    }

    @Test
    void gnuTlsWithoutProtections() throws Exception {
        try (var credentials = new Credentials(folder, KeyKind.RSA);
                Program server = gnuTls(
                        credentials,
                        "NORMAL:-VERS-ALL:+VERS-TLS1.2:%NO_SESSION_HASH:%DISABLE_SAFE_RENEGOTIATION:%SERVER_PRECEDENCE")) {
            credentials.trustInThisJvm();
            ScanResult result = scan("localhost", server.port());
            VersionFindings found = result.of(TLS_1_2).orElseThrow();
            assertEquals(Preference.SERVER, found.preference());
            assertFalse(found.protections().extendedMasterSecret());
            assertFalse(found.protections().secureRenegotiation());
            assertAdvice(result, "no extended master secret");
            assertAdvice(result, "no secure renegotiation");
            assertTrue(isFaulty(result));
        }
    }

    /** Our client shakes no hands over such a prime; what the server says is found all the same. */
    @Test
    void aShortPrimeIsFound() throws Exception {
        Program.require("openssl");
        Path prime = folder.resolve("prime.pem");
        Program.run(
                folder,
                List.of(
                        "openssl",
                        "genpkey",
                        "-genparam",
                        "-algorithm",
                        "DH",
                        "-pkeyopt",
                        "group:modp_1536",
                        "-out",
                        prime.toString()));
        try (var credentials = new Credentials(folder, KeyKind.RSA);
                Program server = openSsl(
                        credentials,
                        List.of("-dhparam", prime.toString(), "-cipher", "DHE-RSA-AES128-GCM-SHA256:@SECLEVEL=0"))) {
            credentials.trustInThisJvm();
            ScanResult result = scan("localhost", server.port());
            VersionFindings found = result.of(TLS_1_2).orElseThrow();
            assertEquals(List.of(TLS_DHE_RSA_WITH_AES_128_GCM_SHA256), found.suites());
            assertEquals(1536, found.protections().fieldBits());
            assertEquals(List.of(), found.groups());
            assertAdvice(result, "DHE over a prime of 1536 bits");
            assertTrue(isFaulty(result));
        }
    }

    @Test
    void sunJsseInItsOwnOrder() throws Exception {
        try (var credentials = new Credentials(folder, KeyKind.RSA);
                var server = new SunServer(credentials.store(), parameters -> {
                    parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
                    parameters.setCipherSuites(new String[] {
                        "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                        "TLS_AES_128_GCM_SHA256"
                    });
                    parameters.setUseCipherSuitesOrder(true);
                    parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
                })) {
            credentials.trustInThisJvm();
            ScanResult result = scan("localhost", server.port());
            VersionFindings newest = result.of(TLS_1_3).orElseThrow();
            assertEquals(List.of(TLS_AES_128_GCM_SHA256), newest.suites());
            assertEquals(List.of("h2", "http/1.1"), newest.applications());
            assertTrue(newest.groups().contains(NamedGroup.X25519), newest.toString());
            VersionFindings older = result.of(TLS_1_2).orElseThrow();
            assertEquals(
                    List.of(TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256),
                    older.suites());
            assertEquals(Preference.SERVER, older.preference());
            assertFalse(isFaulty(result), result.advice().toString());
        }
    }

    @Test
    void sunJsseInTheClientsOrder() throws Exception {
        try (var credentials = new Credentials(folder, KeyKind.EC);
                var server = new SunServer(credentials.store(), parameters -> {
                    parameters.setProtocols(new String[] {"TLSv1.2"});
                    parameters.setUseCipherSuitesOrder(false);
                })) {
            ScanResult result = scan("localhost", server.port());
            assertTrue(result.of(TLS_1_3).isEmpty());
            VersionFindings found = result.of(TLS_1_2).orElseThrow();
            assertEquals(Preference.CLIENT, found.preference());
            assertTrue(found.suites().stream().allMatch(suite -> suite.name().startsWith("TLS_ECDHE_ECDSA_")));
            assertTrue(found.suites().contains(TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256));
            assertEquals(List.of(), found.applications());
        }
    }

    @Test
    void theCommandPrintsATableAndAdvice() throws Exception {
        try (var credentials = new Credentials(folder, KeyKind.EC);
                Program server = openSsl(credentials, List.of("-no_tls1_2"))) {
            credentials.trustInThisJvm();
            Run run = Run.of("scan", "localhost:" + server.port(), "--width", "80");
            assertEquals(0, run.status(), run.err());
            assertTrue(run.tells("TLSv1.3                yes"), run.toString());
            assertTrue(run.tells("TLSv1.1, TLSv1, SSLv3  not tested: Handfast does not speak them"), run.toString());
            assertTrue(run.tells("trusted here       yes"), run.toString());
            assertTrue(run.out().contains("What to improve"), run.toString());
            assertTrue(run.out().stream().allMatch(line -> line.length() <= 80), run.toString());
            Run quiet = Run.of("scan", "-q", "127.0.0.1:" + server.port());
            assertEquals(Main.FAILED, quiet.status());
            assertEquals("What to improve", quiet.out().get(0));
            assertTrue(quiet.tells("fault   the certificate of CN=localhost is not for 127.0.0.1"), quiet.toString());
        }
    }

    @Test
    void whatIsNoTlsIsSaidInOneLine() throws Exception {
        try (var plaintext = new PlainServer("HTTP/1.0 400 Bad Request\r\n\r\n")) {
            Run run = Run.of("scan", "localhost:" + plaintext.port());
            assertEquals(Main.FAILED, run.status());
            assertTrue(run.err().contains("speaks neither TLS 1.3 nor TLS 1.2: "), run.err());
            assertEquals(1, run.err().lines().count(), run.err());
        }
    }

    @Test
    void silenceIsSaidInOneLine() throws Exception {
        try (var silent = new PlainServer("")) {
            Run run = Run.of("scan", "--timeout", "1", "localhost:" + silent.port());
            assertEquals(Main.FAILED, run.status());
            assertTrue(run.err().startsWith("handfast: the peer said nothing in time"), run.err());
        }
    }

    private ScanResult scan(String host, int port) throws Exception {
        return new ServerScan(new Dialer(new HostPort(host, port), PATIENCE), Progress.NONE).scan();
    }

    private static boolean isFaulty(ScanResult result) {
        return result.advice().stream().anyMatch(each -> each.grade() == Advice.Grade.FAULT);
    }

    private static void assertAdvice(ScanResult result, String words) {
        assertTrue(
                result.advice().stream().anyMatch(each -> each.finding().contains(words)),
                words + " is not in " + result.advice());
    }

    private Program gnuTls(Credentials credentials, String priority) throws IOException {
        Program.require("gnutls-serv");
        return Program.serve(
                folder,
                port -> List.of(
                        "gnutls-serv",
                        "--port",
                        Integer.toString(port),
                        "--disable-client-cert",
                        "--noticket",
                        "--x509certfile",
                        credentials.chain().toString(),
                        "--x509keyfile",
                        credentials.key().toString(),
                        "--priority",
                        priority));
    }

    private Program openSsl(Credentials credentials, List<String> options) throws IOException {
        Program.require("openssl");
        return Program.serve(folder, port -> {
            var command = new ArrayList<>(List.of("openssl", "s_server", "-quiet", "-accept", "127.0.0.1:" + port));
            command.addAll(List.of(
                    "-cert",
                    credentials.chain().toString(),
                    "-cert_chain",
                    credentials.chain().toString()));
            command.addAll(List.of("-key", credentials.key().toString()));
            command.addAll(options);
            return command;
        });
    }
}
