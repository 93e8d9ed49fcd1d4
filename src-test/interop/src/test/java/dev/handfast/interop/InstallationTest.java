package dev.handfast.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each way to install Handfast, as README.md has it word by word, under an application that names no provider. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InstallationTest {
    private static final String DOCTOR = "dev.handfast.Doctor";

    @TempDir
    private Path folder;

    private Installation installation;

    @BeforeEach
    void prepare() throws Exception {
        installation = new Installation(folder);
        installation.writeApplication("");
    }

    /** Every command, with every file that it may be given. */
    static Stream<Arguments> recipes() throws Exception {
        var readme = new Readme();
        List<String> files = new ArrayList<>(readme.examples("properties"));
        assertEquals(2, files.size());
        files.add(files.get(1).replace("=Handfast\n", "=dev.handfast.HandfastProvider\n"));
        List<String> commands = readme.examples("sh");
        assertEquals(5, commands.size());
        return files.stream().flatMap(file -> commands.stream().map(command -> Arguments.of(file, command)));
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void theApplicationRunsOnHandfast(String file, String command) throws Exception {
        installation.writeOverride(file);
        Installation.Run run = installation.run(command);
        assertEquals(0, run.status(), run::description);
        if (command.contains(DOCTOR)) {
            assertTrue(run.said().contains("\nHandfast answers\n"), run::description);
        } else {
            assertOnHandfast(run);
        }
    }

    @Test
    void theApplicationMayInstallItItself() throws Exception {
        List<String> code = new Readme().examples("java");
        assertEquals(1, code.size());
        installation.writeApplication(code.get(0));
        assertOnHandfast(installation.run("java -cp " + Installation.HANDFAST.getFileName() + ":lib/"
                + Installation.BOUNCY_CASTLE.getFileName() + ":application.jar Main"));
    }

    /** What the README warns of: nobody says a word. */
    @Test
    void javaJarIgnoresTheClassPath() throws Exception {
        installation.writeOverride(new Readme().examples("properties").get(1));
        Installation.Run run = installation.run("java -Djava.security.properties=handfast.security -cp "
                + Installation.HANDFAST.getFileName() + " -jar application.jar");
        assertTrue(run.said().startsWith("TLS SunJSSE\n"), run::description);
    }

    /** The numbers of README's lists are those of Linux. */
    @Test
    void theWholeListIsThatOfThisJvm() throws Exception {
        var lines = new ArrayList<String>();
        lines.add("security.provider.1=Handfast");
        for (int number = 1; Security.getProperty("security.provider." + number) != null; number++) {
            lines.add("security.provider." + (number + 1) + "=" + Security.getProperty("security.provider." + number));
        }
        List<String> files = new Readme().examples("properties");
        assertEquals(lines, files.get(1).lines().toList());
        assertEquals(
                "security.provider." + lines.size() + "=Handfast",
                files.get(0).lines().findFirst().orElseThrow());
    }

    static void assertOnHandfast(Installation.Run run) {
        assertEquals(
                List.of(
                        "TLS Handfast",
                        "Default Handfast",
                        "HttpsURLConnection dev.handfast.jsse.ClientSocketFactory",
                        "read 42 by dev.handfast.jsse.TlsSocket, TLSv1.3"),
                run.said().lines().toList(),
                run::description);
        assertEquals(0, run.status(), run::description);
    }
}
