package dev.handfast.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.handshake.Draft;
import dev.handfast.handshake.ExtendedMasterSecret;
import dev.handfast.handshake.Identities;
import dev.handfast.handshake.Identity;
import dev.handfast.handshake.ScriptedTls12Client;
import dev.handfast.handshake.ScriptedTls12Server;
import dev.handfast.message.CertificateRequest12;
import dev.handfast.message.CertificateStatus;
import dev.handfast.message.CertificateStatusMessage;
import dev.handfast.message.ClientHello;
import dev.handfast.message.Extension;
import dev.handfast.message.ServerHelloDone;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.ContentType;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.SignatureScheme;
import dev.handfast.wire.TlsFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client does in a TLS 1.2 handshake that goes well, and what it offers. */
class Tls12HandshakeTest {
    private static final CipherSuite ECDSA = CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256;

    private static Stream<CipherSuite> suites() {
        return CipherSuite.ofVersion(ProtocolVersion.TLS_1_2).stream();
    }

    @ParameterizedTest
    @MethodSource("suites")
    void everySuiteCarriesDataBothWays(CipherSuite suite) throws TlsFault {
        ScriptedTls12Server server = new ScriptedTls12Server(suite).handshake();
        assertEquals(suite, server.subject().negotiated().suite());
        assertArrayEquals(
                server.hello().legacySessionIdEcho(),
                server.subject().negotiated().sessionId());
        server.record(ContentType.APPLICATION_DATA, (byte) 1, (byte) 2);
        assertArrayEquals(new byte[] {1, 2}, server.dataReceived());
        assertArrayEquals(new byte[] {3, 4, 5}, server.hearData((byte) 3, (byte) 4, (byte) 5));
    }

    @ParameterizedTest
    @MethodSource("suites")
    void everySuiteDoesWithoutExtensionsOfLaterStandards(CipherSuite suite) throws TlsFault {
        var server = new ScriptedTls12Server(
                suite,
                ScriptedTls12Client.settings()
                        .extendedMasterSecret(ExtendedMasterSecret.NONE)
                        .build());
        ClientHello hello = server.hearHello();
        assertFalse(hello.extensions().has(Extension.EXTENDED_MASTER_SECRET_CH));
        server.withoutExtensions();
        server.sayHello(server.draft().withoutExtensions().encode());
        server.finishGreeting();
        server.hearFlight();
        server.finish();
    }

    @Test
    void encryptThenMacAndTheExtendedMasterSecretGoWithoutEachOther() throws TlsFault {
        CipherSuite cbc = CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256;
        var macLast = new ScriptedTls12Server(
                        cbc,
                        ScriptedTls12Client.settings()
                                .extendedMasterSecret(ExtendedMasterSecret.NONE)
                                .build())
                .handshake();
        assertTrue(
                macLast.parameters().encryptThenMac() && !macLast.parameters().extendedMasterSecret());
        var macFirst = new ScriptedTls12Server(cbc);
        macFirst.hearHello();
        macFirst.withoutEncryptThenMac();
        macFirst.sayHello(macFirst.hello().encode());
        macFirst.finishGreeting();
        macFirst.hearFlight();
        macFirst.finish();
        assertTrue(macFirst.parameters().extendedMasterSecret());
    }

