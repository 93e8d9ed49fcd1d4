package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.HandfastParameters;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.SignatureScheme;
import java.security.AlgorithmConstraints;
import java.security.AlgorithmParameters;
import java.security.CryptoPrimitive;
import java.security.Key;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The operator's properties hold, and hold against what the application sets. */
class PolicyTest {
    private static final String DISABLED = "jdk.tls.disabledAlgorithms";

    @Test
    void everythingIsOnUnderTheJdksOwnList() {
        Policy policy = Policy.current();
        assertEquals(NamedGroup.SUPPORTED, policy.groups());
        assertEquals(Policy.SUPPORTED_SUITES, policy.clientSuites());
        assertEquals(Policy.SUPPORTED_SUITES, policy.serverSuites());
        assertEquals(List.of(SignatureScheme.values()), policy.clientSchemes());
        assertEquals(List.of(ProtocolVersion.TLS_1_3), Contexts.state().clientProtocols());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // entry | groups left | suites left | schemes left, of 5, 3 and 14
                "SSLv3, RC4, ECDH, DH keySize < 1024 | 5 | 3 | 14",
                "secp521r1                           | 4 | 3 | 13",
                "EC                                  | 2 | 3 | 11",
                "EC keySize < 256                    | 5 | 3 | 14",
                "EC keySize <= 256                   | 4 | 3 | 13",
                "XDH                                 | 3 | 3 | 14",
                "x448                                | 4 | 3 | 14",
                "TLS_AES_128_GCM_SHA256              | 5 | 2 | 14",
                "TLS_AES_*                           | 5 | 1 | 14",
                "AES_128_GCM                         | 5 | 2 | 14",
                "AES                                 | 5 | 1 | 14",
                "ChaCha20-Poly1305                   | 5 | 2 | 14",
                "rsa_pkcs1_sha256                    | 5 | 3 | 13",
                "SHA256withRSA                       | 5 | 3 | 13",
                "RSASSA-PSS                          | 5 | 3 | 8",
                "Ed448, ed25519                      | 5 | 3 | 12",
                "RSA                                 | 5 | 3 | 8",
                "RSA keySize < 2048                  | 5 | 3 | 14",
                "SHA1 jdkCA & usage TLSServer        | 5 | 3 | 14"
            })
    void disabledAlgorithmsAreOff(String entry, int groups, int suites, int schemes) throws Exception {
        Setting.security(DISABLED, entry, () -> {
            Policy policy = Policy.current();
            assertEquals(groups, policy.groups().size(), () -> "" + policy.groups());
            assertEquals(suites, policy.clientSuites().size(), () -> "" + policy.clientSuites());
            assertEquals(schemes, policy.clientSchemes().size(), () -> "" + policy.clientSchemes());
            var set = new HandfastParameters();
            set.setProtocols(new String[] {"TLSv1.3"});
            set.setCipherSuites(
                    Policy.SUPPORTED_SUITES.stream().map(CipherSuite::name).toArray(String[]::new));
            set.setNamedGroups(names(NamedGroup.SUPPORTED));
            set.setSignatureSchemes(names(List.of(SignatureScheme.values())));
            var enabled = new EnabledAlgorithms(set, policy, true);
            assertEquals(groups, enabled.groups().size(), "what is set does not count against the operator");
            assertEquals(suites, enabled.suites().size());
            assertEquals(schemes, enabled.schemes().size());
        });
    }

    @Test
    void includedListsCount() throws Exception {
        Setting.security("jdk.disabled.namedCurves", "secp384r1, secp521r1", () -> {
            Setting.security(DISABLED, "MD5, include jdk.disabled.namedCurves", () -> {
                assertEquals(3, Policy.current().groups().size());
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
        check(
                "jdk.tls.namedGroups",
                "\"secp384r1, ffdhe2048,x25519\"",
                Policy::groups,
                List.of(NamedGroup.SECP384R1, NamedGroup.X25519));
        check(
                "jdk.tls.client.cipherSuites",
                "TLS_CHACHA20_POLY1305_SHA256,TLS_NONSENSE",
                Policy::clientSuites,
                List.of(CipherSuite.TLS_CHACHA20_POLY1305_SHA256));
        check(
                "jdk.tls.server.cipherSuites",
                "TLS_AES_128_GCM_SHA256",
                Policy::serverSuites,
                List.of(CipherSuite.TLS_AES_128_GCM_SHA256));
        check("jdk.tls.server.cipherSuites", "TLS_AES_128_GCM_SHA256", Policy::clientSuites, Policy.SUPPORTED_SUITES);
        check(
                "jdk.tls.client.SignatureSchemes",
                "ed25519,nonsense,rsa_pss_rsae_sha256",
                Policy::clientSchemes,
                List.of(SignatureScheme.ED25519, SignatureScheme.RSA_PSS_RSAE_SHA256));
        check("jdk.tls.server.SignatureSchemes", "ed25519", Policy::serverSchemes, List.of(SignatureScheme.ED25519));
        check("jsse.enableSNIExtension", "false", Policy::sendServerName, false);
        check("jsse.enableSNIExtension", "nonsense", Policy::sendServerName, true);
        check("jdk.tls.client.enableStatusRequestExtension", "FALSE", Policy::requestStatus, false);
        check("jdk.tls.client.enableCAExtension", "true", Policy::sendAuthorities, true);
        check("jdk.tls.client.enableCAExtension", "nonsense", Policy::sendAuthorities, false);
        check("jdk.tls.maxHandshakeMessageSize", "70000", Policy::maxHandshakeMessage, 70_000);
        check("jdk.tls.maxHandshakeMessageSize", "-1", Policy::maxHandshakeMessage, 1 << 17);
    }

    @Test
    void listOfNothingThatWeKnowLeavesNothing() throws Exception {
        check("jdk.tls.client.cipherSuites", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", Policy::clientSuites, List.of());
        check("jdk.tls.client.SignatureSchemes", "rsa_pkcs1_sha1", Policy::clientSchemes, List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.1,TLSv1.2", "SSLv2Hello"})
    void protocolsThatLeaveOutOursTurnItOff(String value) throws Exception {
        Setting.system("jdk.tls.client.protocols", value, () -> {
            assertEquals(List.of(), Contexts.state("TLS").clientProtocols());
            assertEquals(List.of(ProtocolVersion.TLS_1_3), Contexts.state("TLS").serverProtocols());
            assertEquals(
                    List.of(ProtocolVersion.TLS_1_3), Contexts.state("TLSv1.3").clientProtocols());
        });
        Setting.system("jdk.tls.server.protocols", value, () -> {
            assertEquals(List.of(), Contexts.state("TLS").serverProtocols());
            assertEquals(
                    List.of(ProtocolVersion.TLS_1_3), Contexts.state("TLSv1.2").serverProtocols());
        });
    }

    @Test
    void clientOfATls12ContextHasTls13SupportedAndNotEnabled() {
        ParameterStore store = Contexts.state("TLSv1.2").parameters();
        store.setClientMode(true);
        assertEquals(List.of(), List.of(store.getEnabledProtocols()));
        assertEquals(List.of("TLSv1.3"), List.of(store.getSupportedProtocols()));
        store.setClientMode(false);
        assertEquals(List.of("TLSv1.3"), List.of(store.getEnabledProtocols()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLS_AES_256_GCM_SHA384", "x25519", "XDH", "ed25519", "RSASSA-PSS"})
    void applicationsConstraintsHoldToo(String forbidden) {
        var set = Contexts.state().parameters().toParameters();
        set.setAlgorithmConstraints(new Without(forbidden));
        var enabled = new EnabledAlgorithms(set, Policy.current(), true);
        int left = enabled.versions().size()
                + enabled.suites().size()
                + enabled.groups().size()
                + enabled.schemes().size();
        int off = forbidden.equals("RSASSA-PSS") ? 6 : forbidden.equals("XDH") ? 2 : 1;
        assertEquals(1 + 3 + 5 + 14 - off, left);
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

    private static <T> void check(String property, String value, Function<Policy, T> part, T expected)
            throws Exception {
        Setting.system(property, value, () -> assertEquals(expected, part.apply(Policy.current()), property));
    }

    private static String[] names(List<?> values) {
        return values.stream().map(Object::toString).toArray(String[]::new);
    }
}
