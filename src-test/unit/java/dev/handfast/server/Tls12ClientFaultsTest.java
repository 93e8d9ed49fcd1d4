package dev.handfast.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handfast.crypto.Secret;
import dev.handfast.handshake.ClientAuthentication;
import dev.handfast.handshake.Draft;
import dev.handfast.handshake.Identities;
import dev.handfast.handshake.Identity;
import dev.handfast.handshake.ScriptedClient;
import dev.handfast.handshake.ScriptedPeer;
import dev.handfast.handshake.ScriptedTls12Client;
import dev.handfast.handshake.States;
import dev.handfast.handshake.Wrong;
import dev.handfast.message.CertificateVerify;
import dev.handfast.message.ClientKeyExchange;
import dev.handfast.message.Extension;
import dev.handfast.message.Finished;
import dev.handfast.wire.Alert;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.ContentType;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.SignatureScheme;
import dev.handfast.wire.TlsFault;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A TLS 1.2 client that does not keep to the standard is answered with the alert that it names. */
class Tls12ClientFaultsTest {
    private static final CipherSuite ECDSA = CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256;
    private static final CipherSuite DHE = CipherSuite.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256;
    private static final CipherSuite TRANSPORT = CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256;
    private static final int FALLBACK_SCSV = 0x5600;

    private static Wrong wrong(String what, UnaryOperator<Draft> change, Alert alert) {
        return new Wrong(what, change, alert);
    }

    private static Stream<Wrong> hellos() {
        return Stream.of(
                wrong("TLS 1.1", hello -> hello.field(1, 2), Alert.PROTOCOL_VERSION),
                wrong("TLS 1.0", hello -> hello.field(1, 1), Alert.PROTOCOL_VERSION),
                wrong("SSL 3.0", hello -> hello.field(1, 0), Alert.PROTOCOL_VERSION),
                wrong(
                        "supported_versions without ours",
                        hello -> hello.with(Draft.SUPPORTED_VERSIONS, 2, 3, 2),
                        Alert.PROTOCOL_VERSION),
                wrong(
                        "a fallback that was not needed",
                        hello -> Tls12HandshakeTest.suites(hello, ECDSA.code(), FALLBACK_SCSV),
                        Alert.INAPPROPRIATE_FALLBACK),
                wrong(
                        "a suite that nobody knows",
                        hello -> Tls12HandshakeTest.suites(hello, 0x3A3A),
                        Alert.HANDSHAKE_FAILURE),
                wrong(
                        "only suites of TLS 1.3",
                        hello -> Tls12HandshakeTest.suites(hello, 0x1301),
                        Alert.HANDSHAKE_FAILURE),
                wrong("no null compression", hello -> last(hello, 1), Alert.ILLEGAL_PARAMETER),
                wrong(
                        "renegotiation_info of a handshake that never was",
                        hello -> hello.with(Extension.RENEGOTIATION_INFO_CH.type(), 1, 7),
                        Alert.HANDSHAKE_FAILURE),
                wrong(
                        "no signature scheme at all",
                        hello -> hello.without(Draft.SIGNATURE_ALGORITHMS),
                        Alert.HANDSHAKE_FAILURE),
                wrong(
                        "no group of ours",
                        hello -> hello.with(Draft.SUPPORTED_GROUPS, 0, 2, 0x3A, 0x3A),
                        Alert.HANDSHAKE_FAILURE),
                wrong(
                        "point formats without the uncompressed one",
                        hello -> hello.with(Extension.EC_POINT_FORMATS_CH.type(), 1, 1),
                        Alert.ILLEGAL_PARAMETER),
                wrong(
                        "no point format",
                        hello -> hello.with(Extension.EC_POINT_FORMATS_CH.type(), 0),
                        Alert.DECODE_ERROR));
    }

    /** The last byte before the extensions, which is the only compression method. */
    private static Draft last(Draft hello, int value) {
        return hello.fields(fields -> {
            fields[fields.length - 1] = (byte) value;
            return fields;
        });
    }

    @ParameterizedTest
    @MethodSource("hellos")
    void aWrongHelloIsRefused(Wrong wrong) throws TlsFault {
        var client = new ScriptedTls12Client(ECDSA);
        client.say(wrong.change().apply(client.draft()).encode());
        client.assertDies(wrong.alert());
    }

    @Test
    void aFallbackToOurHighestVersionIsFine() throws TlsFault {
        var client = new ScriptedTls12Client(
                ECDSA,
                ScriptedTls12Client.settings()
                        .versions(List.of(ProtocolVersion.TLS_1_2))
                        .build());
        client.say(Tls12HandshakeTest.suites(client.draft(), ECDSA.code(), FALLBACK_SCSV)
                .encode());
        client.hearFlight();
    }

    @Test
    void aServerOfTls12AloneRefusesAClientOfTls13Alone() throws TlsFault {
        var client = new ScriptedClient(ScriptedTls12Client.settings()
                .versions(List.of(ProtocolVersion.TLS_1_2))
                .build());
        client.say(client.hello());
        client.assertDies(Alert.PROTOCOL_VERSION);
    }

