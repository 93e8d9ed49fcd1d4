package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.handfast.message.ClientHello;
import dev.handfast.message.Extension;
import dev.handfast.message.Tls13Messages;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Under the operator's properties the JDK's provider and ours switch off the same, of what both know. The JDK reads most of them
 * once in a JVM, so each case runs in one of its own; what both know is what they say in one without settings. Where ours takes
 * away more than the JDK, the reference page says so: {@code DH} alone and {@code AES_128_GCM} alone are no cases here.
 */
class SunJsseAgreementTest {
    /** Versions that the JDK alone speaks, and for which it would go on offering what they need. */
    private static final String OLDER = "SSLv3, TLSv1, TLSv1.1, ";

    private static Map<String, Map<String, Set<String>>> unrestricted;

    /** What runs in the other JVM: prints for each provider what it would use. Security properties come as {@code security:name}. */
    static final class Probe {
        private Probe() {}

        public static void main(String[] arguments) throws Exception {
            System.getProperties().stringPropertyNames().stream()
                    .filter(name -> name.startsWith("security:"))
                    .forEach(name -> Security.setProperty(name.substring(9), System.getProperty(name)));
            for (Provider provider : Contexts.providers()) {
                SSLEngine engine =
                        Contexts.of(provider, null, new TrustManager[0]).createSSLEngine("good.example", 443);
                engine.setUseClientMode(true);
                print(provider, "suites", List.of(engine.getSupportedCipherSuites()));
                print(provider, "protocols", List.of(engine.getEnabledProtocols()));
                engine.setEnabledCipherSuites(engine.getSupportedCipherSuites());
                printHello(provider, engine);
            }
        }

        private static void printHello(Provider provider, SSLEngine engine) throws Exception {
            ByteBuffer record = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
            try {
                engine.wrap(ByteBuffer.allocate(0), record);
            } catch (SSLException nothingLeft) {
                return;
            }
            byte[] message = Arrays.copyOfRange(record.array(), 5, record.position());
            ClientHello hello = (ClientHello) Tls13Messages.decode(message);
            print(
                    provider,
                    "groups",
                    hello.extensions().get(Extension.SUPPORTED_GROUPS_CH).orElse(List.of()));
            List<Integer> signatures =
                    hello.extensions().get(Extension.SIGNATURE_ALGORITHMS_CH).orElse(List.of());
            print(provider, "signatures", signatures);
            print(
                    provider,
                    "signatures in certificates",
                    hello.extensions()
                            .get(Extension.SIGNATURE_ALGORITHMS_CERT_CH)
                            .orElse(signatures));
            List<Integer> extensions = new ArrayList<>(hello.extensions().types());
            extensions.remove(
                    Integer.valueOf(Extension.SUPPORTED_VERSIONS_CH.type())); // the JDK's TLS 1.2 alone sends it, too
            print(provider, "extensions", extensions);
        }

        private static void print(Provider provider, String what, Collection<?> values) {
            String joined =
                    String.join(",", values.stream().map(Object::toString).toArray(String[]::new));
            System.out.println(provider.getName() + "\t" + what + "\t" + joined);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TLSv1.3, AES_128_CBC, XDH",
                "CBC, secp521r1",
                "AES, ed448, EC keySize < 384",
                "ChaCha20-Poly1305, DH keySize < 3072, RSASSA-PSS",
                "AES/GCM/NoPadding, ECDHE, DiffieHellman keySize < 4096",
                "RSA, x25519",
                "ECDH, ECDSA, DHE_RSA",
                "SHA1, rsa_pkcs1_sha512, EC",
                "SHA-256, EdDSA",
                "HmacSHA384, SHA256withRSA, DiffieHellman",
                "HmacSHA1, AES_256_CBC, GCM",
                "TLS_AES_128_GCM_SHA256, MD5, EC keySize == 256, include jdk.disabled.namedCurves"
            })
    void disabledAlgorithms(String value) throws Exception {
        assertAgreed(
                "security:jdk.tls.disabledAlgorithms=" + OLDER + value,
                "security:jdk.disabled.namedCurves=secp384r1, x448");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TLS_RSA_*, TLS_*_GCM_SHA384",
                "ed25519 usage HandshakeSignature, rsa_pkcs1_sha256 usage CertificateSignature, TLS_ECDHE_*"
            })
    void disabledAlgorithmsInTheSyntaxOfJdk25(String value) throws Exception {
        assumeTrue(Runtime.version().feature() >= 25, "older JDKs know neither wildcards nor these usages");
        assertAgreed("security:jdk.tls.disabledAlgorithms=" + OLDER + value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "security:jdk.certpath.disabledAlgorithms=ECDSA, MD2",
                "com.sun.net.ssl.enableECC=false",
                "jsse.enableFFDHE=false",
                "jdk.tls.client.disableExtensions=extended_master_secret, ec_point_formats,status_request",
                "jdk.tls.client.SignatureSchemes=ed25519, rsa_pss_rsae_sha256",
                "jdk.tls.namedGroups=ffdhe2048, x25519"
            })
    void otherProperties(String setting) throws Exception {
        assertAgreed(setting);
    }

    private static void assertAgreed(String... settings) throws IOException, InterruptedException {
        if (unrestricted == null) {
            unrestricted = probe("security:jdk.tls.disabledAlgorithms=" + OLDER);
        }
        Map<String, Map<String, Set<String>>> restricted = probe(settings);
        boolean less = false;
        for (String what : unrestricted.get("SunJSSE").keySet()) {
            Set<String> both = new TreeSet<>(unrestricted.get("SunJSSE").get(what));
            both.retainAll(unrestricted.get("Handfast").get(what));
            assertFalse(both.isEmpty(), what);
            Set<String> ours = common(restricted, "Handfast", what, both);
            assertEquals(common(restricted, "SunJSSE", what, both), ours, what);
            less |= ours.size() < both.size();
        }
        assertEquals(true, less, "the setting takes something away");
    }

    private static Set<String> common(
            Map<String, Map<String, Set<String>>> told, String provider, String what, Set<String> both) {
        Set<String> common = new TreeSet<>(told.get(provider).getOrDefault(what, Set.of()));
        common.retainAll(both);
        return common;
    }

    private static Map<String, Map<String, Set<String>>> probe(String... settings)
            throws IOException, InterruptedException {
        var told = new HashMap<String, Map<String, Set<String>>>();
        for (String line : OtherJvm.run(Probe.class, List.of(settings))) {
            String[] words = line.split("\t", -1);
            told.computeIfAbsent(words[0], provider -> new HashMap<>())
                    .put(words[1], new TreeSet<>(List.of(words[2].split(",", -1))));
        }
        return told;
    }
}
