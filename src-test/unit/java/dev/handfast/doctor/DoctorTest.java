package dev.handfast.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.Doctor;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Doctor in a JVM of its own, as a person runs it: what it says of each way to be installed, and of each way not to be. */
@Timeout(200)
class DoctorTest {
    private static final String DOCTOR = Doctor.class.getName();
    private static final List<String> JDK = new MasterFile().numbering().entries();
    private static final List<String> COMPLETE = new Recipes(JDK).complete();
    private static final String BOTH_JARS = Fork.path(Fork.HANDFAST, Fork.BOUNCY_CASTLE);

    @TempDir
    private Path directory;

    private Fork fork;

    @BeforeEach
    void prepare() {
        fork = new Fork(directory);
    }

    private static void assertAnswers(Fork.Result result) {
        assertEquals(0, result.status(), result::toString);
        assertTrue(result.out().contains("Handfast answers"), result::toString);
        assertFalse(result.toString().contains("Fault:"), result::toString);
        assertRow(result, "SSLContext TLS", "Handfast");
        assertRow(result, "SSLContext Default", "Handfast");
        assertRow(result, "SSLSocketFactory.getDefault()", "dev.handfast.jsse.ClientSocketFactory");
        assertRow(result, "SSLServerSocketFactory.getDefault()", "dev.handfast.jsse.ServerSocketFactory");
        assertRow(result, "HttpsURLConnection", "dev.handfast.jsse.ClientSocketFactory");
        assertRow(result, "protocols of a client", "TLSv1.3, TLSv1.2");
    }

    private static void assertRow(Fork.Result result, String name, String value) {
        assertTrue(
                result.out().stream().anyMatch(line -> line.matches("\\Q  " + name + "\\E +\\Q" + value + "\\E")),
                () -> "no row " + name + " " + value + " in " + result);
    }

    /** It says that Handfast does not answer, this fault, and something to do about it. */
    private static void assertFault(Fork.Result result, String fault) {
        assertEquals(1, result.status(), result::toString);
        int line = result.out().indexOf("  Fault:  " + fault);
        assertTrue(line >= 0, () -> "not found: " + fault + "\nin " + result);
        assertTrue(result.out().get(line + 1).matches(" {2}Remedy: \\S.*"), result::toString);
    }

    private Fork.Result examine(List<String> override) throws Exception {
        return fork.run(fork.override(override), "-cp", BOTH_JARS, DOCTOR);
    }

    // ---- installed

    @Test
    void completeListAnswers() throws Exception {
        Fork.Result result = examine(COMPLETE);
        assertAnswers(result);
        assertRow(result, "1", "Handfast");
        assertRow(result, "2", "SUN");
    }

    /** The very lines that it prints, in the JVM that it printed them for. */
    @ParameterizedTest
    @CsvSource({"with these two lines, 2", "with the whole list, " + Integer.MAX_VALUE})
    void whatItPrintsInstallsIt(String title, int count) throws Exception {
        Fork.Result before = fork.run("-cp", BOTH_JARS, DOCTOR);
        assertFault(before, "no security.provider.N names Handfast, and no code has installed it so far");
        List<String> lines = before.out().stream()
                .dropWhile(line -> !line.contains(title))
                .skip(1)
                .takeWhile(line -> !line.isEmpty())
                .toList();
        assertEquals(Math.min(count, JDK.size() + 1), lines.size());
        assertAnswers(examine(lines));
    }

    @Test
    void modulePathAnswers() throws Exception {
        Fork.Result result =
                fork.run(fork.override(COMPLETE), "--module-path", BOTH_JARS, "-m", "dev.handfast/" + DOCTOR);
        assertAnswers(result);
        assertTrue(result.toString().contains("Handfast was found on the module path"), result::toString);
    }

    @Test
    void bootClassPathAnswers() throws Exception {
        Fork.Result result = fork.run(fork.override(COMPLETE), "-Xbootclasspath/a:" + BOTH_JARS, DOCTOR);
        assertAnswers(result);
        assertTrue(result.toString().contains("Handfast was found on the boot class path"), result::toString);
    }

