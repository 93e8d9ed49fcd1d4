package dev.handfast.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever uses a command in a wrong way gets one line that says what to do, and no stack trace. */
class WrongUseTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "foo | Unmatched argument at index 0: 'foo' (see handfast --help)",
                "--nosuch | Unknown option: '--nosuch' (see handfast --help)",
                "explain | (specify one of these): (HOST[:PORT] | --demo) (see handfast explain --help)",
                "explain --demo localhost | Unmatched argument at index 2: 'localhost'",
                "explain --demo --handshake foo | 'foo' is no handshake: it has to be one of tls13, ecdhe, dhe, rsa, resumed, "
                        + "mutual, hybrid, 0rtt, psk (see handfast explain --help)",
                "explain --demo --handshake | Missing required parameter for option '--handshake' (KIND)",
                "explain --demo --width 3 | '3' is no width: write a number from 40 to 1000",
                "explain --demo --color maybe | but was 'maybe'",
                "explain --demo --insecure | --insecure is about servers",
                "explain localhost --handshake mutual | --handshake mutual needs a server of ours: write --demo",
                "scan | Missing required parameter: 'HOST[:PORT]'",
                "scan localhost:0 | '0' is no port: write a number from 1 to 65535",
                "scan localhost:65536 | '65536' is no port",
                "scan localhost:https | 'https' is no port",
                "scan https://localhost/ | 'https://localhost/' is no HOST[:PORT]: write example.org",
                "scan localhost --timeout 0 | '0' is no number of seconds: write a number from 1 to 300",
                "serve --port 70000 | '70000' is no port: write a number from 0 to 65535",
                "serve --cert x.pem | --cert and --key go together",
                "serve --cert x.pem --key y.pem --self-signed | --self-signed makes a certificate",
                "serve --cert /nosuch/x.pem --key /nosuch/y.pem | /nosuch/x.pem is no file that can be read",
                "explain --demo --html /nosuch/page.html | there is no folder /nosuch for /nosuch/page.html; make it",
                "explain --demo --json / | / is a folder; name a file in it",
                "explain --demo --keylog /nosuch/keys | there is no folder /nosuch for /nosuch/keys"
            })
    void itIsSaidInOneLine(String arguments, String words) {
        assertOneLine(Main.WRONG_USE, words, arguments.split(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"scan", "explain"})
    void anUnknownHostIsNamed(String command) {
        assertOneLine(Main.FAILED, "no such host: handfast.invalid; look at its spelling", command, "handfast.invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"scan", "explain"})
    void whereNobodyListensIsNamed(String command) throws IOException {
        int port;
        try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        assertOneLine(Main.FAILED, "no connection to 127.0.0.1:" + port + ": ", command, "127.0.0.1:" + port);
    }

    @Test
    void filesThatDoNotBelongTogetherAreNamed() throws Exception {
        Path other = Files.createDirectory(folder.resolve("other"));
        try (var one = new Credentials(folder, DemoAuthority.KeyKind.EC);
                var two = new Credentials(other, DemoAuthority.KeyKind.EC)) {
            assertOneLine(
                    Main.WRONG_USE,
                    "cannot be used: ",
                    "serve",
                    "--cert",
                    one.chain().toString(),
                    "--key",
                    two.key().toString());
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertOneLine(
                    Main.FAILED,
                    "another program listens there",
                    "serve",
                    "--port",
                    Integer.toString(taken.getLocalPort()));
        }
    }

    @Test
    void aStackTraceIsThereForWhoAsksForIt() {
        Run run = Run.of("scan", "--stacktrace", "handfast.invalid");
        assertEquals(Main.FAILED, run.status());
        assertTrue(run.err().contains("\tat dev.handfast.tool."), run.err());
    }

    private static void assertOneLine(int status, String words, String... arguments) {
        Run run = Run.of(arguments);
        assertEquals(status, run.status(), run.err());
        assertEquals(List.of(), run.out());
        assertTrue(run.err().startsWith("handfast: "), run.err());
        assertTrue(run.err().contains(words), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
    }
}
