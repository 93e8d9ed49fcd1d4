package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.HandfastParameters;
import dev.handfast.managers.DisabledAlgorithms;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.CipherSuite.KeyExchangeAlgorithm;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.SignatureScheme;
import java.security.AlgorithmConstraints;
import java.security.AlgorithmParameters;
import java.security.CryptoPrimitive;
import java.security.Key;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The operator's properties hold, and hold against what the application sets. */
class PolicyTest {
    private static final String DISABLED = "jdk.tls.disabledAlgorithms";

    @Test
    void whatIsStrongIsOnUnderTheJdksOwnList() {
        Policy policy = Policy.current();
        assertEquals(NamedGroup.DEFAULT, policy.groups());
        assertEquals(Policy.DEFAULT_SUITES, policy.client().suites());
        assertEquals(Policy.DEFAULT_SUITES, policy.server().suites());
        assertEquals(List.of(SignatureScheme.values()), policy.client().schemes());
        assertEquals(
                List.of(ProtocolVersion.TLS_1_3, ProtocolVersion.TLS_1_2),
                Contexts.state().clientProtocols());
    }

    @Test
    void keyTransportAndCbcAreKnownAndOff() {
        assertEquals(30, Policy.SUPPORTED_SUITES.size());
        assertEquals(12, Policy.DEFAULT_SUITES.size());
        for (CipherSuite suite : Policy.DEFAULT_SUITES) {
            assertTrue(suite.bulk().isAead() && suite.keyExchange() != KeyExchangeAlgorithm.RSA, suite.name());
        }
        assertEquals(CipherSuite.TLS_AES_256_GCM_SHA384, Policy.DEFAULT_SUITES.get(0));
        assertEquals(CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, Policy.DEFAULT_SUITES.get(3));
        assertEquals(CipherSuite.TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256, Policy.DEFAULT_SUITES.get(11));
    }

