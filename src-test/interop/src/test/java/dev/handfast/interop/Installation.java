package dev.handfast.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.HandfastProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.ToolProvider;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** A folder with all that the examples of README.md name: Handfast's jars, and an application that knows nothing of them. */
final class Installation {
    static final Path HANDFAST = jar(HandfastProvider.class);
    static final Path BOUNCY_CASTLE = jar(BouncyCastleProvider.class);

    /** It may wait for a busy machine. */
    private static final long PATIENCE_SECONDS = 100;

    private final Path folder;

    /** What a command printed, and how it ended. */
    record Run(int status, String said, String description) {}

    Installation(Path folder) throws Exception {
        this.folder = folder;
        Files.copy(HANDFAST, folder.resolve(HANDFAST.getFileName()));
        Path lib = Files.createDirectory(folder.resolve("lib"));
        Files.copy(BOUNCY_CASTLE, lib.resolve(BOUNCY_CASTLE.getFileName()));
        Identity identity = Pki.TRUSTED.server(KeyKind.ECDSA_P256);
        Identity.write(identity.keyStore(), folder.resolve("key.p12"));
        Identity.write(Identity.trustStore(Pki.TRUSTED.certificate()), folder.resolve("trust.p12"));
    }

    static Path jar(Class<?> type) {
        try {
            Path place = Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
            assertTrue(
                    Files.isRegularFile(place),
                    () -> place + " is no jar: what is installed is the built one, so run Maven's verify, not test");
            return place;
        } catch (URISyntaxException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** Puts the application there as {@code application.jar}; {@code first} is the first thing that its main does. */
    void writeApplication(String first) throws Exception {
        try (JarOutputStream jar = open(manifest("Main"))) {
            add(jar, "Main.class", applicationClass(first));
        }
    }

    /** Starts an {@code application.jar}; whoever closes it has put the rest in. */
    JarOutputStream open(Manifest manifest) throws IOException {
        return new JarOutputStream(Files.newOutputStream(folder.resolve("application.jar")), manifest);
    }

    static Manifest manifest(String mainClass) {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, mainClass);
        return manifest;
    }

    static void add(JarOutputStream jar, String name, byte[] content) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(content);
        jar.closeEntry();
    }

    byte[] applicationClass(String first) throws Exception {
        String source;
        try (InputStream in = Installation.class.getResourceAsStream("Main.java")) {
            source = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        Path file = Files.createDirectories(folder.resolve("source")).resolve("Main.java");
        Files.writeString(
                file, "import java.security.Security;\n" + source.replace("// the first thing in main", first));
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        OutputStream.nullOutputStream(),
                        null,
                        "-proc:none",
                        "-cp",
                        HANDFAST.toString(),
                        "-d",
                        file.getParent().toString(),
                        file.toString());
        assertEquals(0, status, "the application compiles");
        return Files.readAllBytes(file.resolveSibling("Main.class"));
    }

    void writeOverride(String lines) throws IOException {
        Files.writeString(folder.resolve("handfast.security"), lines);
    }

    /** Runs a piece of shell as it stands, with the JDK that runs the test. */
    Run run(String command) throws Exception {
        String bin = Path.of(System.getProperty("java.home"), "bin").toString();
        List<String> shell = List.of("sh", "-c", "unset JAVA_TOOL_OPTIONS\nPATH='" + bin + "':$PATH\n" + command);
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(shell)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), () -> command + " does not end");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        String said = Files.readString(out);
        return new Run(
                process.exitValue(),
                said,
                command + "\n--- ended with " + process.exitValue() + "\n--- stdout\n" + said + "\n--- stderr\n"
                        + Files.readString(err));
    }
}
