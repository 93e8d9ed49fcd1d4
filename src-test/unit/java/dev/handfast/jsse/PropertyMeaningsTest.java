package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.handshake.ExtendedMasterSecret;
import dev.handfast.handshake.SecureRenegotiation;
import dev.handfast.managers.DisabledAlgorithms;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.SignatureScheme;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the operator's words and numbers come to. */
class PropertyMeaningsTest {
    private static final String DISABLED = "jdk.tls.disabledAlgorithms";

    @Test
    void wordsAndNumbersCountOrTheDefaultDoes() throws Exception {
        Setting.decides(
                "jdk.tls.useExtendedMasterSecret", "false", Policy::extendedMasterSecret, ExtendedMasterSecret.NONE);
        Setting.decides(
                "jdk.tls.allowLegacyMasterSecret", "false", Policy::extendedMasterSecret, ExtendedMasterSecret.NEEDED);
        Setting.decides(
                "sun.security.ssl.allowLegacyHelloMessages",
                "false",
                Policy::secureRenegotiation,
                SecureRenegotiation.NEEDED);
        Setting.decides(
                "jsse.enableSNIExtension", "false", policy -> policy.hello().sendServerName(), false);
        Setting.decides(
                "jsse.enableSNIExtension", "nonsense", policy -> policy.hello().sendServerName(), true);
        Setting.decides(
                "jdk.tls.client.enableStatusRequestExtension",
                "FALSE",
                policy -> policy.hello().requestStatus(),
                false);
        Setting.decides(
                "jdk.tls.client.enableCAExtension",
                "true",
                policy -> policy.hello().sendAuthorities(),
                true);
        Setting.decides(
                "jdk.tls.client.enableCAExtension",
                "nonsense",
                policy -> policy.hello().sendAuthorities(),
                false);
        Setting.decides(
                "jsse.enableMFLExtension", "true", policy -> policy.hello().limitFragments(), true);
        Setting.decides("jdk.tls.maxHandshakeMessageSize", "70000", Policy::maxHandshakeMessage, 70_000);
        Setting.decides("jdk.tls.maxHandshakeMessageSize", "-1", Policy::maxHandshakeMessage, 1 << 15);
        Setting.decides("jdk.tls.maxHandshakeMessageSize", "abc", Policy::maxHandshakeMessage, 1 << 15);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                         |    |    | 10 | 8",
                "5                        |    |    |  5 | 5",
                "5                        | 3  |    |  3 | 5",
                "5                        |    | 0  |  5 | 0",
                "                         | -1 | 2  | 10 | 2"
            })
    void chainsAreAsLongAsTheMostSpecialPropertySays(
            String both, String ofClients, String ofServers, int client, int server) throws Exception {
        Setting.system("jdk.tls.maxCertificateChainLength", both, () -> {
            Setting.system("jdk.tls.client.maxInboundCertificateChainLength", ofClients, () -> {
                Setting.system("jdk.tls.server.maxInboundCertificateChainLength", ofServers, () -> {
                    assertEquals(client, Policy.current().limits(true).chain());
                    assertEquals(server, Policy.current().limits(false).chain());
                });
            });
        });
    }

    @Test
    void usageTellsSignaturesOfHandshakesFromThoseOfCertificates() throws Exception {
        String entries = "ed25519 usage HandshakeSignature, ed448 usage CertificateSignature";
        Setting.security(DISABLED, entries, () -> {
            EnabledAlgorithms enabled =
                    EnabledAlgorithms.of(Contexts.state().parameters().toParameters(), Policy.current(), true);
            assertFalse(enabled.handshakeSchemes().contains(SignatureScheme.ED25519));
            assertTrue(enabled.certificateSchemes().contains(SignatureScheme.ED25519));
            assertTrue(enabled.handshakeSchemes().contains(SignatureScheme.ED448));
            assertFalse(enabled.certificateSchemes().contains(SignatureScheme.ED448));
        });
    }

    @Test
    void legacyAlgorithmsAreLastResorts() throws Exception {
        assertEquals(Set.of(), Policy.current().lastResorts());
        Setting.security("jdk.tls.legacyAlgorithms", "NULL, AES_128_CBC, DHE", () -> {
            assertEquals(
                    13,
                    Policy.current().lastResorts().size(),
                    () -> "" + Policy.current().lastResorts());
        });
    }

    @Test
    void whatTheJcaRefusesIsNotNegotiated() throws Exception {
        Setting.system("jdk.crypto.disabledAlgorithms", "Cipher.AES/CBC/NoPadding, signature.ed25519", () -> {
            Permissions permissions = Policy.current().permissions();
            assertEquals(
                    Optional.of("\"Cipher.AES/CBC/NoPadding\" in jdk.crypto.disabledAlgorithms"),
                    permissions.against(CipherSuite.named("TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256")
                            .orElseThrow()));
            assertTrue(permissions.permits(CipherSuite.TLS_AES_128_GCM_SHA256));
            assertFalse(permissions.permits(SignatureScheme.ED25519, DisabledAlgorithms.Use.HANDSHAKE));
        });
    }

    @Test
    void absenceNamesThePropertyAndTheEntry() throws Exception {
        CipherSuite suite = CipherSuite.TLS_AES_128_GCM_SHA256;
        assertEquals(Optional.empty(), Absence.of(suite, Policy.current(), true));
        Setting.security(DISABLED, "MD5, TLS_AES_128_*", () -> {
            assertEquals(
                    Optional.of("\"TLS_AES_128_*\" in jdk.tls.disabledAlgorithms"),
                    Absence.of(suite, Policy.current(), true));
        });
        Setting.system("jdk.tls.client.cipherSuites", "TLS_AES_256_GCM_SHA384", () -> {
            assertEquals(
                    Optional.of("jdk.tls.client.cipherSuites does not name it"),
                    Absence.of(suite, Policy.current(), true));
            assertEquals(Optional.empty(), Absence.of(suite, Policy.current(), false));
        });
        Setting.system("jsse.enableFFDHE", "false", () -> {
            assertEquals(Optional.of("jsse.enableFFDHE=false"), Absence.of(NamedGroup.FFDHE2048, Policy.current()));
        });
        Setting.system("jdk.tls.client.disableExtensions", "key_share", () -> {
            assertTrue(Absence.of(ProtocolVersion.TLS_1_3, Policy.current(), Protocols.SUPPORTED, true)
                    .isPresent());
        });
    }
}
