package dev.handfast.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The demonstration in a JVM of its own, as a person starts it: it sets that JVM's properties. */
@Timeout(120)
class MainTest {
    private static final Pattern TITLE = Pattern.compile("\\d\\. (.*)");
    private static final Pattern MESSAGE =
            Pattern.compile("(client|server) to (client|server): (\\w+) \\(\\d+ bytes\\)");

    /** More hexadecimal digits, or letters of base64, than any word or suite has in a row. */
    private static final Pattern BYTES = Pattern.compile("[0-9A-Fa-f]{12,}|[0-9A-Za-z+/]{24,}");

    @TempDir
    private Path folder;

    private record Run(int status, List<String> out, String err) {}

    @ParameterizedTest
    @CsvSource({
        "tls13, TLSv1.3, TLS_AES_256_GCM_SHA384",
        "ecdhe, TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
        "dhe, TLSv1.2, TLS_DHE_RSA_WITH_AES_128_GCM_SHA256",
        "rsa, TLSv1.2, TLS_RSA_WITH_AES_128_GCM_SHA256"
    })
    void everyKindIsShownAndFetchesThePage(String kind, String protocol, String suite) throws Exception {
        Run run = run("--handshake", kind);
        assertEquals(0, run.status(), run.err());
        assertEquals("", run.err());
        assertTrue(run.out().contains("protocol      " + protocol));
        assertTrue(run.out().contains("cipher suite  " + suite));
        assertTrue(run.out().contains("provider      Handfast"));
        assertTrue(run.out().contains("HTTP 200 under " + suite));
        assertTrue(run.out().contains("client to server: Finished (" + (kind.equals("tls13") ? 52 : 16) + " bytes)"));
        for (String line : run.out()) {
            assertFalse(BYTES.matcher(line).find(), "are these bytes? " + line);
        }
    }

    @Test
    void theArticlesStepsComeInItsOrder() throws Exception {
        Map<String, List<String>> steps = steps(run("--handshake", "rsa").out());
        assertEquals(
                List.of(
                        "Hello",
                        "Certificate",
                        "Validation",
                        "Pre-master secret",
                        "Master secret",
                        "A test message each way",
                        "Symmetric encryption"),
                List.copyOf(steps.keySet()));
        assertEquals(List.of("client ClientHello", "server ServerHello"), messages(steps.get("Hello")));
        assertEquals(List.of("server Certificate", "server ServerHelloDone"), messages(steps.get("Certificate")));
        assertEquals(List.of("client ClientKeyExchange"), messages(steps.get("Pre-master secret")));
        assertEquals(
                List.of("client Finished", "server NewSessionTicket", "server Finished"),
                messages(steps.get("A test message each way")));
        assertTold(steps.get("Certificate"), "(server settles the certificate: CN=localhost, because");
        assertTold(steps.get("Validation"), "(client believes that server is CN=localhost: its chain leads to");
        for (String side : List.of("client", "server")) {
            assertTold(steps.get("Pre-master secret"), "(" + side + " has the pre-master secret, made of random bytes");
            assertTold(
                    steps.get("Master secret"), "(" + side + " has the master secret, made of the pre-master secret");
            assertTold(
                    steps.get("Symmetric encryption"),
                    "(" + side + " is done: TLSv1.2, TLS_RSA_WITH_AES_128_GCM_SHA256)");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--handshake foo", "--handshake", "--handshake rsa dhe", "--handshake RSA", "rsa", "--help"})
    void whatIsNoKindIsNamedInTheUsage(String arguments) throws Exception {
        Run run = run(arguments.split(" "));
        assertEquals(1, run.status());
        assertEquals(List.of(), run.out());
        assertEquals(
                "Usage: --handshake KIND, where KIND is one of tls13, ecdhe, dhe, rsa; it was given: " + arguments,
                run.err());
    }

    private static void assertTold(List<String> lines, String words) {
        assertTrue(lines.stream().anyMatch(line -> line.contains(words)), words + " is not in " + lines);
    }

    /** What stands under each title. */
    private static Map<String, List<String>> steps(List<String> lines) {
        Map<String, List<String>> steps = new LinkedHashMap<>();
        List<String> current = new ArrayList<>();
        for (String line : lines) {
            Matcher title = TITLE.matcher(line);
            if (title.matches()) {
                current = new ArrayList<>();
                steps.put(title.group(1), current);
            }
            current.add(line);
        }
        return steps;
    }

    private static List<String> messages(List<String> lines) {
        return lines.stream()
                .map(MESSAGE::matcher)
                .filter(Matcher::matches)
                .map(message -> message.group(1) + " " + message.group(3))
                .toList();
    }

    private Run run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(arguments));
        Path err = folder.resolve("err");
        Process process =
                new ProcessBuilder(command).redirectError(err.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(
                process.waitFor(), out.lines().toList(), Files.readString(err).trim());
    }
}
