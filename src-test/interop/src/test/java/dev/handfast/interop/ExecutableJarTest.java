package dev.handfast.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.loader.launch.JarLauncher;

/** An executable jar as Spring Boot makes them, with the application's classes and jars inside. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ExecutableJarTest {
    @TempDir
    private Path folder;

    private Installation installation;

    @BeforeEach
    void prepare() throws Exception {
        installation = new Installation(folder);
        installation.writeOverride(new Readme().examples("properties").get(1));
    }

    static List<String> commands() throws Exception {
        List<String> commands = new Readme()
                .examples("sh").stream()
                        .filter(command -> command.contains("java -jar application.jar"))
                        .toList();
        assertEquals(2, commands.size());
        return commands;
    }

    @ParameterizedTest
    @MethodSource("commands")
    void theApplicationRunsOnHandfastFromOutside(String command) throws Exception {
        writeApplication("Main", "");
        InstallationTest.assertOnHandfast(installation.run(command));
    }

    @Test
    void theApplicationMayInstallTheJarInsideOfItItself() throws Exception {
        writeApplication("Main", new Readme().examples("java").get(0));
        InstallationTest.assertOnHandfast(installation.run("java -jar application.jar"));
    }

    /** The provider is inside, the list names it, and the JVM does not look there: the Doctor says so. */
    @Test
    void theJarInsideIsNotFoundByTheList() throws Exception {
        String command = "java -Djava.security.properties=handfast.security -jar application.jar";
        writeApplication("Main", "");
        Installation.Run silent = installation.run(command);
        assertTrue(silent.said().startsWith("TLS SunJSSE\n"), silent::description);
        writeApplication("dev.handfast.Doctor", "");
        Installation.Run told = installation.run(command);
        assertEquals(1, told.status(), told::description);
        assertTrue(
                told.said()
                        .contains(
                                "security.provider.1=Handfast got no provider: the system class loader, which alone is"
                                        + " asked, finds no class dev.handfast.HandfastProvider (this Doctor comes from the"
                                        + " application's own class loader "),
                told::description);
    }

    private void writeApplication(String startClass, String first) throws Exception {
        Manifest manifest = Installation.manifest(JarLauncher.class.getName());
        manifest.getMainAttributes().putValue("Start-Class", startClass);
        manifest.getMainAttributes().putValue("Spring-Boot-Classes", "BOOT-INF/classes/");
        manifest.getMainAttributes().putValue("Spring-Boot-Lib", "BOOT-INF/lib/");
        try (JarOutputStream jar = installation.open(manifest)) {
            addLauncher(jar);
            jar.putNextEntry(new JarEntry("BOOT-INF/classes/")); // the launcher looks for the folder
            Installation.add(jar, "BOOT-INF/classes/Main.class", installation.applicationClass(first));
            store(jar, Installation.HANDFAST);
            store(jar, Installation.BOUNCY_CASTLE);
        }
    }

    private static void addLauncher(JarOutputStream jar) throws IOException {
        try (var loader = new JarFile(Installation.jar(JarLauncher.class).toFile())) {
            for (JarEntry entry : loader.stream().toList()) {
                if (entry.getName().startsWith("org/") || entry.getName().startsWith("META-INF/services/")) {
                    try (InputStream content = loader.getInputStream(entry)) {
                        Installation.add(jar, entry.getName(), content.readAllBytes());
                    }
                }
            }
        }
    }

    /** A jar in a jar must not be compressed. */
    private static void store(JarOutputStream jar, Path library) throws IOException {
        byte[] content = Files.readAllBytes(library);
        var crc = new CRC32();
        crc.update(content);
        var entry = new JarEntry("BOOT-INF/lib/" + library.getFileName());
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        jar.putNextEntry(entry);
        jar.write(content);
        jar.closeEntry();
    }
}
