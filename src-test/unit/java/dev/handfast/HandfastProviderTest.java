package dev.handfast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the provider answers to. */
class HandfastProviderTest {
    /** A class whose constructor without parameters is to be kept. */
    private static final Pattern CONSTRUCTED = Pattern.compile("\"(?:type|name)\": \"(dev\\.[\\w.$]+)\","
            + " \"methods\": \\[\\{ \"name\": \"<init>\", \"parameterTypes\": \\[\\] \\}\\]");

    private final Provider provider = new HandfastProvider();

    @ParameterizedTest
    @ValueSource(strings = {"TLS", "SSL", "TLSv1.2", "TLSv1.3", "Default"})
    void contextsAreFoundByName(String name) throws Exception {
        SSLContext context = SSLContext.getInstance(name, provider);
        assertSame(provider, context.getProvider());
        if (!name.equals("Default")) {
            context.init(null, new TrustManager[0], null);
        }
        assertTrue(context.createSSLEngine().getClass().getName().startsWith("dev.handfast."));
    }

    @Test
    void nothingElseIsOffered() {
        assertEquals(
                Set.of(
                        "SSLContext.TLS",
                        "SSLContext.TLSv1.2",
                        "SSLContext.TLSv1.3",
                        "SSLContext.Default",
                        "KeyManagerFactory.SunX509",
                        "KeyManagerFactory.NewSunX509",
                        "TrustManagerFactory.PKIX",
                        "TrustManagerFactory.SunX509"),
                provider.getServices().stream()
                        .map(service -> service.getType() + "." + service.getAlgorithm())
                        .collect(Collectors.toSet()));
    }

    /** An image built ahead of time has of what is made by name only that which it was told. */
    @ParameterizedTest
    @ValueSource(strings = {"reachability-metadata.json", "reflect-config.json"})
    void nativeImagesAreToldOfAllThatIsMadeByName(String file) throws Exception {
        Set<String> made = provider.getServices().stream()
                .map(Provider.Service::getClassName)
                .collect(Collectors.toCollection(TreeSet::new));
        made.add(HandfastProvider.class.getName());
        made.add("dev.handfast.doctor.Examination");
        String text;
        try (InputStream in =
                HandfastProvider.class.getResourceAsStream("/META-INF/native-image/dev.handfast/handfast/" + file)) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        Set<String> told = CONSTRUCTED
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(made, told);
        for (String name : told) {
            assertNotNull(Class.forName(name).getConstructor());
        }
    }

    @Test
    void parametersOfAContextAreFreshAndNeedNoNetwork() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS", provider);
        context.init(null, new TrustManager[0], null);
        context.getDefaultSSLParameters().setCipherSuites(new String[0]);
        SSLParameters defaults = context.getDefaultSSLParameters();
        assertEquals(12, defaults.getCipherSuites().length);
        assertEquals("TLSv1.3,TLSv1.2", String.join(",", defaults.getProtocols()));
        assertTrue(defaults.getUseCipherSuitesOrder());
        assertFalse(defaults.getNeedClientAuth());
        assertEquals(
                "TLSv1.3,TLSv1.2",
                String.join(",", context.getSupportedSSLParameters().getProtocols()));
    }
}
