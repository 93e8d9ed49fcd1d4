package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.HandfastProvider;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.Test;

/** What an operator reads in the log of his JVM. Each property is told once in a JVM, so this is another one. */
class OperatorWarningsTest {

    /** What runs in the other JVM: prints what is logged, and when. */
    static final class Probe {
        private Probe() {}

        public static void main(String[] arguments) throws Exception {
            Logger logger = Logger.getLogger("dev.handfast");
            logger.setUseParentHandlers(false);
            logger.addHandler(new Printer());
            var provider = new HandfastProvider();
            System.out.println("provider made");
            SSLContext context = SSLContext.getInstance("TLS", provider);
            System.out.println("context made");
            context.init(null, new TrustManager[0], null);
            System.out.println("context initialised");
            context.init(null, new TrustManager[0], null);
            SSLContext.getInstance("TLSv1.2", provider).init(null, new TrustManager[0], null);
            System.out.println("end");
        }
    }

    private static final class Printer extends Handler {
        @Override
        public void publish(LogRecord line) {
            System.out.println(line.getLevel() + " " + line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Test
    void ignoredAndUnreadableSettingsAreToldOnceWhenAContextIsInitialised() throws Exception {
        List<String> told = probe(
                "javax.net.debug=all",
                "jdk.tls.maxHandshakeMessageSize=abc",
                "jsse.enableSNIExtension=maybe",
                "javax.net.ssl.keyStorePassword=secret1",
                "javax.net.ssl.trustStorePassword=secret2");
        assertEquals(
                List.of("provider made", "context made", "WARNING", "WARNING", "WARNING", "context initialised", "end"),
                told.stream()
                        .map(line -> line.startsWith("WARNING ") ? "WARNING" : line)
                        .toList());
        for (String property :
                List.of("javax.net.debug", "jdk.tls.maxHandshakeMessageSize", "jsse.enableSNIExtension")) {
            assertEquals(
                    1,
                    told.stream()
                            .filter(line -> line.startsWith("WARNING " + property + " "))
                            .count(),
                    told::toString);
        }
        assertTrue(told.stream().noneMatch(line -> line.contains("secret")), told::toString);
    }

    @Test
    void nothingIsToldWhereNothingIsSet() throws Exception {
        assertEquals(List.of("provider made", "context made", "context initialised", "end"), probe());
    }

    private static List<String> probe(String... settings) throws Exception {
        return OtherJvm.run(Probe.class, List.of(settings));
    }
}
