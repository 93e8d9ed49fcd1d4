package dev.handfast.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.tool.peer.HostPort;
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

/** The command line as a whole. */
@Timeout(120)
class MainTest {
    private static final Pattern TITLE = Pattern.compile("\\d\\. (.*)");
    private static final Pattern MESSAGE =
            Pattern.compile("(client|server) to (client|server): (\\w+) \\(\\d+ bytes\\)");

    @TempDir
    private Path folder;

    /** In a JVM of its own, as a person starts it. */
    @Test
    void withoutACommandItShowsAHandshake() throws Exception {
        Run run = runInItsOwnJvm();
        assertEquals(0, run.status(), run.err());
        assertEquals("", run.err());
        assertTrue(run.out().contains("protocol      TLSv1.3"), run.toString());
        assertTrue(run.out().contains("provider      Handfast"), run.toString());
        assertTrue(run.out().contains("There is more: --help tells."), run.toString());
    }

    @Test
    void itExitsWithWhatTheCommandSays() throws Exception {
        Run run = runInItsOwnJvm("explain", "--nosuch");
        assertEquals(Main.WRONG_USE, run.status());
        assertEquals(List.of(), run.out());
        assertEquals(1, run.err().lines().count(), run.err());
    }

    @Test
    void theArticlesStepsComeInItsOrder() {
        Map<String, List<String>> steps =
                steps(Run.of("explain", "--demo", "--handshake", "rsa").out());
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
    @ValueSource(strings = {"explain", "scan", "serve", "doctor"})
    void everyCommandHelps(String command) {
        Run run = Run.of(command, "--help");
        assertEquals(0, run.status());
        assertTrue(run.tells("Usage: handfast " + command), run.toString());
        assertTrue(Run.of("--help").tells("  " + command + " "), run.toString());
        assertEquals(run.out(), Run.of("help", command).out());
    }

    @Test
    void itHasAVersion() {
        Run run = Run.of("--version");
        assertEquals(0, run.status());
        assertTrue(run.out().get(0).startsWith("handfast "), run.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "example.org, example.org, 443",
        "example.org:8443, example.org, 8443",
        "192.0.2.1:1, 192.0.2.1, 1",
        "[2001:db8::1], 2001:db8::1, 443",
        "[2001:db8::1]:65535, 2001:db8::1, 65535",
        "2001:db8::1, 2001:db8::1, 443",
        "::1, ::1, 443"
    })
    void hostsHaveTheirForms(String text, String host, int port) {
        assertEquals(new HostPort(host, port), HostPort.of(text));
        assertEquals(HostPort.of(text), HostPort.of(HostPort.of(text).toString()));
    }

    @Test
    void whatAPeerSaysStaysOnItsLine() {
        assertEquals("a b c", OneLine.withoutBreaks("a\r\n\tb\u001b[31m c".replace("[31m", "")));
        assertFalse(OneLine.of(new IOException("x\ny")).contains("\n"));
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

    private Run runInItsOwnJvm(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (Runtime.version().feature() >= 22) { // what the jar's manifest says
            command.add("--enable-native-access=ALL-UNNAMED");
        }
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
