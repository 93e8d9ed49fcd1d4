package dev.handfast.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.crypto.Signatures;
import dev.handfast.handshake.ClientAuthentication;
import dev.handfast.handshake.Draft;
import dev.handfast.handshake.Identities;
import dev.handfast.handshake.Identity;
import dev.handfast.handshake.ScriptedTls12Client;
import dev.handfast.handshake.Settings;
import dev.handfast.message.Certificate12;
import dev.handfast.message.EcdheParameters;
import dev.handfast.message.Extension;
import dev.handfast.wire.Alert;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.CipherSuite.KeyExchangeAlgorithm;
import dev.handfast.wire.ContentType;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.SignatureScheme;
import dev.handfast.wire.TlsFault;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server does in a TLS 1.2 handshake that goes well, and what it settles. */
class Tls12HandshakeTest {
    private static final CipherSuite ECDSA = CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256;
    private static final CipherSuite CBC = CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256;
    private static final CipherSuite TRANSPORT = CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256;

    private static Stream<CipherSuite> suites() {
        return CipherSuite.ofVersion(ProtocolVersion.TLS_1_2).stream();
    }

    @ParameterizedTest
    @MethodSource("suites")
    void everySuiteCarriesDataBothWays(CipherSuite suite) throws TlsFault {
        var client = new ScriptedTls12Client(suite);
        client.handshake();
        assertEquals(suite, client.subject().negotiated().suite());
        assertEquals(ProtocolVersion.TLS_1_2, client.subject().negotiated().version());
        client.record(ContentType.APPLICATION_DATA, (byte) 1, (byte) 2);
        assertArrayEquals(new byte[] {1, 2}, client.dataReceived());
        assertArrayEquals(new byte[] {3, 4, 5}, client.hearData((byte) 3, (byte) 4, (byte) 5));
    }

    @ParameterizedTest
    @MethodSource("suites")
    void everySuiteDoesWithoutExtensionsOfLaterStandards(CipherSuite suite) throws TlsFault {
        var client = new ScriptedTls12Client(suite);
        client.say(client.draft()
                .without(Draft.EXTENDED_MASTER_SECRET)
                .without(Extension.ENCRYPT_THEN_MAC_CH.type())
                .without(Extension.EC_POINT_FORMATS_CH.type())
                .without(Extension.RENEGOTIATION_INFO_CH.type())
                .encode());
        client.hearFlight();
        assertFalse(client.parameters().extendedMasterSecret()
                || client.parameters().encryptThenMac());
        finish(client);
        assertArrayEquals(new byte[] {3}, client.hearData((byte) 3));
    }

    @Test
    void extendedMasterSecretCanBeOff() throws TlsFault {
        var client = new ScriptedTls12Client(
                ECDSA,
                ScriptedTls12Client.settings().extendedMasterSecret(false).build());
        client.handshake();
        assertFalse(client.parameters().extendedMasterSecret());
    }

    @Test
    void onlyWhatWasOfferedIsAnswered() throws TlsFault {
        assertEquals(List.of(0xFF01, 11, 23, 22), answered(CBC, hello -> hello));
        assertEquals(List.of(0xFF01, 11, 23), answered(ECDSA, hello -> hello), "no MAC to put behind an AEAD");
        assertEquals(List.of(0xFF01, 23), answered(TRANSPORT, hello -> hello), "no curve, no point format");
        assertEquals(List.of(), answered(TRANSPORT, Draft::withoutExtensions));
        assertEquals(
                List.of(0xFF01),
                answered(TRANSPORT, hello -> suites(hello.withoutExtensions(), TRANSPORT.code(), 0x00FF)),
                "the SCSV asks like the extension (RFC 5746 §3.6)");
    }

    private interface Change {
        Draft of(Draft hello);
    }

    private static List<Integer> answered(CipherSuite suite, Change change) throws TlsFault {
        var client = new ScriptedTls12Client(suite);
        client.say(change.of(client.draft()).encode());
        return client.hearHello().extensions().types();
    }

    /** The hello offers these suites and nothing else. */
    static Draft suites(Draft hello, int... codes) {
        return hello.fields(fields -> {
            byte[] changed = Arrays.copyOf(fields, 35 + 2 + 2 * codes.length + 2);
            changed[36] = (byte) (2 * codes.length);
            for (int i = 0; i < codes.length; i++) {
                changed[37 + 2 * i] = (byte) (codes[i] >> 8);
                changed[38 + 2 * i] = (byte) codes[i];
            }
            changed[changed.length - 2] = 1; // one compression method
            changed[changed.length - 1] = 0;
            return changed;
        });
    }

    @Test
    void theSignatureCoversBothRandomsAndTheParameters() throws TlsFault {
        var client = new ScriptedTls12Client(ECDSA);
        client.greeted();
        EcdheParameters said = client.keyExchange().ecdhe();
        SignatureScheme scheme = SignatureScheme.of(said.scheme()).orElseThrow();
        byte[] content = client.parameters().signedContent(said.encodeParameters());
        Signatures.verify(
                scheme, client.serverKey(), ProtocolVersion.TLS_1_2, content, said.signature(), "ServerKeyExchange");
        for (int at : new int[] {0, 31, 32, 63, 64, content.length - 1}) {
            byte[] other = content.clone();
            other[at] ^= 1;
            try {
                Signatures.verify(
                        scheme,
                        client.serverKey(),
                        ProtocolVersion.TLS_1_2,
                        other,
                        said.signature(),
                        "ServerKeyExchange");
                throw new AssertionError("byte " + at + " is not covered");
            } catch (TlsFault fault) {
                assertEquals(Alert.DECRYPT_ERROR, fault.alert());
            }
        }
    }