    @Test
    void whatIsOffIsTold() throws Exception {
        Fork.Result result = fork.run(
                fork.override(
                        List.of(String.join("\n", COMPLETE), "jdk.tls.disabledAlgorithms=SSLv3, DH keySize < 3072")),
                "-Djdk.tls.client.protocols=TLSv1.3",
                "-cp",
                BOTH_JARS,
                DOCTOR);
        assertEquals(0, result.status(), result::toString);
        assertRow(result, "protocols of a client", "TLSv1.3");
        for (String off : List.of(
                "TLSv1.2: jdk.tls.client.protocols does not name it",
                "ffdhe2048: \"DH keySize < 3072\" in jdk.tls.disabledAlgorithms")) {
            assertTrue(result.out().contains("    off: " + off), () -> "not found: " + off + "\nin " + result);
        }
    }

    // ---- not installed

    @Test
    void wrongNameIsTold() throws Exception {
        assertFault(
                examine(Stream.concat(
                                Stream.of("security.provider.1=handfast"),
                                COMPLETE.stream().skip(1))
                        .toList()),
                "security.provider.1=handfast is a wrong name: no provider is called so");
    }

    @Test
    void gapInTheNumbersIsTold() throws Exception {
        int last = JDK.size();
        assertFault(
                examine(List.of("security.provider." + (last + 2) + "=Handfast")),
                "security.provider." + (last + 2) + "=Handfast is not read: the JVM stops at security.provider."
                        + (last + 1) + ", which is missing or empty");
    }

    @Test
    void emptyEntryIsTold() throws Exception {
        assertFault(
                examine(List.of("security.provider.3=", "security.provider.4=Handfast")),
                "security.provider.4=Handfast is not read: the JVM stops at security.provider.3, which is missing or"
                        + " empty");
    }

    @Test
    void aListOfHandfastAloneIsTold() throws Exception {
        Fork.Result result = examine(List.of("security.provider.1=Handfast"));
        assertFault(
                result,
                "the JDK's provider SUN is gone from the list, and with it SHA-256, key stores and certificates: what"
                        + " overrides security.provider.1 replaces that line alone. Gone are [SUN]");
    }

    @Test
    void jarThatTheSystemClassLoaderDoesNotHaveIsTold() throws Exception {
        Fork.Result result = fork.run(
                fork.override(COMPLETE),
                "-cp",
                Fork.TESTS.toString(),
                Container.class.getName(),
                Fork.HANDFAST.toString(),
                Fork.BOUNCY_CASTLE.toString());
        assertEquals("false", result.out().get(result.out().size() - 1), result::toString);
        assertTrue(
                result.toString()
                        .contains("Fault:  security.provider.1=Handfast got no provider: the system class loader, which"
                                + " alone is asked, finds no class dev.handfast.HandfastProvider (this Doctor comes from the"
                                + " application's own class loader java.net.URLClassLoader, "),
                result::toString);
        assertTrue(
                result.toString().contains("Remedy: put both jars on the class path; with java -jar"),
                result::toString);
    }

    @Test
    void constructorThatThrowsIsTold() throws Exception {
        String broken = "security.provider.1=" + Broken.class.getName();
        List<String> list =
                Stream.concat(Stream.of(broken), COMPLETE.stream().skip(1)).toList();
        assertFault(
                fork.run(fork.override(list), "-cp", Fork.path(Fork.HANDFAST, Fork.BOUNCY_CASTLE, Fork.TESTS), DOCTOR),
                broken + " got no provider: the constructor of " + Broken.class.getName()
                        + " throws java.lang.IllegalStateException: not today");
    }

    @Test
    void jarWithoutItsServicesFileIsTold() throws Exception {
        Path classes = copyOf(Fork.HANDFAST, directory.resolve("classes"));
        Files.delete(classes.resolve("META-INF/services/java.security.Provider"));
        Fork.Result result = fork.run(fork.override(COMPLETE), "-cp", Fork.path(classes, Fork.BOUNCY_CASTLE), DOCTOR);
        assertFault(
                result,
                "security.provider.1=Handfast is found by nobody: the class path, "
                        + classes.toUri().toURL()
                        + " has no META-INF/services/java.security.Provider, or module-info, that names"
                        + " dev.handfast.HandfastProvider");
    }

    @Test
    void overrideFileThatIsNotThereIsTold() throws Exception {
        String flag = "-Djava.security.properties=nowhere/handfast.security";
        assertFault(
                fork.run(flag, "-cp", BOTH_JARS, DOCTOR),
                flag + " names no file that can be read; a relative path is one from " + directory.toRealPath());
    }