    @Test
    void keyTransportNeedsNoSignatureScheme() throws TlsFault {
        var client = new ScriptedTls12Client(TRANSPORT);
        client.say(client.draft().without(Draft.SIGNATURE_ALGORITHMS).encode());
        client.hearFlight();
    }

    @Test
    void finiteFieldsThatAreAllStrangeRuleDheOut() throws TlsFault {
        var strange = new ScriptedTls12Client(DHE);
        strange.say(strange.draft().with(Draft.SUPPORTED_GROUPS, 0, 2, 1, 0xFC).encode());
        strange.assertDies(Alert.HANDSHAKE_FAILURE); // RFC 7919 §4
        var silent = new ScriptedTls12Client(DHE);
        silent.say(silent.draft().without(Draft.SUPPORTED_GROUPS).encode());
        silent.hearFlight();
    }

    // ---- the second flight

    private static byte[] filled(int length, int value) {
        return ScriptedClient.filled(length, value);
    }

    private static byte[] prime() throws TlsFault {
        return new ScriptedTls12Client(DHE).greeted().keyExchange().dhe().p();
    }

    private static byte[] below(byte[] number) {
        byte[] less = number.clone();
        less[less.length - 1]--; // odd numbers
        return less;
    }

    private static Stream<Arguments> keyExchanges() throws TlsFault {
        return Stream.of(
                Arguments.of(ECDSA, ClientKeyExchange.ofEcdhe(filled(32, 0)), Alert.ILLEGAL_PARAMETER),
                Arguments.of(ECDSA, ClientKeyExchange.ofEcdhe(filled(31, 9)), Alert.ILLEGAL_PARAMETER),
                Arguments.of(ECDSA, new ClientKeyExchange(new byte[0]), Alert.DECODE_ERROR),
                Arguments.of(ECDSA, new ClientKeyExchange(new byte[] {32, 1}), Alert.DECODE_ERROR),
                Arguments.of(ECDSA, new ClientKeyExchange(new byte[] {1, 1, 1}), Alert.DECODE_ERROR),
                Arguments.of(DHE, ClientKeyExchange.ofDhe(new byte[] {0}), Alert.HANDSHAKE_FAILURE),
                Arguments.of(DHE, ClientKeyExchange.ofDhe(new byte[] {1}), Alert.HANDSHAKE_FAILURE),
                Arguments.of(DHE, ClientKeyExchange.ofDhe(below(prime())), Alert.HANDSHAKE_FAILURE),
                Arguments.of(DHE, ClientKeyExchange.ofDhe(prime()), Alert.HANDSHAKE_FAILURE),
                Arguments.of(DHE, new ClientKeyExchange(new byte[] {0, 9, 1}), Alert.DECODE_ERROR),
                Arguments.of(TRANSPORT, new ClientKeyExchange(new byte[] {1}), Alert.DECODE_ERROR),
                Arguments.of(TRANSPORT, new ClientKeyExchange(filled(300, 0)), Alert.DECODE_ERROR));
    }

