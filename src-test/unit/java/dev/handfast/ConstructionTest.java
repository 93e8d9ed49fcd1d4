package dev.handfast;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handfast.doctor.Fork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * SWAP-IN §3: the JVM makes a provider at number 1 at its first look-up of whatever, inside of a lock. What the constructor did
 * there beyond naming services could fail in silence, or deadlock.
 */
@Timeout(120)
class ConstructionTest {
    private static final Pattern LOADED = Pattern.compile("^(\\S+) source: ", Pattern.MULTILINE);

    /** What has to do with cryptography, TLS, logging, files or threads. */
    private static final Pattern FORBIDDEN = Pattern.compile(
            "org\\.bouncycastle\\..*|javax\\.crypto\\..*|javax\\.net\\..*"
                    + "|sun\\.security\\.ssl\\..*|java\\.util\\.logging\\..*|java\\.lang\\.System\\$Logger.*"
                    + "|jdk\\.internal\\.logger\\..*|java\\.security\\.SecureRandom.*|java\\.util\\.concurrent\\.ThreadPool.*");

    @TempDir
    private Path directory;

    @Test
    void theFirstDigestLoadsTheProviderAndNamesItsServices() throws Exception {
        Set<String> without = loaded(List.of());
        Set<String> with = loaded(Stream.of("1=Handfast", "2=SUN", "3=SunRsaSign", "4=SunEC", "5=SunJSSE", "6=SunJCE")
                .map(line -> "security.provider." + line)
                .toList());
        with.removeAll(without);
        assertEquals(
                Set.of("dev.handfast.HandfastProvider", "dev.handfast.HandfastProvider$OwnService"),
                with.stream().filter(name -> name.startsWith("dev.handfast.")).collect(Collectors.toSet()));
        assertEquals(
                List.of(), with.stream().filter(FORBIDDEN.asMatchPredicate()).toList());
    }

    private Set<String> loaded(List<String> override) throws IOException, InterruptedException {
        var fork = new Fork(directory);
        Path log = directory.resolve("classes");
        Fork.Result result = fork.run(
                fork.override(override),
                "-Xlog:class+load:file=" + log + ":none",
                "-cp",
                Fork.path(Fork.HANDFAST, Fork.BOUNCY_CASTLE, Fork.TESTS),
                FirstDigest.class.getName());
        assertEquals(List.of("new threads: []"), result.out(), result::toString);
        return LOADED.matcher(Files.readString(log))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
