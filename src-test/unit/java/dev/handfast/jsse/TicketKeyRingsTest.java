package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.HandfastParameters;
import dev.handfast.LoggedWarnings;
import dev.handfast.TicketKeyFile;
import dev.handfast.TicketKeys;
import dev.handfast.crypto.TicketKey;
import dev.handfast.handshake.TicketKeyRing;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose ticket keys count. */
class TicketKeyRingsTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String PROPERTY = "dev.handfast.ticketKeys";

    @TempDir
    Path directory;

    private final TicketKey generated = TicketKey.generate(RANDOM);
    private final TicketKeyRing generating = () -> List.of(generated);

    private static HandfastParameters with(TicketKeys keys) {
        var parameters = new HandfastParameters();
        parameters.setTicketKeys(keys);
        return parameters;
    }

    private static List<String> names(TicketKeyRing ring) {
        return ring.keys().stream().map(TicketKey::toString).toList();
    }

    @Test
    void withoutAnythingKeysAreGenerated() {
        assertSame(generating, TicketKeyRings.current(generating).of(new HandfastParameters()));
    }

    @Test
    void filesOfThePropertyCountForTheWholeContext() throws Exception {
        TicketKeyFile first = TicketKeyFile.in(directory, "first.key").write(80, 1);
        TicketKeyFile second = TicketKeyFile.in(directory, "second.key").write(48, 2);
        Setting.system(PROPERTY, first.path() + " , " + second.path() + ",", () -> {
            TicketKeyRings rings = TicketKeyRings.current(generating);
            assertEquals(
                    List.of("ticket key " + "01".repeat(16), "ticket key " + "02".repeat(16)),
                    names(rings.of(new HandfastParameters())));
            assertSame(rings.of(new HandfastParameters()), rings.of(new HandfastParameters()));
        });
    }

    @Test
    void unusableFilesOfThePropertyAreToldOnceAndTakenWhenTheyAreMended() throws Exception {
        TicketKeyFile file =
                TicketKeyFile.in(directory, "some.key").write(80, 1).permit("rw-r--r--");
        try (var log = new LoggedWarnings()) {
            Setting.system(PROPERTY, file.path().toString(), () -> {
                TicketKeyRing ring = TicketKeyRings.current(generating).of(new HandfastParameters());
                for (int handshake = 0; handshake < 3; handshake++) {
                    assertEquals(List.of(generated), ring.keys());
                }
                assertEquals(1, log.lines().size(), log.lines()::toString);
                String told = log.lines().get(0);
                assertTrue(told.contains(PROPERTY) && told.contains(file.path() + " can be read"), told);
                assertTrue(told.endsWith("generated keys are in force"), told);
                file.permit("rw-r-----");
                assertEquals(List.of("ticket key " + "01".repeat(16)), names(ring));
            });
        }
    }

    @Test
    void keysOfTheParametersComeBeforeThoseOfTheProperty() throws Exception {
        TicketKeyFile file = TicketKeyFile.in(directory, "some.key").write(80, 1);
        var key = new TicketKeys.Key(new byte[16], new byte[32]);
        TicketKeys given = () -> List.of(key);
        Setting.system(PROPERTY, file.path().toString(), () -> {
            TicketKeyRings rings = TicketKeyRings.current(generating);
            assertEquals(List.of(key.toString()), names(rings.of(with(given))));
            assertSame(rings.of(with(given)), rings.of(with(given)), "keys are derived once");
        });
    }

    /** An application that makes its keys anew for each connection costs no memory. */
    @Test
    void whatIsRememberedOfThemIsBounded() {
        TicketKeyRings rings = TicketKeyRings.current(generating);
        TicketKeys first = source();
        TicketKeyRing ring = rings.of(with(first));
        Stream.generate(TicketKeyRingsTest::source).limit(1024).forEach(each -> rings.of(with(each)));
        assertFalse(ring == rings.of(with(first)));
    }

    private static TicketKeys source() {
        var key = new TicketKeys.Key(new byte[16], new byte[32]);
        return () -> List.of(key);
    }

    /** What is set through the JDK's own class knows nothing of keys, and so does not forget them. */
    @Test
    void keysSurviveTheParametersOfOthers() {
        SSLEngine engine = Contexts.ours(null).createSSLEngine();
        TicketKeys keys = source();
        engine.setSSLParameters(with(keys));
        engine.setSSLParameters(new SSLParameters());
        assertSame(keys, ((HandfastParameters) engine.getSSLParameters()).getTicketKeys());
        engine.setSSLParameters(new HandfastParameters());
        assertNull(((HandfastParameters) engine.getSSLParameters()).getTicketKeys());
    }
}
