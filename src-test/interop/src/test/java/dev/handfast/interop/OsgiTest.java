package dev.handfast.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.Provider;
import java.util.Arrays;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** The jar is a bundle: it resolves beside bcprov alone, and works. */
@Timeout(120)
class OsgiTest {
    @TempDir
    private Path folder;

    private interface InFramework {
        void run(Framework framework) throws Exception;
    }

    @Test
    void theBundleShakesHandsWithBouncyCastleBesideItAndNoJetty() throws Exception {
        inFramework(framework -> {
            Bundle handfast = install(framework, Installation.HANDFAST);
            install(framework, Installation.BOUNCY_CASTLE);
            handfast.start();
            assertEquals(Bundle.ACTIVE, handfast.getState());
            Provider provider = (Provider) handfast.loadClass("dev.handfast.HandfastProvider")
                    .getConstructor()
                    .newInstance();
            SSLContext context = SSLContext.getInstance("TLS", provider);
            context.init(null, new TrustManager[0], null);
            SSLEngine engine = context.createSSLEngine("server.example", 443);
            engine.setUseClientMode(true);
            ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
            engine.wrap(ByteBuffer.allocate(0), hello);
            assertTrue(hello.position() > 0, "its key shares come from bcprov's bundle");
        });
    }

    @Test
    void theBundleAsksForBouncyCastle() throws Exception {
        inFramework(framework -> {
            Bundle handfast = install(framework, Installation.HANDFAST);
            var refused = assertThrows(BundleException.class, handfast::start);
            assertTrue(refused.getMessage().contains("org.bouncycastle."), refused::getMessage);
        });
    }

    /** Nothing is imported in vain, and nothing that the classes use is left out; java.* needs no import. */
    @Test
    void theImportsAreWhatTheClassesUse() throws Exception {
        Set<String> used = Pattern.compile("^ +\\S+ +-> (\\S+)", Pattern.MULTILINE)
                .matcher(jdeps())
                .results()
                .map(found -> found.group(1))
                .filter(name -> name.startsWith("javax.") || name.startsWith("jdk.") || name.startsWith("org."))
                .collect(Collectors.toCollection(TreeSet::new));
        try (var jar = new JarFile(Installation.HANDFAST.toFile())) {
            String imports = jar.getManifest().getMainAttributes().getValue(Constants.IMPORT_PACKAGE);
            // A comma in a version range has a number behind it.
            Set<String> imported = Arrays.stream(imports.split(",\\s*(?=[a-z])", -1))
                    .map(clause -> clause.strip().split(";", 2)[0])
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(used, imported);
        }
    }

    private static String jdeps() {
        var out = new StringWriter();
        var writer = new PrintWriter(out);
        int status = ToolProvider.findFirst("jdeps")
                .orElseThrow()
                .run(
                        writer,
                        writer,
                        "-verbose:package",
                        "--ignore-missing-deps",
                        "--multi-release",
                        "base",
                        "--module-path",
                        Installation.BOUNCY_CASTLE.toString(),
                        Installation.HANDFAST.toString());
        assertEquals(0, status, out::toString);
        return out.toString();
    }

    private void inFramework(InFramework action) throws Exception {
        FrameworkFactory factory =
                ServiceLoader.load(FrameworkFactory.class).findFirst().orElseThrow();
        Framework framework = factory.newFramework(
                Map.of(Constants.FRAMEWORK_STORAGE, folder.resolve("bundles").toString()));
        framework.start();
        try {
            action.run(framework);
        } finally {
            framework.stop();
            framework.waitForStop(TimeUnit.SECONDS.toMillis(20));
        }
    }

    private static Bundle install(Framework framework, Path jar) throws BundleException {
        return framework.getBundleContext().installBundle(jar.toUri().toString());
    }
}