    @ParameterizedTest
    @MethodSource("keyExchanges")
    void aWrongKeyExchangeIsRefused(CipherSuite suite, ClientKeyExchange message, Alert alert) throws TlsFault {
        ScriptedTls12Client client = new ScriptedTls12Client(suite).greeted();
        client.say(message);
        client.assertDies(alert);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 0})
    void aPointOnP256HasOneFormAndIsOnTheCurve(int form) throws TlsFault {
        var client = new ScriptedTls12Client(ECDSA);
        client.say(client.draft().with(Draft.SUPPORTED_GROUPS, 0, 2, 0, 23).encode());
        client.hearFlight();
        byte[] point = Arrays.copyOf(client.keyExchange().ecdhe().point(), form == 4 ? 65 : form == 0 ? 1 : 33);
        point[0] = (byte) form;
        if (form == 4) {
            point[point.length - 1] ^= 1;
        }
        client.say(ClientKeyExchange.ofEcdhe(point));
        client.assertDies(Alert.ILLEGAL_PARAMETER);
    }

    @Test
    void aWrongFinishedIsRefused() throws TlsFault {
        ScriptedTls12Client client = exchanged();
        client.sayChangeCipherSpec();
        byte[] right = client.finished().verifyData();
        right[11] ^= 1;
        client.say(new Finished(right));
        client.assertDies(Alert.DECRYPT_ERROR);
        ScriptedTls12Client shorter = exchanged();
        shorter.sayChangeCipherSpec();
        shorter.say(new Finished(Arrays.copyOf(shorter.finished().verifyData(), 11)));
        shorter.assertDies(Alert.DECODE_ERROR);
    }

    @Test
    void finishedBeforeChangeCipherSpecIsRefused() throws TlsFault {
        ScriptedTls12Client client = exchanged();
        client.say(client.finished());
        client.assertDies(Alert.UNEXPECTED_MESSAGE);
    }

    @Test
    void aRecordInTheClearBehindChangeCipherSpecIsNoRecord() throws TlsFault {
        ScriptedTls12Client client = exchanged();
        client.raw(ScriptedPeer.changeCipherSpec());
        client.say(client.finished());
        client.assertDies(Alert.BAD_RECORD_MAC);
    }

    @Test
    void aStrangeChangeCipherSpecIsRefused() throws TlsFault {
        for (byte[] content : List.of(new byte[] {2}, new byte[] {1, 1})) {
            ScriptedTls12Client client = exchanged();
            client.raw(ScriptedPeer.plainRecord(20, content));
            client.assertDies(Alert.UNEXPECTED_MESSAGE);
        }
        ScriptedTls12Client twice = exchanged();
        twice.sayChangeCipherSpec();
        twice.raw(ScriptedPeer.changeCipherSpec());
        twice.assertDies(Alert.UNEXPECTED_MESSAGE);
    }

    @Test
    void changeCipherSpecInsideAMessageIsRefused() throws TlsFault {
        ScriptedTls12Client client = new ScriptedTls12Client(ECDSA).greeted();
        byte[] message = client.clientKeyExchange().encode();
        client.record(ContentType.HANDSHAKE, Arrays.copyOf(message, 10));
        client.raw(ScriptedPeer.changeCipherSpec());
        client.assertDies(Alert.UNEXPECTED_MESSAGE);
    }

    @Test
    void dataBeforeFinishedAreRefused() throws TlsFault {
        ScriptedTls12Client client = exchanged();
        client.sayChangeCipherSpec();
        client.record(ContentType.APPLICATION_DATA, (byte) 1);
        client.assertDies(Alert.UNEXPECTED_MESSAGE);
    }

    @Test
    void aKeyExchangeAndFinishedInOneRecordDoNotCrossTheChange() throws TlsFault {
        ScriptedTls12Client client = new ScriptedTls12Client(ECDSA).greeted();
        byte[] message = client.clientKeyExchange().encode();
        client.record(ContentType.HANDSHAKE, ScriptedPeer.join(message, new byte[] {20, 0}));
        client.raw(ScriptedPeer.changeCipherSpec());
        client.assertDies(Alert.UNEXPECTED_MESSAGE);
    }

    // ---- the client's certificate

    private static ScriptedTls12Client asked(Identity identity) throws TlsFault {
        ScriptedTls12Client client = new ScriptedTls12Client(
                        ECDSA,
                        ScriptedTls12Client.settings()
                                .clientAuthentication(ClientAuthentication.NEEDED)
                                .signatureSchemes(List.of(
                                        SignatureScheme.ECDSA_SECP256R1_SHA256, SignatureScheme.RSA_PSS_RSAE_SHA256))
                                .build())
                .greeted();
        client.say(client.certificate(identity));
        client.sayKeyExchange();
        return client;
    }

    @Test
    void aWrongProofIsRefused() throws TlsFault {
        ScriptedTls12Client stranger = asked(Identities.EC_256);
        stranger.say(stranger.certificateVerify(Identities.stranger()));
        stranger.assertDies(Alert.DECRYPT_ERROR);
        ScriptedTls12Client notOffered = asked(Identities.RSA);
        notOffered.say(notOffered.certificateVerify(
                Identities.signingWith(Identities.RSA, SignatureScheme.RSA_PKCS1_SHA256, Identities.RSA)));
        notOffered.assertDies(Alert.ILLEGAL_PARAMETER);
        ScriptedTls12Client unfit = asked(Identities.EC_256);
        unfit.say(new CertificateVerify(SignatureScheme.RSA_PSS_RSAE_SHA256.code(), new byte[256]));
        unfit.assertDies(Alert.ILLEGAL_PARAMETER);
    }

    @Test
    void aProofLeftOutIsRefused() throws TlsFault {
        ScriptedTls12Client client = asked(Identities.EC_256);
        client.raw(ScriptedPeer.changeCipherSpec());
        client.assertDies(Alert.UNEXPECTED_MESSAGE);
    }

    @Test
    void aHandshakeThatFailsErasesItsSecrets() throws Exception {
        ScriptedTls12Client client = exchanged();
        Secret secret = secretOf(client);
        client.raw(ScriptedPeer.plainRecord(22, (byte) 20, (byte) 0, (byte) 0, (byte) 0));
        client.assertDies(Alert.UNEXPECTED_MESSAGE);
        assertEquals("an erased secret", secret.toString());
    }

    private static Secret secretOf(ScriptedTls12Client client) throws Exception {
        var state = (Tls12WaitChangeCipherSpec) States.stateOf(client.subject());
        return state.secret().secret();
    }

    private static ScriptedTls12Client exchanged() throws TlsFault {
        ScriptedTls12Client client = new ScriptedTls12Client(ECDSA).greeted();
        client.sayKeyExchange();
        return client;
    }
}
