package dev.handfast.managers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.jsse.Contexts;
import dev.handfast.jsse.Setting;
import dev.handfast.jsse.TestAuthority;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Set;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom {@code TrustManagerFactory.init((KeyStore) null)} trusts, by {@code javax.net.ssl.trustStore*}. */
class DefaultTrustStoreTest {
    private static final String PROPERTY = "javax.net.ssl.trustStore";

    @TempDir
    Path directory;

    private final TestAuthority authority = new TestAuthority("authority");
    private Path file;

    @BeforeEach
    void store() throws Exception {
        file = directory.resolve("trusted.p12");
        write(authority.certificate);
    }

    private void write(X509Certificate... trusted) throws Exception {
        try (OutputStream out = Files.newOutputStream(file)) {
            Managers.store(trusted).store(out, TestAuthority.PASSWORD);
        }
    }

    private static Set<X509Certificate> trusted(Provider provider) throws Exception {
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX", provider);
        factory.init((KeyStore) null);
        return Set.of(((X509TrustManager) factory.getTrustManagers()[0]).getAcceptedIssuers());
    }

    private static void withStore(String name, Setting.Body body) throws Exception {
        Setting.system(
                PROPERTY,
                name,
                () -> Setting.system(
                        PROPERTY + "Password", "changeit", () -> Setting.system(PROPERTY + "Type", "PKCS12", body)));
    }

    @Test
    void namedFileIsTrusted() throws Exception {
        withStore(file.toString(), () -> {
            assertEquals(Set.of(authority.certificate), trusted(Contexts.HANDFAST));
            assertEquals(Set.of(authority.certificate), trusted(Contexts.SUN));
        });
    }

    @Test
    void nobodyIsTrustedWithoutAFileOnPurpose() throws Exception {
        withStore("NONE", () -> {
            assertEquals(Set.of(), trusted(Contexts.HANDFAST));
            assertEquals(Set.of(), trusted(Contexts.SUN));
        });
    }

    /** The JDK looks for its {@code cacerts} then, whatever its guide says of an empty store. */
    @Test
    void missingFileMeansTheJdks() throws Exception {
        Setting.system(PROPERTY, directory.resolve("missing").toString(), () -> {
            assertTrue(trusted(Contexts.HANDFAST).size() > 10);
            assertEquals(trusted(Contexts.SUN), trusted(Contexts.HANDFAST));
        });
    }

    @Test
    void changedFileIsReadAgainAndAnUnchangedOneIsNot() throws Exception {
        withStore(file.toString(), () -> {
            TrustAnchors first = DefaultTrustStore.anchors();
            assertSame(first, DefaultTrustStore.anchors());
            var other = new TestAuthority("another");
            write(other.certificate);
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(60)));
            assertEquals(Set.of(other.certificate), trusted(Contexts.HANDFAST));
        });
    }

    @Test
    void unreadableFileIsTold() throws Exception {
        Files.write(file, new byte[] {1, 2, 3});
        withStore(file.toString(), () -> {
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX", Contexts.HANDFAST);
            var refused = assertThrows(KeyStoreException.class, () -> factory.init((KeyStore) null));
            assertTrue(refused.getMessage().contains("problem accessing trust store"), refused::getMessage);
        });
    }
}
