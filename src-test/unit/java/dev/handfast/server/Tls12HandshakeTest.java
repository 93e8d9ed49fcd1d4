package dev.handfast.server;

import static dev.handfast.handshake.Draft.ENCRYPT_THEN_MAC;
import static dev.handfast.handshake.Draft.EXTENDED_MASTER_SECRET;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.handshake.ClientAuthentication;
import dev.handfast.handshake.Draft;
import dev.handfast.handshake.ExtendedMasterSecret;
import dev.handfast.handshake.Identities;
import dev.handfast.handshake.Identity;
import dev.handfast.handshake.ScriptedPeer;
import dev.handfast.handshake.ScriptedTls12Client;
import dev.handfast.handshake.Settings;
import dev.handfast.wire.Alert;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.ContentType;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.TlsFault;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a server does in a TLS 1.2 handshake that goes well. */
class Tls12HandshakeTest {
    private static final CipherSuite SUITE = CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256;
    private static final CipherSuite CBC = CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256;

    private static Stream<CipherSuite> suites() {
        return CipherSuite.ofVersion(ProtocolVersion.TLS_1_2).stream();
    }

    private static Stream<Identity> identities() {
        return Identities.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("suites")
    void everySuiteCarriesDataBothWays(CipherSuite suite) throws TlsFault {
        assertServes(suite);
        assertServes(suite, EXTENDED_MASTER_SECRET);
        if (!suite.bulk().isAead()) {
            assertServes(suite, ENCRYPT_THEN_MAC);
            assertServes(suite, ENCRYPT_THEN_MAC, EXTENDED_MASTER_SECRET);
        }
    }

    private static void assertServes(CipherSuite suite, int... without) throws TlsFault {
        var client = new ScriptedTls12Client(suite);
        Draft hello = client.draft();
        for (int type : without) {
            hello = hello.without(type);
        }
        client.say(hello.encode());
        client.hearFlight();
        client.complete(Optional.empty());
        List<Integer> absent = Arrays.stream(without).boxed().toList();
        assertEquals(
                !absent.contains(EXTENDED_MASTER_SECRET), client.parameters().extendedMasterSecret());
        assertEquals(
                !suite.bulk().isAead() && !absent.contains(ENCRYPT_THEN_MAC),
                client.parameters().encryptThenMac());
        assertEquals(suite, client.subject().negotiated().suite());
        assertEquals(ProtocolVersion.TLS_1_2, client.subject().negotiated().version());
        assertFlows(client);
    }

    @ParameterizedTest
    @MethodSource("identities")
    void everyKindOfKeyProvesAClient(Identity identity) throws TlsFault {
        for (CipherSuite suite : List.of(SUITE, CBC, CipherSuite.TLS_RSA_WITH_AES_256_GCM_SHA384)) {
            ScriptedTls12Client client = asking(suite, ClientAuthentication.NEEDED);
            client.complete(Optional.of(identity));
            assertEquals(identity.chain(), client.subject().negotiated().peerChain());
            assertFlows(client);
        }
    }

    /** Without RFC 7627 the master secret does not depend on the certificate, and CertificateVerify alone binds it. */
    @Test
    void aCertificateGoesWithAnOldMasterSecret() throws TlsFault {
        var client = new ScriptedTls12Client(SUITE, server(ClientAuthentication.NEEDED));
        client.say(client.draft().without(EXTENDED_MASTER_SECRET).encode());
        client.hearFlight();
        client.complete(Optional.of(Identities.RSA));
        assertFlows(client);
    }

    @Test
    void aClientThatIsOnlyWantedMayHaveNone() throws TlsFault {
        ScriptedTls12Client client = asking(SUITE, ClientAuthentication.WANTED);
        client.say(ScriptedPeer.message(11, new byte[3]));
        client.complete(Optional.empty());
        assertTrue(client.subject().negotiated().peerChain().isEmpty());
        assertFlows(client);
    }

    @Test
    void aClientThatIsNeededAndHasNoneIsAHandshakeFailure() throws TlsFault {
        ScriptedTls12Client client = asking(SUITE, ClientAuthentication.NEEDED);
        client.say(ScriptedPeer.message(11, new byte[3]));
        client.assertDies(Alert.HANDSHAKE_FAILURE); // RFC 5246 §7.4.6; certificate_required is TLS 1.3's
    }

    @Test
    void theServersSessionIdIsNewEachTime() throws TlsFault {
        byte[] one = sessionId();
        assertEquals(32, one.length);
        assertFalse(Arrays.equals(one, sessionId()));
    }

    private static byte[] sessionId() throws TlsFault {
        var client = new ScriptedTls12Client(SUITE);
        client.say(client.hello());
        byte[] said = client.hearHello().legacySessionIdEcho();
        assertArrayEquals(said, client.subject().negotiated().sessionId());
        return said;
    }

    @Test
    void extendedMasterSecretCanBeOff() throws TlsFault {
        var client = new ScriptedTls12Client(
                SUITE,
                ScriptedTls12Client.settings()
                        .extendedMasterSecret(ExtendedMasterSecret.NONE)
                        .build());
        client.handshake();
        assertFalse(client.parameters().extendedMasterSecret());
    }

    /** TLS 1.2 has no KeyUpdate, and says so to who asks for one. */
    @Test
    void noKeyUpdateIsSent() throws TlsFault {
        ScriptedTls12Client client = new ScriptedTls12Client(SUITE).handshake();
        assertFalse(client.subject().requestKeyUpdate());
        assertFlows(client);
    }

    private static ScriptedTls12Client asking(CipherSuite suite, ClientAuthentication asked) throws TlsFault {
        return new ScriptedTls12Client(suite, server(asked)).greeted();
    }

    private static Settings server(ClientAuthentication asked) {
        return ScriptedTls12Client.settings().clientAuthentication(asked).build();
    }

    private static void assertFlows(ScriptedTls12Client client) throws TlsFault {
        assertTrue(client.subject().isOpen());
        assertArrayEquals(new byte[] {1, 2, 3}, client.hearData((byte) 1, (byte) 2, (byte) 3));
        client.record(ContentType.APPLICATION_DATA, (byte) 4, (byte) 5);
        client.record(ContentType.APPLICATION_DATA);
        client.record(ContentType.APPLICATION_DATA, (byte) 6);
        assertArrayEquals(new byte[] {4, 5, 6}, client.dataReceived());
        assertArrayEquals(new byte[0], client.hearData());
        assertFalse(client.subject().hasOutput());
    }
}
