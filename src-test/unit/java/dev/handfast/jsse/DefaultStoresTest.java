package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The default context under {@code javax.net.ssl.keyStore*} and {@code trustStore*}. The JDK's provider reads them once in a
 * JVM, so each case runs in one of its own, where Handfast and the JDK are asked in turn.
 */
class DefaultStoresTest {
    @TempDir
    Path directory;

    private Path keys;

    /** What runs in the other JVM: prints for each provider what became of its default context. */
    static final class Probe {
        private Probe() {}

        public static void main(String[] arguments) {
            for (Provider provider : Contexts.providers()) {
                try {
                    SSLContext context = SSLContext.getInstance("Default", provider);
                    System.out.println(provider.getName() + "\tserves\t" + serves(context) + "\t");
                } catch (Exception refused) {
                    System.out.println(
                            provider.getName() + "\t" + refused.getClass().getName() + "\t"
                                    + refused.getCause().getClass().getName() + "\t"
                                    + refused.getMessage().replace('\n', ' '));
                }
            }
        }

        private static boolean serves(SSLContext context) {
            return Meeting.of(context.createSSLEngine("good.example", 443), context.createSSLEngine())
                    .succeeded();
        }
    }

    private record Outcome(String thrown, String cause, String message) {}

    @BeforeEach
    void store() throws Exception {
        var issued = new TestAuthority("authority").leaf().host("good.example").issue();
        var store = TestAuthority.keyStore(issued);
        store.setCertificateEntry("trusted", issued.leaf());
        keys = directory.resolve("keys.p12");
        try (OutputStream out = Files.newOutputStream(keys)) {
            store.store(out, TestAuthority.PASSWORD);
        }
    }

    @Test
    void bothStoresServeBothSides() throws Exception {
        List<Outcome> outcomes = probe(
                "javax.net.ssl.keyStore=" + keys,
                "javax.net.ssl.keyStorePassword=changeit",
                "javax.net.ssl.keyStoreType=PKCS12",
                "javax.net.ssl.trustStore=" + keys,
                "javax.net.ssl.trustStorePassword=changeit");
        assertEquals(new Outcome("serves", "true", ""), outcomes.get(0));
        assertEquals(outcomes.get(1), outcomes.get(0));
    }

    @Test
    void missingKeyStoreIsTold() throws Exception {
        assertSame("missing.p12", "javax.net.ssl.keyStore=" + directory.resolve("missing.p12"));
    }

    @Test
    void wrongPasswordIsToldWithoutThePassword() throws Exception {
        Outcome ours = assertSame(
                "javax.net.ssl.keyStore=" + keys,
                "javax.net.ssl.keyStore=" + keys,
                "javax.net.ssl.keyStorePassword=incorrect1");
        assertTrue(!ours.message().contains("incorrect1"));
    }

    @Test
    void unknownTypeIsTold() throws Exception {
        assertSame("javax.net.ssl.keyStoreType=NONSENSE", "javax.net.ssl.keyStoreType=NONSENSE");
    }

    @Test
    void unknownProviderIsTold() throws Exception {
        assertSame("javax.net.ssl.keyStoreProvider=Nobody", "javax.net.ssl.keyStoreProvider=Nobody");
    }

    @Test
    void tokenWithAFileIsTold() throws Exception {
        assertSame(
                "javax.net.ssl.keyStoreType=PKCS11",
                "javax.net.ssl.keyStoreType=PKCS11",
                "javax.net.ssl.keyStore=" + keys);
    }

    @Test
    void unreadableTrustStoreIsTold() throws Exception {
        assertSame(
                "javax.net.ssl.trustStore=" + keys,
                "javax.net.ssl.trustStore=" + keys,
                "javax.net.ssl.trustStorePassword=incorrect1");
    }

    /** Both providers throw the same, by the same cause; ours names the setting. */
    private Outcome assertSame(String named, String... settings) throws Exception {
        List<Outcome> outcomes = probe(settings);
        Outcome ours = outcomes.get(0);
        assertEquals(outcomes.get(1).thrown(), ours.thrown());
        assertEquals(outcomes.get(1).cause(), ours.cause());
        assertTrue(ours.message().contains(named), ours::message);
        return ours;
    }

    private static List<Outcome> probe(String... settings) throws IOException, InterruptedException {
        var outcomes = new ArrayList<Outcome>();
        for (String line : OtherJvm.run(Probe.class, List.of(settings))) {
            String[] words = line.split("\t", -1);
            outcomes.add(new Outcome(words[1], words[2], words[3]));
        }
        return outcomes;
    }
}
