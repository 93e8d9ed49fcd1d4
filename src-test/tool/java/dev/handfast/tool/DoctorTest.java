package dev.handfast.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.HandfastProvider;
import dev.handfast.tool.DemoAuthority.KeyKind;
import dev.handfast.tool.doctor.Speed;
import dev.handfast.tool.doctor.Speeds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the command tells beyond the provider's own doctor, which has tests of its own. */
@Timeout(120)
class DoctorTest {
    @TempDir
    private Path folder;

    @AfterEach
    void leave() {
        System.clearProperty("jdk.tls.client.protocols");
        System.clearProperty("javax.net.debug");
        System.clearProperty("javax.net.ssl.keyStorePassword");
        System.clearProperty("javax.net.ssl.trustStore");
    }

    @Test
    void itSaysWhoAnswersAndExitsWithIt() {
        Security.removeProvider(HandfastProvider.NAME);
        Run run = Run.of("doctor", "--quiet");
        assertEquals(Main.FAILED, run.status());
        assertEquals(List.of("Handfast does not answer, or something is in its way"), run.out());
    }

    @Test
    void itSaysWhatIsSetAndShowsNoPassword() {
        System.setProperty("jdk.tls.client.protocols", "TLSv1.2");
        System.setProperty("javax.net.debug", "ssl");
        System.setProperty("javax.net.ssl.keyStorePassword", "geheim");
        Run run = Run.of("doctor", "--no-speed");
        assertTrue(run.out().contains("  jdk.tls.client.protocols=TLSv1.2"), run.toString());
        assertTrue(run.tells("  javax.net.debug=ssl (does not count: "), run.toString());
        assertTrue(run.out().contains("  javax.net.ssl.keyStorePassword=(not shown)"), run.toString());
        assertTrue(run.out().stream().noneMatch(line -> line.contains("geheim")), run.toString());
    }

    @Test
    void itTellsTheTrustStore() throws Exception {
        try (var credentials = new Credentials(folder, KeyKind.EC)) {
            credentials.trustInThisJvm();
            Run run = Run.of("doctor", "--no-speed");
            assertTrue(run.tells(folder.resolve("trust.p12").toString()), run.toString());
            assertTrue(run.out().contains(String.format("  %-36s 1", "certificates")), run.toString());
            assertTrue(run.out().contains(String.format("  %-36s 0", "of them expired")), run.toString());
        }
    }

    @Test
    void aTrustStoreThatIsNoneIsAFault() throws Exception {
        Path file = Files.writeString(folder.resolve("none"), "this is no key store");
        System.setProperty("javax.net.ssl.trustStore", file.toString());
        Run run = Run.of("doctor", "--no-speed");
        assertEquals(Main.FAILED, run.status());
        assertTrue(run.tells("  Fault:  the trust store cannot be read: "), run.toString());
    }

    @Test
    void itMeasures() throws Exception {
        var speeds = new ArrayList<Speed>();
        new Speeds(speeds::add).measure();
        assertTrue(speeds.stream().anyMatch(speed -> speed.algorithm().startsWith("AES_128_GCM, encrypt")));
        assertTrue(speeds.stream().allMatch(speed -> speed.perSecond() > 0), speeds.toString());
    }

    @Test
    void aSpeedHasTwoDigits() {
        assertEquals("1,200 MiB/s", new Speed("x", 1_234, "MiB").told());
        assertEquals("99 MiB/s", new Speed("x", 99.4, "MiB").told());
        assertEquals("0.1 MiB/s", new Speed("x", 0.123, "MiB").told());
    }
}
