package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.doctor.Fork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a JVM loads until its first handshake is done, which is most of what a short-lived program pays: a lambda takes about a
 * millisecond to link when nothing is compiled yet, three times what a class takes. Counts are the same on every machine.
 */
@TestInstance(Lifecycle.PER_CLASS)
class FirstHandshakeTest {
    /** Where a lambda is the form that reads best; see benchmarks/README.md before you raise it. */
    private static final int LAMBDAS = 20;

    private static final Pattern LOADED = Pattern.compile("(\\S+) source: .*");

    private List<String> loaded;

    /** What the JVM does. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) throws SSLException {
            EnginePair pair = EnginePair.oursOpen();
            System.out.println(pair.client.engine.getSession().getProtocol());
        }
    }

    @BeforeAll
    void shakeHands(@TempDir Path directory) throws IOException, InterruptedException {
        Path log = directory.resolve("classes");
        Fork.Result result = new Fork(directory)
                .run(
                        "-Xlog:class+load=info:file=" + log + ":none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName());
        assertEquals(List.of("TLSv1.3"), result.out(), result::toString);
        try (Stream<String> lines = Files.lines(log)) {
            loaded = lines.map(LOADED::matcher)
                    .filter(Matcher::matches)
                    .map(line -> line.group(1))
                    .toList();
        }
    }

    @Test
    void linksFewLambdas() {
        List<String> lambdas = loaded.stream()
                .filter(name -> name.contains("$$Lambda") && isOurs(name))
                .toList();

        assertFalse(lambdas.isEmpty(), "the pattern finds none, not even those that are known");
        assertTrue(lambdas.size() <= LAMBDAS, () -> lambdas.size() + " lambdas:\n" + String.join("\n", lambdas));
    }

    /** Other curves, other versions, and the telling of handshakes wait until somebody asks for them. */
    @Test
    void loadsWhatTheHandshakeNeeds() {
        List<String> needless = loaded.stream()
                .filter(name -> name.matches(".*\\.(SecP384R1|SecP521R1|Ed448|X448).*|dev\\.handfast\\.doctor\\..*"
                        + "|.*\\.Tls12(Server|Client)(State|Flight).*|dev\\.handfast\\.explain\\.(Trace|TextTeller)"))
                .toList();

        assertEquals(List.of(), needless);
    }

    /** The tests have packages of the same names. */
    private static boolean isOurs(String name) {
        String host = name.substring(0, name.indexOf("$$")).replace('.', '/');
        return host.startsWith("dev/handfast/") && Files.exists(Fork.HANDFAST.resolve(host + ".class"));
    }
}