    @Test
    void jdkThatTakesNoOverridesIsTold() throws Exception {
        Path home = jdkCopy();
        Path master = home.resolve("conf/security/java.security");
        String allowed = "security.overridePropertiesFile=true";
        String text = Files.readString(master);
        assertTrue(text.contains(allowed));
        Files.writeString(master, text.replace(allowed, "security.overridePropertiesFile=false"));
        String flag = fork.override(COMPLETE);
        Fork.Result result = fork.withJava(home.resolve("bin/java")).run(flag, "-cp", BOTH_JARS, DOCTOR);
        removeLinks(home.resolve("lib")); // JUnit warns of each that it deletes itself
        assertFault(
                result, flag + " is ignored: security.overridePropertiesFile is not true in " + master.toRealPath());
    }

    /** A JDK whose configuration can be changed. The JVM takes for its home where its own library really is. */
    private Path jdkCopy() throws IOException {
        Path original = Path.of(System.getProperty("java.home"));
        Path home = Files.createDirectory(directory.toRealPath().resolve("jdk"));
        copyOf(original.resolve("conf"), home.resolve("conf"));
        Files.createDirectory(home.resolve("bin"));
        Files.copy(original.resolve("bin/java"), home.resolve("bin/java"), StandardCopyOption.COPY_ATTRIBUTES);
        linkAll(original.resolve("lib"), home.resolve("lib"));
        Path library = Path.of("lib", "server", System.mapLibraryName("jvm"));
        Files.delete(home.resolve("lib/server"));
        Files.createDirectory(home.resolve("lib/server"));
        Files.copy(original.resolve(library), home.resolve(library));
        return home;
    }

    private static void linkAll(Path from, Path to) throws IOException {
        Files.createDirectory(to);
        try (Stream<Path> all = Files.list(from)) {
            for (Path each : all.toList()) {
                Files.createSymbolicLink(to.resolve(each.getFileName()), each);
            }
        }
    }

    private static void removeLinks(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            for (Path each : all.filter(Files::isSymbolicLink).toList()) {
                Files.delete(each);
            }
        }
    }

    // ---- installed, and silent

    @Test
    void standingLastWithoutPreferenceIsTold() throws Exception {
        int place = JDK.size() + 1;
        Fork.Result result = examine(List.of("security.provider." + place + "=Handfast"));
        assertFault(
                result,
                "SunJSSE answers SSLContext TLS: it is number " + (JDK.indexOf("SunJSSE") + 1)
                        + " of the list, and Handfast number " + place
                        + "; jdk.security.provider.preferred is not set");
        assertRow(result, "SSLContext Default", "SunJSSE");
    }

    @Test
    void defaultContextThatCannotBeMadeIsTold() throws Exception {
        Fork.Result result =
                fork.run(fork.override(COMPLETE), "-Djavax.net.ssl.keyStore=missing.p12", "-cp", BOTH_JARS, DOCTOR);
        assertEquals(1, result.status(), result::toString);
        assertTrue(
                result.toString()
                        .contains(
                                "Fault:  Handfast cannot make its SSLContext Default: the default store cannot be used"
                                        + " (javax.net.ssl.keyStore=missing.p12)"),
                result::toString);
        assertRow(result, "SSLContext TLS", "Handfast");
    }

    @Test
    void factoryThatASecurityPropertyNamesIsTold() throws Exception {
        Fork.Result result =
                examine(Stream.concat(COMPLETE.stream(), Stream.of("ssl.ServerSocketFactory.provider=no.such.Factory"))
                        .toList());
        assertFault(
                result,
                "the security property ssl.ServerSocketFactory.provider=no.such.Factory replaces"
                        + " SSLServerSocketFactory.getDefault() by javax.net.ssl.DefaultSSLServerSocketFactory");
    }

    @Test
    void missingBouncyCastleIsTold() throws Exception {
        assertFault(
                fork.run(fork.override(COMPLETE), "-cp", Fork.HANDFAST.toString(), DOCTOR),
                "bcprov is missing: contexts can be made, and every handshake will fail");
    }

    @Test
    void propertyThatLeavesNothingIsTold() throws Exception {
        Fork.Result result =
                fork.run(fork.override(COMPLETE), "-Djdk.tls.namedGroups=sect283k1", "-cp", BOTH_JARS, DOCTOR);
        assertEquals(1, result.status(), result::toString);
        assertTrue(
                result.toString()
                        .contains(
                                "Fault:  no context can be initialised: System property jdk.tls.namedGroups(sect283k1)"),
                result::toString);
    }

    private static Path copyOf(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from, FileVisitOption.FOLLOW_LINKS)) {
            for (Path each : all.toList()) {
                Path copy = to.resolve(from.relativize(each).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(each, copy);
            }
        }
        return to;
    }
}