    @Test
    void keyTransportIsOnForWhoNamesIt() throws Exception {
        String name = "TLS_RSA_WITH_AES_128_CBC_SHA";
        Setting.security(DISABLED, "SSLv3", () -> {
            Setting.decides(
                    "jdk.tls.client.cipherSuites",
                    name,
                    policy -> policy.client().suites(),
                    List.of(CipherSuite.named(name).orElseThrow()));
        });
        Setting.security(DISABLED, "SSLv3, TLS_RSA_*", () -> {
            Setting.decides(
                    "jdk.tls.client.cipherSuites",
                    name,
                    policy -> policy.client().suites(),
                    List.of());
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // entry | groups left | suites left of those on by default, and of all | schemes left
                "SSLv3, RC4, ECDH, DH keySize < 1024 | 10 | 12 | 30 | 14",
                "secp521r1                           |  9 | 12 | 30 | 13",
                "EC                                  |  7 | 12 | 30 | 11",
                "EC keySize < 256                    | 10 | 12 | 30 | 14",
                "EC keySize <= 256                   |  9 | 12 | 30 | 13",
                "XDH                                 |  8 | 12 | 30 | 14",
                "x448                                |  9 | 12 | 30 | 14",
                "DH                                  |  5 |  9 | 23 | 14",
                "DH keySize < 3072                   |  9 | 12 | 30 | 14",
                "TLS_AES_128_GCM_SHA256              | 10 | 11 | 29 | 14",
                "TLS_AES_*                           | 10 | 10 | 28 | 14",
                "TLS_RSA_*                           | 10 | 12 | 24 | 14",
                "AES_128_GCM                         | 10 |  8 | 25 | 14",
                "AES                                 | 10 |  4 |  4 | 14",
                "CBC                                 | 10 | 12 | 14 | 14",
                "ChaCha20-Poly1305                   | 10 |  8 | 26 | 14",
                "DHE                                 | 10 |  9 | 23 | 14",
                "ECDHE_ECDSA                         | 10 |  9 | 23 | 14",
                "rsa_pkcs1_sha256                    | 10 | 12 | 30 | 13",
                "SHA256withRSA                       | 10 | 12 | 30 | 13",
                "RSASSA-PSS                          | 10 | 12 | 30 |  8",
                "Ed448, ed25519                      | 10 | 12 | 30 | 12",
                "RSA                                 | 10 |  6 | 10 |  8",
                "RSA keySize < 2048                  | 10 | 12 | 30 | 14",
                "SHA1                                | 10 | 12 | 22 | 14",
                "HmacSHA1                            | 10 | 12 | 22 | 14",
                "SHA-256                             | 10 |  4 |  7 | 12",
                "HmacSHA384                          | 10 |  8 | 23 | 14",
                "AES_128_CBC                         | 10 | 12 | 22 | 14",
                "GCM                                 | 10 |  4 | 20 | 14",
                "NoPadding                           | 10 |  4 |  4 | 14",
                "AES/GCM/NoPadding                   | 10 | 12 | 30 | 14",
                "ECDHE                               | 10 |  6 | 16 | 14",
                "ECDSA                               | 10 |  9 | 23 | 11",
                "DiffieHellman                       |  5 |  9 | 23 | 14",
                "DiffieHellman keySize < 3072        |  9 | 12 | 30 | 14",
                "SHA1 jdkCA & usage TLSServer        | 10 | 12 | 30 | 14",
                "SHA1 usage HandshakeSignature       | 10 | 12 | 30 | 14",
                "SHA256 usage HandshakeSignature     | 10 | 12 | 30 | 12"
            })
    void disabledAlgorithmsAreOff(String entry, int groups, int onByDefault, int suites, int schemes) throws Exception {
        Setting.security(DISABLED, entry, () -> {
            Policy policy = Policy.current();
            assertEquals(groups, policy.groups().size(), () -> "" + policy.groups());
            assertEquals(
                    onByDefault,
                    policy.client().suites().size(),
                    () -> "" + policy.client().suites());
            var set = new HandfastParameters();
            set.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
            set.setCipherSuites(
                    Policy.SUPPORTED_SUITES.stream().map(CipherSuite::name).toArray(String[]::new));
            set.setNamedGroups(names(NamedGroup.DEFAULT));
            set.setSignatureSchemes(names(List.of(SignatureScheme.values())));
            EnabledAlgorithms enabled = EnabledAlgorithms.of(set, policy, true);
            assertEquals(groups, enabled.groups().size(), "what is set does not count against the operator");
            assertEquals(suites, enabled.suites().size());
            assertEquals(schemes, enabled.handshakeSchemes().size(), () -> "" + enabled.handshakeSchemes());
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TLSv1.3          | TLS_AES_128_GCM_SHA256                        | TLSv1.3         | 1",
                "TLSv1.3, TLSv1.2 | TLS_AES_128_GCM_SHA256                        | TLSv1.3         | 1",
                "TLSv1.3, TLSv1.2 | TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256         | TLSv1.2         | 1",
                "TLSv1.2          | TLS_AES_128_GCM_SHA256                        | ''              | 0",
                "TLSv1.2          | TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256         | TLSv1.2         | 1"
            })
    void versionWithoutASuiteAndSuiteWithoutAVersionAreNotOffered(
            String protocols, String suite, String versions, int suites) {
        var set = new HandfastParameters();
        set.setProtocols(protocols.split(", "));
        set.setCipherSuites(new String[] {suite});
        EnabledAlgorithms enabled = EnabledAlgorithms.of(set, Policy.current(), true);
        assertEquals(versions, String.join(", ", names(enabled.versions())));
        assertEquals(suites, enabled.suites().size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MD5                    | X25519MLKEM768 SecP256r1MLKEM768 SecP384r1MLKEM1024",
                "x25519mlkem768         | SecP256r1MLKEM768 SecP384r1MLKEM1024",
                "X25519                 | SecP256r1MLKEM768 SecP384r1MLKEM1024",
                "XDH                    | SecP256r1MLKEM768 SecP384r1MLKEM1024",
                "EC                     | X25519MLKEM768",
                "EC keySize < 384       | X25519MLKEM768 SecP384r1MLKEM1024",
                "secp384r1              | X25519MLKEM768 SecP256r1MLKEM768",
                "ML-KEM                 | ''",
                "ML-KEM-768             | SecP384r1MLKEM1024",
                "MLKEM1024              | X25519MLKEM768 SecP256r1MLKEM768",
                "ML-KEM keySize < 1024  | SecP384r1MLKEM1024",
                "*MLKEM*                | ''"
            })
    void hybridsAreOnByNameAndOffWithEitherPart(String entry, String left) throws Exception {
        String named = String.join(",", names(NamedGroup.HYBRIDS));
        Setting.security(
                DISABLED,
                entry,
                () -> Setting.system(
                        "jdk.tls.namedGroups",
                        named,
                        () -> assertEquals(
                                left, String.join(" ", names(Policy.current().groups())))));
        var set = new HandfastParameters();
        set.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        set.setCipherSuites(names(Policy.SUPPORTED_SUITES));
        set.setNamedGroups(names(NamedGroup.HYBRIDS));
        Setting.security(DISABLED, entry, () -> {
            EnabledAlgorithms enabled = EnabledAlgorithms.of(set, Policy.current(), true);
            assertEquals(left, String.join(" ", names(enabled.groups())));
            set.setProtocols(new String[] {"TLSv1.2"});
            assertEquals(
                    List.of(), EnabledAlgorithms.of(set, Policy.current(), true).groups(), "TLS 1.2 has none");
        });
    }

    /** A server that takes the first version that it knows would else be talked down to TLS 1.2. */
    @Test
    void theNewestVersionIsOfferedFirst() {
        var set = new HandfastParameters();
        set.setProtocols(new String[] {"TLSv1.2", "TLSv1.3"});
        set.setCipherSuites(new String[] {"TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "TLS_AES_128_GCM_SHA256"});
        EnabledAlgorithms enabled = EnabledAlgorithms.of(set, Policy.current(), true);
        assertEquals(List.of(ProtocolVersion.TLS_1_3, ProtocolVersion.TLS_1_2), enabled.versions());
    }

    @Test
    void includedListsCount() throws Exception {
        Setting.security("jdk.disabled.namedCurves", "secp384r1, secp521r1", () -> {
            Setting.security(DISABLED, "MD5, include jdk.disabled.namedCurves", () -> {
                assertEquals(8, Policy.current().groups().size());
            });
        });
    }

    @Test
    void keySizesOfCertificatesAreJudged() throws Exception {
        var small =
                new TestAuthority("a").leaf().keyType("RSA1024").issue().leaf().getPublicKey();
        var curve = new TestAuthority("a").leaf().issue().leaf().getPublicKey();
        Setting.security(DISABLED, "RSA keySize < 2048, EC keySize < 224", () -> {
            assertFalse(DisabledAlgorithms.of(DISABLED).permitsKey(small));
            assertTrue(DisabledAlgorithms.of(DISABLED).permitsKey(curve));
        });
        Setting.security(DISABLED, "EC keySize == 256, MD5", () -> {
            assertTrue(DisabledAlgorithms.of(DISABLED).permitsKey(small));
            assertFalse(DisabledAlgorithms.of(DISABLED).permitsKey(curve));
        });
    }

    @Test
    void propertiesChooseAndOrder() throws Exception {
        Setting.decides(
                "jdk.tls.namedGroups",
                "\"secp384r1, ffdhe2048,x25519\"",
                Policy::groups,
                List.of(NamedGroup.SECP384R1, NamedGroup.FFDHE2048, NamedGroup.X25519));
        Setting.decides(
                "jdk.tls.client.cipherSuites",
                "TLS_CHACHA20_POLY1305_SHA256,TLS_NONSENSE",
                policy -> policy.client().suites(),
                List.of(CipherSuite.TLS_CHACHA20_POLY1305_SHA256));
        Setting.decides(
                "jdk.tls.server.cipherSuites",
                "TLS_AES_128_GCM_SHA256",
                policy -> policy.server().suites(),
                List.of(CipherSuite.TLS_AES_128_GCM_SHA256));
        Setting.decides(
                "jdk.tls.server.cipherSuites",
                "TLS_AES_128_GCM_SHA256",
                policy -> policy.client().suites(),
                Policy.DEFAULT_SUITES);
        Setting.decides(
                "jdk.tls.client.SignatureSchemes",
                "ed25519,nonsense,rsa_pss_rsae_sha256",
                policy -> policy.client().schemes(),
                List.of(SignatureScheme.ED25519, SignatureScheme.RSA_PSS_RSAE_SHA256));
        Setting.decides(
                "jdk.tls.server.SignatureSchemes",
                "ed25519",
                policy -> policy.server().schemes(),
                List.of(SignatureScheme.ED25519));
    }

    @Test
    void listOfNothingThatWeKnowLeavesNothing() throws Exception {
        Setting.decides(
                "jdk.tls.client.cipherSuites",
                "TLS_RSA_WITH_RC4_128_SHA",
                policy -> policy.client().suites(),
                List.of());
        Setting.decides(
                "jdk.tls.client.SignatureSchemes",
                "rsa_pkcs1_sha1",
                policy -> policy.client().schemes(),
                List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.1", "TLSv1,TLSv1.1", "SSLv2Hello"})
    void protocolsThatLeaveOutOursTurnThemOff(String value) throws Exception {
        List<ProtocolVersion> both = List.of(ProtocolVersion.TLS_1_3, ProtocolVersion.TLS_1_2);
        Setting.system("jdk.tls.client.protocols", value, () -> {
            assertEquals(List.of(), Contexts.state("TLS").clientProtocols());
            assertEquals(both, Contexts.state("TLS").serverProtocols());
            assertEquals(both, Contexts.state("TLSv1.3").clientProtocols());
        });
        Setting.system("jdk.tls.server.protocols", value, () -> {
            assertEquals(List.of(), Contexts.state("TLS").serverProtocols());
            assertEquals(both, Contexts.state("TLSv1.2").serverProtocols());
        });
    }

    @Test
    void protocolsByProperty() throws Exception {
        Setting.system("jdk.tls.client.protocols", "TLSv1.1,TLSv1.2", () -> {
            assertEquals(List.of(ProtocolVersion.TLS_1_2), Contexts.state("TLS").clientProtocols());
        });
    }

    @Test
    void clientOfATls12ContextHasTls13SupportedAndNotEnabled() {
        ParameterStore store = Contexts.state("TLSv1.2").parameters();
        store.setClientMode(true);
        assertEquals(List.of("TLSv1.2"), List.of(store.getEnabledProtocols()));
        assertEquals(List.of("TLSv1.3", "TLSv1.2"), List.of(store.getSupportedProtocols()));
        store.setClientMode(false);
        assertEquals(List.of("TLSv1.3", "TLSv1.2"), List.of(store.getEnabledProtocols()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLS_AES_256_GCM_SHA384", "x25519", "XDH", "ed25519", "RSASSA-PSS"})
    void applicationsConstraintsHoldToo(String forbidden) {
        var set = Contexts.state().parameters().toParameters();
        set.setAlgorithmConstraints(new Without(forbidden));
        EnabledAlgorithms enabled = EnabledAlgorithms.of(set, Policy.current(), true);
        int left = enabled.versions().size()
                + enabled.suites().size()
                + enabled.groups().size()
                + enabled.certificateSchemes().size();
        int off = switch (forbidden) {
            case "TLSv1.3" -> 1 + 3; // and its suites
            case "RSASSA-PSS" -> 6;
            case "XDH" -> 2;
            default -> 1;
        };
        assertEquals(2 + 12 + 10 + 14 - off, left);
    }

    @Test
    void listsAreWorkedOutOnceForTheSameWishAndAnewUnderConstraints() {
        var cache = new EnabledAlgorithmsCache(Policy.current());
        HandfastParameters set = Contexts.state().parameters().toParameters();
        EnabledAlgorithms first = cache.of(set, true);
        assertSame(first, cache.of(HandfastParameters.copyOf(set), true));
        assertEquals(first, EnabledAlgorithms.of(set, Policy.current(), true));
        set.setNamedGroups(new String[] {"x25519"});
        assertEquals(List.of(NamedGroup.X25519), cache.of(set, true).groups());
        set.setAlgorithmConstraints(new Without("x25519"));
        assertEquals(List.of(), cache.of(set, true).groups());
        set.setAlgorithmConstraints(null);
        assertEquals(List.of(NamedGroup.X25519), cache.of(set, true).groups());
        for (int i = 0; i < 1000; i++) {
            set.setNamedGroups(new String[] {"group" + i});
            assertEquals(List.of(), cache.of(set, true).groups());
        }
    }

    /** Forbids one name. */
    private record Without(String forbidden) implements AlgorithmConstraints {
        @Override
        public boolean permits(Set<CryptoPrimitive> primitives, String algorithm, AlgorithmParameters parameters) {
            return !algorithm.equals(forbidden);
        }

        @Override
        public boolean permits(Set<CryptoPrimitive> primitives, Key key) {
            return true;
        }

        @Override
        public boolean permits(
                Set<CryptoPrimitive> primitives, String algorithm, Key key, AlgorithmParameters parameters) {
            return true;
        }
    }

    private static String[] names(List<?> values) {
        return values.stream().map(Object::toString).toArray(String[]::new);
    }
}
