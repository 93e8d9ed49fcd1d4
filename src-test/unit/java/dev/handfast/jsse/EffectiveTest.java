package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.SignatureScheme;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not on is named, with the property and the entry that took it away. */
class EffectiveTest {
    private static final String DISABLED = "jdk.tls.disabledAlgorithms";

    /** All that there is of each kind, in the order of the report. */
    private static final Map<String, Collection<String>> ALL = Map.of(
            "protocols", names(Protocols.SUPPORTED),
            "cipher", Policy.SUPPORTED_SUITES.stream().map(CipherSuite::name).toList(),
            "groups", names(NamedGroup.SUPPORTED),
            "signature", names(List.of(SignatureScheme.values())));

    private static List<String> names(Collection<?> values) {
        return values.stream().map(Object::toString).toList();
    }

    private static Effective of(String what) {
        return Effective.now().stream()
                .filter(each -> each.what().equals(what))
                .findFirst()
                .orElseThrow();
    }

    /** Whatever is set, nothing gets lost, and nothing is off without a reason. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSLv3",
                "TLSv1.2",
                "TLSv1.3",
                "TLSv1.2, TLSv1.3",
                "EC",
                "EC keySize < 384",
                "DH keySize < 3072",
                "AES",
                "GCM",
                "CBC, ECDHE",
                "RSA",
                "TLS_*",
                "SHA256withECDSA",
                "SHA256 usage HandshakeSignature"
            })
    void everythingIsOnOrOffForAReason(String entries) throws Exception {
        Setting.security(DISABLED, entries, () -> {
            List<Effective> all = Effective.now();
            assertEquals(7, all.size());
            for (Effective each : all) {
                var named = new TreeSet<>(each.on());
                for (Effective.Off off : each.off()) {
                    assertTrue(named.add(off.name()), off.name() + " is on and off");
                    assertFalse(off.reason().isEmpty(), off.name() + " is off for no reason, of the " + each.what());
                }
                assertEquals(new TreeSet<>(ALL.get(each.what().split(" ", 2)[0])), named, each.what());
            }
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "protocols of a client     | TLSv1.2                               | SSLv3, TLSv1.2         | TLSv1.2",
                "protocols of a server     | TLSv1.2                               | tlsv1.2                | tlsv1.2",
                "cipher suites of a client | TLS_AES_128_GCM_SHA256                | DES, TLS_AES_128_*     | TLS_AES_128_*",
                "cipher suites of a server | TLS_DHE_RSA_WITH_AES_128_GCM_SHA256   | DHE                    | DHE",
                "cipher suites of a server | TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 | RSA keySize < 1024, RSA | RSA",
                "groups                    | secp256r1                             | EC keySize < 384       | EC keySize < 384",
                "groups                    | x448                                  | x448                   | x448",
                "groups                    | ffdhe2048                             | DH keySize < 3072      | DH keySize < 3072",
                "signature schemes of a client | ecdsa_secp256r1_sha256 | SHA256 usage HandshakeSignature | SHA256 usage HandshakeSignature",
                "signature schemes of a server | ecdsa_secp256r1_sha256 | secp256r1                       | secp256r1",
                "signature schemes of a server | rsa_pkcs1_sha256       | SHA256withRSA                   | SHA256withRSA"
            })
    void theEntryThatForbidsIsNamed(String what, String name, String entries, String entry) throws Exception {
        Setting.security(DISABLED, entries, () -> {
            List<String> reasons = reasons(what, name);
            assertEquals(List.of("\"" + entry + "\" in " + DISABLED), reasons, () -> name + ": " + reasons);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdk.tls.client.protocols        | TLSv1.3                | protocols of a client         | TLSv1.2",
                "jdk.tls.server.protocols        | TLSv1.2                | protocols of a server         | TLSv1.3",
                "jdk.tls.client.cipherSuites     | TLS_AES_128_GCM_SHA256 | cipher suites of a client     | TLS_AES_256_GCM_SHA384",
                "jdk.tls.server.cipherSuites     | TLS_AES_128_GCM_SHA256 | cipher suites of a server     | TLS_AES_256_GCM_SHA384",
                "jdk.tls.namedGroups             | x448                   | groups                        | x25519",
                "jdk.tls.client.SignatureSchemes | ed25519                | signature schemes of a client | ed448",
                "jdk.tls.server.SignatureSchemes | ed25519                | signature schemes of a server | ed448"
            })
    void thePropertyThatDoesNotNameItIsNamed(String property, String value, String what, String left) throws Exception {
        Setting.system(property, value, () -> {
            assertEquals(List.of(property + " does not name it"), reasons(what, left));
            assertEquals(List.of(value), of(what).on());
        });
    }

    @Test
    void hybridsWaitForTheirName() throws Exception {
        assertEquals(names(NamedGroup.DEFAULT), of("groups").on());
        for (NamedGroup hybrid : NamedGroup.HYBRIDS) {
            assertTrue(reasons("groups", hybrid.toString()).get(0).startsWith("off until it is enabled by name"));
        }
    }

    @Test
    void whatAPropertyNamesInVainIsNamed() throws Exception {
        Setting.system(
                "jdk.tls.namedGroups",
                "x25519, sect283k1",
                () -> assertEquals(
                        List.of("named by jdk.tls.namedGroups, and Handfast has no such thing"),
                        reasons("groups", "sect283k1")));
        Setting.system(
                "jdk.tls.client.protocols",
                "TLSv1.3,TLSv1.1",
                () -> assertEquals(
                        List.of("named by jdk.tls.client.protocols, and Handfast has no such thing"),
                        reasons("protocols of a client", "TLSv1.1")));
    }

    @Test
    void whatGoesWithAVersionIsTold() throws Exception {
        Setting.security(DISABLED, "TLSv1.2", () -> {
            assertEquals(
                    List.of("TLSv1.2 is off"),
                    reasons("cipher suites of a client", "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256"));
            assertEquals(
                    List.of("it signs no handshake of the protocols that are on"),
                    reasons("signature schemes of a server", "rsa_pkcs1_sha256"));
        });
    }

    @Test
    void versionWithoutASuiteIsOff() throws Exception {
        Setting.security(
                DISABLED,
                "TLS_AES_*, TLS_CHACHA20_*",
                () -> assertEquals(
                        List.of("none of its cipher suites is on"), reasons("protocols of a server", "TLSv1.3")));
    }

    /** What it says is on is what a context's connections have. */
    @ParameterizedTest
    @ValueSource(strings = {"SSLv3", "TLSv1.2", "TLS_AES_*, TLS_CHACHA20_*", "EC, DHE", "SHA256"})
    void itIsWhatContextsHave(String entries) throws Exception {
        Setting.security(
                DISABLED,
                entries,
                () -> Setting.system("jdk.tls.server.protocols", "TLSv1.3", () -> {
                    assertEquals(
                            enabled(true).versions().toString(),
                            of("protocols of a client").on().toString());
                    assertEquals(
                            enabled(false).versions().toString(),
                            of("protocols of a server").on().toString());
                    assertEquals(
                            enabled(true).suites().toString(),
                            of("cipher suites of a client").on().toString());
                    assertEquals(
                            enabled(false).suites().toString(),
                            of("cipher suites of a server").on().toString());
                    assertEquals(
                            enabled(true).groups().toString(), of("groups").on().toString());
                }));
    }

    private static EnabledAlgorithms enabled(boolean client) {
        ParameterStore store = Contexts.state().parameters();
        store.setClientMode(client);
        return Contexts.state().algorithms().of(store.toParameters(), client);
    }

    @Test
    void propertyThatLeavesNothingIsRefused() throws Exception {
        Setting.system("jdk.tls.namedGroups", "sect283k1", () -> {
            var refused = assertThrows(IllegalArgumentException.class, Effective::now);
            assertTrue(refused.getMessage().contains("jdk.tls.namedGroups"), refused::getMessage);
        });
    }

    private static List<String> reasons(String what, String name) {
        return Stream.of(of(what))
                .flatMap(each -> each.off().stream())
                .filter(off -> off.name().equals(name))
                .map(Effective.Off::reason)
                .toList();
    }
}