    private static Stream<Identity> identities() {
        return Identities.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("identities")
    void everyKindOfKeyProvesAServer(Identity identity) throws TlsFault {
        CipherSuite suite = identity.scheme().keyAlgorithm().startsWith("RSA")
                ? CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256
                : ECDSA;
        assertProves(suite, identity);
    }

    @Test
    void aSchemeOfTls12NamesNoCurveAndMayBePkcs1() throws TlsFault {
        assertProves(
                ECDSA,
                Identities.signingWith(Identities.EC_256, SignatureScheme.ECDSA_SECP384R1_SHA384, Identities.EC_256));
        assertProves(
                CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
                Identities.signingWith(Identities.RSA, SignatureScheme.RSA_PKCS1_SHA256, Identities.RSA));
    }

    private static void assertProves(CipherSuite suite, Identity identity) throws TlsFault {
        ScriptedTls12Server server = new ScriptedTls12Server(suite).chosen();
        server.say(server.certificate(identity));
        server.say(server.keyExchange(identity));
        server.say(new ServerHelloDone());
        server.hearFlight();
        server.finish();
        assertEquals(identity.chain(), server.subject().negotiated().peerChain());
    }

    @ParameterizedTest
    @MethodSource("identities")
    void aCertificateThatIsAskedForIsShown(Identity identity) throws TlsFault {
        ScriptedTls12Server server =
                requesting(List.of(1, 64), List.of(identity.scheme().code()));
        server.hearFlight();
        server.finish();
        assertEquals(identity.chain(), server.subject().negotiated().localChain());
    }

    @Test
    void theRequestReachesTheCredentials() throws TlsFault {
        List<X500Principal> authorities = List.of(new X500Principal("CN=one"), new X500Principal("CN=two"));
        List<SignatureScheme> usable = new ArrayList<>();
        List<X500Principal> named = new ArrayList<>();
        var server = new ScriptedTls12Server(
                ECDSA,
                ScriptedTls12Client.settings()
                        .credentials((soFar, schemes, names) -> {
                            usable.addAll(schemes);
                            named.addAll(names);
                            return Optional.empty();
                        })
                        .build());
        server.asking().certified();
        server.say(server.keyExchange(server.identity()));
        server.say(new CertificateRequest12(List.of(64), List.of(0x0401, 0x0807, 0x0403), authorities));
        server.say(new ServerHelloDone());
        server.hearFlight();
        server.finish();
        assertEquals(List.of(SignatureScheme.ECDSA_SECP256R1_SHA256, SignatureScheme.ED25519), usable);
        assertEquals(authorities, named);
        assertEquals(List.of(), server.subject().negotiated().localChain());
    }

    @Test
    void noCertificateThatFitsIsAnEmptyCertificate() throws TlsFault {
        for (ScriptedTls12Server server : List.of(
                requesting(List.of(1), List.of(SignatureScheme.ECDSA_SECP256R1_SHA256.code())),
                requesting(List.of(64), List.of(SignatureScheme.RSA_PKCS1_SHA256.code())),
                requesting(List.of(64), List.of(0x0203)))) {
            server.hearFlight();
            server.finish();
            assertEquals(List.of(), server.subject().negotiated().localChain());
        }
    }

    private static ScriptedTls12Server requesting(List<Integer> types, List<Integer> algorithms) throws TlsFault {
        ScriptedTls12Server server = new ScriptedTls12Server(ECDSA).asking().certified();
        server.say(server.keyExchange(server.identity()));
        server.say(new CertificateRequest12(types, algorithms, List.of()));
        server.say(new ServerHelloDone());
        return server;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAnnouncedStatusMayComeOrNot(boolean comes) throws TlsFault {
        var server = new ScriptedTls12Server(
                ECDSA, ScriptedTls12Client.settings().requestStatus(true).build());
        server.hearHello();
        server.sayHello(server.draft().append(Draft.STATUS_REQUEST).encode());
        server.say(server.certificate(server.identity()));
        byte[] response = {1, 2, 3};
        if (comes) {
            server.say(new CertificateStatusMessage(new CertificateStatus(response)));
        }
        server.say(server.keyExchange(server.identity()));
        server.say(new ServerHelloDone());
        server.hearFlight();
        List<byte[]> seen = server.subject().negotiated().statusResponses();
        assertEquals(comes ? 1 : 0, seen.size());
        if (comes) {
            assertArrayEquals(response, seen.get(0));
        }
    }

    // ---- what is offered

    private static ClientHello hello(List<ProtocolVersion> versions, CipherSuite... suites) throws TlsFault {
        return new ScriptedTls12Server(
                        ECDSA,
                        ScriptedTls12Client.settings()
                                .versions(versions)
                                .suites(List.of(suites))
                                .build())
                .hearHello();
    }

    @Test
    void aHelloOfTls12AloneHasNothingOfTls13() throws TlsFault {
        ClientHello hello = hello(List.of(ProtocolVersion.TLS_1_2), ECDSA);
        assertEquals(List.of(ECDSA.code()), hello.cipherSuites());
        assertEquals(0, hello.legacySessionId().length);
        assertFalse(hello.extensions().has(Extension.KEY_SHARE_CH));
        assertFalse(hello.extensions().has(Extension.SUPPORTED_VERSIONS_CH));
        assertTrue(hello.extensions().has(Extension.RENEGOTIATION_INFO_CH));
        assertTrue(hello.extensions().has(Extension.EXTENDED_MASTER_SECRET_CH));
        assertTrue(hello.extensions().has(Extension.EC_POINT_FORMATS_CH));
    }

    @Test
    void aHelloOfTls13AloneHasNothingOfTls12() throws TlsFault {
        ClientHello hello = hello(List.of(ProtocolVersion.TLS_1_3), CipherSuite.TLS_AES_128_GCM_SHA256);
        assertTrue(hello.extensions().has(Extension.KEY_SHARE_CH));
        for (Extension<?> older : List.of(
                Extension.RENEGOTIATION_INFO_CH,
                Extension.EXTENDED_MASTER_SECRET_CH,
                Extension.ENCRYPT_THEN_MAC_CH,
                Extension.EC_POINT_FORMATS_CH)) {
            assertFalse(hello.extensions().has(older), older.name());
        }
    }

    @Test
    void aHelloOfBothHasBoth() throws TlsFault {
        ClientHello hello = hello(
                List.of(ProtocolVersion.TLS_1_3, ProtocolVersion.TLS_1_2), CipherSuite.TLS_AES_128_GCM_SHA256, ECDSA);
        assertEquals(
                List.of(ProtocolVersion.TLS_1_3, ProtocolVersion.TLS_1_2),
                hello.extensions().get(Extension.SUPPORTED_VERSIONS_CH).orElseThrow());
        assertEquals(32, hello.legacySessionId().length);
        assertTrue(hello.extensions().has(Extension.EXTENDED_MASTER_SECRET_CH));
        assertFalse(hello.extensions().has(Extension.ENCRYPT_THEN_MAC_CH), "no CBC suite, nothing to encrypt first");
    }

    @Test
    void encryptThenMacComesWithCbc() throws TlsFault {
        assertTrue(hello(List.of(ProtocolVersion.TLS_1_2), CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA)
                .extensions()
                .has(Extension.ENCRYPT_THEN_MAC_CH));
    }

    @Test
    void whatOnlyCurvesNeedIsNotOfferedWithoutThem() throws TlsFault {
        for (List<NamedGroup> groups : List.of(List.of(NamedGroup.FFDHE2048), List.<NamedGroup>of())) {
            ClientHello hello = new ScriptedTls12Server(
                            ECDSA,
                            ScriptedTls12Client.settings()
                                    .versions(List.of(ProtocolVersion.TLS_1_2))
                                    .groups(groups)
                                    .build())
                    .hearHello();
            assertEquals(!groups.isEmpty(), hello.extensions().has(Extension.SUPPORTED_GROUPS_CH));
            assertFalse(hello.extensions().has(Extension.EC_POINT_FORMATS_CH));
        }
    }
}