    @Test
    void theSentinelIsThereIfTls13Is() throws TlsFault {
        assertArrayEquals(
                new byte[] {0x44, 0x4F, 0x57, 0x4E, 0x47, 0x52, 0x44, 1},
                tail(ScriptedTls12Client.settings().build()));
        byte[] plain = tail(ScriptedTls12Client.settings()
                .versions(List.of(ProtocolVersion.TLS_1_2))
                .build());
        assertFalse(Arrays.equals(new byte[] {0x44, 0x4F, 0x57, 0x4E, 0x47, 0x52, 0x44, 1}, plain));
    }

    private static byte[] tail(Settings server) throws TlsFault {
        var client = new ScriptedTls12Client(ECDSA, server);
        client.say(client.hello());
        return Arrays.copyOfRange(client.hearHello().random(), 24, 32);
    }

    private static Stream<Identity> identities() {
        return Identities.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("identities")
    void everyKindOfClientCertificateProvesItself(Identity identity) throws TlsFault {
        ScriptedTls12Client client = asking(ClientAuthentication.NEEDED);
        client.say(client.certificate(identity));
        client.sayKeyExchange();
        client.say(client.certificateVerify(identity));
        client.sayChangeCipherSpec();
        client.say(client.finished());
        client.hearFinished();
        assertTrue(client.subject().isOpen());
        assertEquals(identity.chain(), client.subject().negotiated().peerChain());
    }

    @Test
    void noCertificateIsAnAnswerToAWishAndNotToADemand() throws TlsFault {
        ScriptedTls12Client wanted = asking(ClientAuthentication.WANTED);
        wanted.say(new Certificate12(List.of()));
        finish(wanted);
        assertEquals(List.of(), wanted.subject().negotiated().peerChain());
        ScriptedTls12Client needed = asking(ClientAuthentication.NEEDED);
        needed.say(new Certificate12(List.of()));
        needed.assertDies(Alert.HANDSHAKE_FAILURE);
    }

    private static ScriptedTls12Client asking(ClientAuthentication authentication) throws TlsFault {
        return new ScriptedTls12Client(
                        ECDSA,
                        ScriptedTls12Client.settings()
                                .clientAuthentication(authentication)
                                .build())
                .greeted();
    }

    private static void finish(ScriptedTls12Client client) throws TlsFault {
        client.sayKeyExchange();
        client.sayChangeCipherSpec();
        client.say(client.finished());
        client.hearFinished();
        assertTrue(client.subject().isOpen());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void renegotiationIsDeclinedAndDataFlowOn(int times) throws TlsFault {
        ScriptedTls12Client client = new ScriptedTls12Client(ECDSA).handshake();
        for (int i = 0; i < times; i++) {
            client.record(ContentType.HANDSHAKE, client.hello().encode());
            assertArrayEquals(new byte[] {1, 100}, client.open(client.takeRecord()), "a warning, no_renegotiation");
        }
        assertFalse(client.subject().hasOutput());
        assertArrayEquals(new byte[] {3}, client.hearData((byte) 3));
        assertFalse(client.subject().requestKeyUpdate(), "TLS 1.2 has none");
    }

    @Test
    void renegotiationWithoutEndIsRefused() throws TlsFault {
        ScriptedTls12Client client = new ScriptedTls12Client(ECDSA).handshake();
        for (int i = 0; i < 33; i++) {
            client.record(ContentType.HANDSHAKE, client.hello().encode());
        }
        assertTrue(client.subject().isFailed());
        while (client.subject().outputLength() > 9 + 24 + 2 || client.subject().hasOutput()) {
            byte[] last = client.open(client.takeRecord());
            assertTrue(Arrays.equals(new byte[] {1, 100}, last) || Arrays.equals(new byte[] {2, 10}, last));
        }
    }

    @Test
    void warningsAreNoEndUntilTheyAreTooMany() throws TlsFault {
        ScriptedTls12Client client = new ScriptedTls12Client(ECDSA).handshake();
        for (int i = 0; i < 32; i++) {
            client.alert(1, Alert.NO_RENEGOTIATION);
            assertFalse(client.subject().isFailed());
        }
        client.alert(1, Alert.NO_RENEGOTIATION);
        client.assertDies(Alert.UNEXPECTED_MESSAGE);
    }

    @Test
    void theCertificateFollowsTheSuiteAndTheGroupTheClient() throws TlsFault {
        for (CipherSuite suite : List.of(ECDSA, CBC, CipherSuite.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256, TRANSPORT)) {
            ScriptedTls12Client client = new ScriptedTls12Client(suite).greeted();
            String key = suite.keyExchange() == KeyExchangeAlgorithm.ECDHE_ECDSA ? "EC" : "RSA";
            assertEquals(key, client.serverKey().getAlgorithm());
        }
        ScriptedTls12Client curve = new ScriptedTls12Client(ECDSA);
        curve.say(curve.draft().with(Draft.SUPPORTED_GROUPS, 0, 2, 0, 23).encode());
        curve.hearFlight();
        assertEquals(NamedGroup.SECP256R1, curve.keyExchange().ecdhe().group());
    }
}
