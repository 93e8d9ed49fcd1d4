package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.HandfastContext;
import dev.handfast.KeyLog;
import dev.handfast.LoggedWarnings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is told the secrets, and that nobody is told by accident. That they are the right ones, Wireshark says. */
class KeyLogTest {
    private static final String PROPERTY = "dev.handfast.keyLogFile";

    private final TestAuthority authority = new TestAuthority("authority");

    @TempDir
    private Path folder;

    private SSLContext context() {
        return Contexts.ours(
                TestAuthority.keyManagers(
                        "SunX509", authority.leaf().host("good.example").issue()),
                authority.trustManager());
    }

    private static void meet(SSLContext client, SSLContext server, String protocol) {
        SSLEngine engine = client.createSSLEngine("good.example", 443);
        engine.setEnabledProtocols(new String[] {protocol});
        Meeting.of(engine, server.createSSLEngine()).required();
    }

    private static KeyLog into(Set<String> lines) {
        return (label, random, secret) -> lines.add(label + " " + HexFormat.of().formatHex(random) + " "
                + HexFormat.of().formatHex(secret));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void bothSidesTellTheSame(String protocol) {
        SSLContext client = context();
        SSLContext server = context();
        Set<String> atClient = new TreeSet<>();
        Set<String> atServer = new TreeSet<>();
        HandfastContext.of(client).setKeyLog(into(atClient));
        HandfastContext.of(server).setKeyLog(into(atServer));
        meet(client, server, protocol);
        assertEquals(atClient, atServer);
        assertEquals(
                protocol.equals("TLSv1.2")
                        ? Set.of("CLIENT_RANDOM")
                        : Set.of(
                                "CLIENT_HANDSHAKE_TRAFFIC_SECRET",
                                "SERVER_HANDSHAKE_TRAFFIC_SECRET",
                                "CLIENT_TRAFFIC_SECRET_0",
                                "SERVER_TRAFFIC_SECRET_0"),
                atClient.stream().map(line -> line.split(" ", 2)[0]).collect(Collectors.toSet()));
    }

    @Test
    void aLogThatFailsDoesNotDisturbTheConnection() {
        SSLContext client = context();
        HandfastContext.of(client).setKeyLog((label, random, secret) -> {
            throw new IllegalStateException("the disk is full");
        });
        meet(client, context(), "TLSv1.3");
    }

    @Test
    void theOperatorsFileGetsEveryContextsSecretsAndIsWarnedOf() throws Exception {
        Path file = folder.resolve("keys");
        try (var log = new LoggedWarnings()) {
            Setting.system(PROPERTY, file.toString(), () -> meet(context(), context(), "TLSv1.3"));
            assertTrue(
                    log.lines().stream().anyMatch(line -> line.contains(file.toString()) && line.contains(PROPERTY)),
                    log.lines().toString());
        }
        try (Stream<String> lines = Files.lines(file)) {
            assertEquals(4, lines.distinct().count(), "both sides tell the same four secrets");
        }
        meet(context(), context(), "TLSv1.3");
        try (Stream<String> lines = Files.lines(file)) {
            assertEquals(8, lines.count(), "the property is gone, and contexts made since tell nothing");
        }
    }

    @Test
    void aFileThatCannotBeWrittenIsNamedAndNothingElseHappens() throws Exception {
        try (var log = new LoggedWarnings()) {
            Setting.system(PROPERTY, folder.toString(), () -> meet(context(), context(), "TLSv1.3"));
            assertTrue(
                    log.lines().stream().anyMatch(line -> line.contains(folder.toString())),
                    log.lines().toString());
        }
    }

    @Test
    void anotherProvidersContextIsRefusedByName() {
        SSLContext foreign = Contexts.of(Contexts.SUN, null, null);
        String message = assertThrows(IllegalArgumentException.class, () -> HandfastContext.of(foreign))
                .getMessage();
        assertTrue(message.contains("SunJSSE"), message);
    }
}
