package dev.handfast.doctor;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.HandfastProvider;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.crypto.ec.CustomNamedCurves;

/** Runs JVMs of the kind that runs the test, each with flags of its own. */
public final class Fork {
    public static final Path HANDFAST = place(HandfastProvider.class);
    public static final Path BOUNCY_CASTLE = place(CustomNamedCurves.class);
    public static final Path TESTS = place(Fork.class);

    private static final long PATIENCE_SECONDS = 100;

    private final Path directory;
    private Path java = Path.of(System.getProperty("java.home"), "bin", "java");

    /** @param directory where they run, and where their output goes */
    public Fork(Path directory) {
        this.directory = directory;
    }

    public record Result(int status, List<String> out, String err) {
        @Override
        public String toString() {
            return "status " + status + "\n" + String.join("\n", out) + "\n" + err;
        }
    }

    /** The same for a JDK elsewhere. */
    public Fork withJava(Path executable) {
        java = executable;
        return this;
    }

    public static String path(Path... places) {
        return Stream.of(places).map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** The flag that makes a JVM read these lines over the JDK's own security properties. */
    public String override(List<String> lines) throws IOException {
        return "-Djava.security.properties=" + Files.write(directory.resolve("handfast.security"), lines);
    }

    public Result run(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(java.toString());
        command.addAll(List.of(arguments));
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), () -> command + " does not end");
        } finally {
            process.destroyForcibly();
        }
        return new Result(process.exitValue(), Files.readAllLines(out), Files.readString(err));
    }

    private static Path place(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
