package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A main class in a JVM of its own, for what the JDK reads once in a JVM. */
final class OtherJvm {
    private static final long SECONDS = 60;

    private OtherJvm() {}

    /**
     * The lines that {@code main} prints.
     *
     * @param settings system properties, such as {@code name=value}
     */
    static List<String> run(Class<?> main, List<String> settings) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        settings.forEach(setting -> command.add("-D" + setting));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        Path printed = Files.createTempFile("jvm", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .redirectOutput(printed.toFile())
                    .start();
            try {
                assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS), "the other JVM does not end");
            } finally {
                process.destroyForcibly();
            }
            assertEquals(0, process.exitValue());
            return Files.readAllLines(printed);
        } finally {
            Files.delete(printed);
        }
    }
}
