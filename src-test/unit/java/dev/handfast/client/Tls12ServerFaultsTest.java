package dev.handfast.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.crypto.Signatures;
import dev.handfast.handshake.Draft;
import dev.handfast.handshake.Identities;
import dev.handfast.handshake.Identity;
import dev.handfast.handshake.ScriptedClient;
import dev.handfast.handshake.ScriptedPeer;
import dev.handfast.handshake.ScriptedServer;
import dev.handfast.handshake.ScriptedTls12Client;
import dev.handfast.handshake.ScriptedTls12Server;
import dev.handfast.handshake.Settings;
import dev.handfast.handshake.Wrong;
import dev.handfast.message.Certificate12;
import dev.handfast.message.ClientHello;
import dev.handfast.message.DheParameters;
import dev.handfast.message.EcdheParameters;
import dev.handfast.message.Extension;
import dev.handfast.message.Finished;
import dev.handfast.message.HelloRequest;
import dev.handfast.message.ServerHelloDone;
import dev.handfast.message.ServerKeyExchange;
import dev.handfast.wire.Alert;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.ContentType;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.SignatureScheme;
import dev.handfast.wire.TlsFault;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A TLS 1.2 server that does not keep to the standard is answered with the alert that it names. */
class Tls12ServerFaultsTest {
    private static final CipherSuite ECDSA = CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256;
    private static final CipherSuite ECDHE_RSA = CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256;
    private static final CipherSuite DHE = CipherSuite.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256;
    private static final CipherSuite TRANSPORT = CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256;
    private static final int SUITE = 2 + 32 + 1 + 32;

    private static Wrong wrong(String what, UnaryOperator<Draft> change, Alert alert) {
        return new Wrong(what, change, alert);
    }

    private static Stream<Wrong> hellos() {
        return Stream.of(
                wrong("TLS 1.1", hello -> hello.field(1, 2), Alert.PROTOCOL_VERSION),
                wrong("SSL 3.0", hello -> hello.field(1, 0), Alert.PROTOCOL_VERSION),
                wrong("TLS 1.3 without supported_versions", hello -> hello.field(1, 4), Alert.PROTOCOL_VERSION),
                wrong(
                        "a suite of TLS 1.3",
                        hello -> hello.field(SUITE, 0x13).field(SUITE + 1, 1),
                        Alert.ILLEGAL_PARAMETER),
                wrong("a suite that nobody knows", hello -> hello.field(SUITE, 0x3A), Alert.ILLEGAL_PARAMETER),
                wrong("compression", hello -> hello.field(SUITE + 2, 1), Alert.ILLEGAL_PARAMETER),
                wrong("the sentinel of TLS 1.2", hello -> sentinel(hello, 1), Alert.ILLEGAL_PARAMETER),
                wrong("the sentinel of TLS 1.1", hello -> sentinel(hello, 0), Alert.ILLEGAL_PARAMETER),
                wrong("an extension not offered", hello -> hello.append(Draft.GREASE), Alert.UNSUPPORTED_EXTENSION),
                wrong(
                        "ALPN not offered",
                        hello -> hello.append(Draft.ALPN, 0, 3, 2, 'h', '2'),
                        Alert.UNSUPPORTED_EXTENSION),
                wrong(
                        "renegotiation_info of a handshake that never was",
                        hello -> hello.with(Extension.RENEGOTIATION_INFO_SH12.type(), 1, 7),
                        Alert.HANDSHAKE_FAILURE),
                wrong(
                        "encrypt_then_mac with an AEAD",
                        hello -> hello.append(Extension.ENCRYPT_THEN_MAC_SH12.type()),
                        Alert.ILLEGAL_PARAMETER),
                wrong(
                        "point formats without the uncompressed one",
                        hello -> hello.with(Extension.EC_POINT_FORMATS_SH12.type(), 1, 1),
                        Alert.ILLEGAL_PARAMETER),
                wrong(
                        "one extension twice",
                        hello -> hello.append(Draft.EXTENDED_MASTER_SECRET),
                        Alert.ILLEGAL_PARAMETER));
    }

    private static Draft sentinel(Draft hello, int last) {
        byte[] letters = {0x44, 0x4F, 0x57, 0x4E, 0x47, 0x52, 0x44, (byte) last};
        return hello.fields(fields -> {
            System.arraycopy(letters, 0, fields, 2 + 24, 8);
            return fields;
        });
    }

    @ParameterizedTest
    @MethodSource("hellos")
    void aWrongHelloIsRefused(Wrong wrong) throws TlsFault {
        var server = new ScriptedTls12Server(ECDSA);
        server.hearHello();
        server.sayHello(wrong.change().apply(server.draft()).encode());
        server.assertDies(wrong.alert());
    }

    @Test
    void aClientOfTls12AloneDoesNotMindTheSentinel() throws TlsFault {
        var server = new ScriptedTls12Server(ECDSA, tls12Only().build());
        server.hearHello();
        server.sayHello(sentinel(server.draft(), 1).encode());
        assertFalse(server.subject().isFailed());
    }

    @Test
    void ourMadeUpSessionIsNotResumed() throws TlsFault {
        var server = new ScriptedTls12Server(ECDSA);
        ClientHello hello = server.hearHello();
        assertEquals(32, hello.legacySessionId().length);
        server.sayHello(server.draft()
                .fields(fields -> {
                    System.arraycopy(hello.legacySessionId(), 0, fields, 2 + 32 + 1, 32);
                    return fields;
                })
                .encode());
        server.assertDies(Alert.ILLEGAL_PARAMETER);
    }

    @Test
    void theVersionDoesNotChangeBehindAHelloRetryRequest() throws TlsFault {
        var retrying = new ScriptedServer(ScriptedTls12Client.settings().build());
        retrying.hearHello();
        retrying.sayRetry(Draft.of(retrying.retry(NamedGroup.SECP256R1)).encode());
        retrying.hearHello();
        var tls12 = new ScriptedTls12Server(ECDSA);
        tls12.hearHello();
        retrying.say(tls12.hello().encode());
        retrying.assertDies(Alert.ILLEGAL_PARAMETER);
    }

    @Test
    void aClientOfTls12AloneKnowsNoTls13() throws TlsFault {
        for (boolean retry : new boolean[] {true, false}) {
            var tls13 = new ScriptedServer();
            tls13.hearHello();
            var server = new ScriptedTls12Server(ECDSA, tls12Only().build());
            server.hearHello();
            server.sayHello(
                    retry
                            ? tls13.retry(NamedGroup.SECP256R1).encode()
                            : tls13.hello().encode());
            server.assertDies(Alert.UNSUPPORTED_EXTENSION);
        }
    }

    @Test
    void changeCipherSpecBeforeTheHelloRulesTls12Out() throws TlsFault {
        var server = new ScriptedTls12Server(ECDSA);
        server.hearHello();
        server.raw(ScriptedPeer.changeCipherSpec());
        server.sayHello(server.hello().encode());
        server.assertDies(Alert.UNEXPECTED_MESSAGE);
    }

    @Test
    void aServerMayWarnThatItDoesNotKnowTheName() throws TlsFault {
        for (Alert warning : List.of(Alert.UNRECOGNIZED_NAME, Alert.ACCESS_DENIED)) {
            var server = new ScriptedTls12Server(ECDSA);
            server.hearHello();
            server.alert(1, warning);
            if (warning.equals(Alert.UNRECOGNIZED_NAME)) { // RFC 6066 §3
                server.sayHello(server.hello().encode());
                assertFalse(server.subject().isFailed());
            } else {
                server.assertDead();
            }
        }
    }

    // ---- certificates

    private static Stream<Identity> wrongKinds() {
        return Stream.of(Identities.RSA, Identities.RSA_PSS, Identities.EC_521);
    }

    @ParameterizedTest
    @MethodSource("wrongKinds")
    void aKeyThatIsNoneForTheSuiteIsRefused(Identity identity) throws TlsFault {
        var server = new ScriptedTls12Server(
                ECDSA,
                ScriptedTls12Client.settings()
                        .groups(List.of(NamedGroup.X25519, NamedGroup.SECP256R1))
                        .build());
        server.hearHello();
        server.sayHello(server.hello().encode());
        server.say(server.certificate(identity));
        server.say(server.keyExchange(identity));
        server.say(new ServerHelloDone());
        server.assertDies(Alert.UNSUPPORTED_CERTIFICATE);
    }

    @Test
    void anEcKeyIsNoneForRsa() throws TlsFault {
        for (CipherSuite suite : List.of(ECDHE_RSA, TRANSPORT)) {
            var server = new ScriptedTls12Server(suite);
            server.hearHello();
            server.sayHello(server.hello().encode());
            server.say(server.certificate(Identities.EC_256));
            if (suite == ECDHE_RSA) {
                server.say(server.keyExchange(Identities.EC_256));
            }
            server.say(new ServerHelloDone());
            server.assertDies(Alert.UNSUPPORTED_CERTIFICATE);
        }
    }

    @Test
    void certificatesThatAreNoneAreRefused() throws TlsFault {
        ScriptedTls12Server empty = greeted(ECDSA);
        empty.say(new Certificate12(List.of()));
        empty.assertDies(Alert.DECODE_ERROR);
        ScriptedTls12Server malformed = greeted(ECDSA);
        malformed.say(new Certificate12(List.of(new byte[] {1, 2, 3})));
        malformed.say(malformed.keyExchange(Identities.EC_256));
        malformed.say(new ServerHelloDone());
        malformed.assertDies(Alert.BAD_CERTIFICATE);
    }

    @Test
    void nothingIsSaidToAServerThatIsNotTrusted() throws TlsFault {
        for (CipherSuite suite : List.of(ECDSA, DHE, TRANSPORT)) {
            var server = new ScriptedTls12Server(
                    suite,
                    ScriptedTls12Client.settings()
                            .trust((soFar, authType) -> {
                                assertEquals(suite.keyExchange().name(), authType);
                                throw new TlsFault(Alert.UNKNOWN_CA, "nobody knows it");
                            })
                            .build());
            server.greeted();
            server.assertDies(Alert.UNKNOWN_CA);
        }
    }

    // ---- the key exchange

    private static ScriptedTls12Server greeted(CipherSuite suite) throws TlsFault {
        var server = new ScriptedTls12Server(suite);
        server.hearHello();
        server.sayHello(server.hello().encode());
        return server;
    }

    private static void assertRefused(ScriptedTls12Server server, ServerKeyExchange message, Alert alert)
            throws TlsFault {
        server.say(message);
        server.say(new ServerHelloDone());
        server.assertDies(alert);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 32, 63, 64, 70})
    void aSignatureOverAnotherHandshakeIsRefused(int at) throws Exception {
        ScriptedTls12Server server = new ScriptedTls12Server(ECDSA).certified();
        EcdheParameters right = server.keyExchange(Identities.EC_256).ecdhe();
        byte[] other = server.parameters().signedContent(right.encodeParameters());
        other[at] ^= 1;
        Identity signer = Identities.EC_256;
        byte[] signature = Signatures.sign(signer.scheme(), signer.key(), other, new SecureRandom());
        assertRefused(server, right.signed(signature).toMessage(), Alert.DECRYPT_ERROR);
    }

    @Test
    void aSchemeThatWasNotOfferedOrDoesNotFitIsRefused() throws TlsFault {
        Settings client = ScriptedTls12Client.settings()
                .signatureSchemes(List.of(SignatureScheme.ECDSA_SECP256R1_SHA256, SignatureScheme.RSA_PSS_RSAE_SHA256))
                .build();
        ScriptedTls12Server notOffered = new ScriptedTls12Server(ECDSA, client).certified();
        assertRefused(
                notOffered,
                notOffered.keyExchange(Identities.signingWith(
                        Identities.EC_256, SignatureScheme.ECDSA_SECP384R1_SHA384, Identities.EC_256)),
                Alert.ILLEGAL_PARAMETER);
        ScriptedTls12Server unfit = new ScriptedTls12Server(ECDSA, client).certified();
        assertRefused(unfit, unfit.keyExchange(Identities.RSA), Alert.ILLEGAL_PARAMETER);
    }

    @Test
    void aCurveThatWasNotOfferedIsRefused() throws TlsFault {
        var server = new ScriptedTls12Server(
                        ECDSA,
                        ScriptedTls12Client.settings()
                                .groups(List.of(NamedGroup.SECP256R1, NamedGroup.FFDHE2048))
                                .build())
                .certified();
        assertRefused(server, server.keyExchange(Identities.EC_256), Alert.ILLEGAL_PARAMETER);
        ScriptedTls12Server field = new ScriptedTls12Server(ECDSA).certified();
        assertRefused(
                field, field.ecdhe(NamedGroup.FFDHE2048, new byte[200], Identities.EC_256), Alert.ILLEGAL_PARAMETER);
    }

    @Test
    void aPointThatIsNoneIsRefused() throws TlsFault {
        ScriptedTls12Server zero = new ScriptedTls12Server(ECDSA).certified();
        assertRefused(zero, zero.ecdhe(NamedGroup.X25519, new byte[32], Identities.EC_256), Alert.ILLEGAL_PARAMETER);
        for (int length : new int[] {1, 33, 65}) {
            byte[] point = ScriptedClient.filled(length, 4);
            ScriptedTls12Server server = new ScriptedTls12Server(ECDSA).certified();
            assertRefused(
                    server, server.ecdhe(NamedGroup.SECP256R1, point, Identities.EC_256), Alert.ILLEGAL_PARAMETER);
        }
    }

    private static ServerKeyExchange dhe(ScriptedTls12Server server, byte[] p, int g, byte[] publicValue)
            throws TlsFault {
        Identity signer = server.identity();
        var unsigned = new DheParameters(
                p, new byte[] {(byte) g}, publicValue, signer.scheme().code(), new byte[0]);
        return unsigned.signed(server.sign(signer, unsigned.encodeParameters())).toMessage();
    }

    @Test
    void aFieldThatIsWeakIsRefused() throws TlsFault {
        byte[] good = new ScriptedTls12Server(DHE)
                .certified()
                .keyExchange(Identities.RSA)
                .dhe()
                .p();
        byte[] composite = new BigInteger(1, good).add(BigInteger.TWO).toByteArray();
        byte[] even = new BigInteger(1, good).add(BigInteger.ONE).toByteArray();
        ScriptedTls12Server small = new ScriptedTls12Server(DHE).certified();
        assertRefused(
                small, dhe(small, ScriptedClient.filled(128, 0xFF), 2, new byte[] {9}), Alert.INSUFFICIENT_SECURITY);
        for (byte[] p : List.of(composite, even)) {
            ScriptedTls12Server server = new ScriptedTls12Server(DHE).certified();
            assertRefused(server, dhe(server, p, 2, new byte[] {9}), Alert.ILLEGAL_PARAMETER);
        }
        ScriptedTls12Server one = new ScriptedTls12Server(DHE).certified();
        assertRefused(one, dhe(one, good, 1, new byte[] {9}), Alert.ILLEGAL_PARAMETER);
        byte[] last = good.clone();
        last[last.length - 1]--;
        for (byte[] publicValue : List.of(new byte[] {0}, new byte[] {1}, last, good)) {
            ScriptedTls12Server server = new ScriptedTls12Server(DHE).certified();
            assertRefused(server, dhe(server, good, 2, publicValue), Alert.HANDSHAKE_FAILURE);
        }
    }

    @Test
    void keyTransportHasNoServerKeyExchange() throws TlsFault {
        ScriptedTls12Server freak = new ScriptedTls12Server(TRANSPORT).certified();
        freak.say(new ServerKeyExchange(new byte[10]));
        freak.assertDies(Alert.UNEXPECTED_MESSAGE);
    }

    @Test
    void bodiesThatDoNotAddUpAreRefused() throws TlsFault {
        for (byte[] body :
                List.of(new byte[0], new byte[] {3, 0, 29, 32}, new byte[] {3, 0, 29, 1, 9, 4, 3, 0, 0, 0})) {
            ScriptedTls12Server server = new ScriptedTls12Server(ECDSA).certified();
            assertRefused(server, new ServerKeyExchange(body), Alert.DECODE_ERROR);
        }
        ScriptedTls12Server curveType = new ScriptedTls12Server(ECDSA).certified();
        assertRefused(curveType, new ServerKeyExchange(new byte[] {1, 0, 29, 1}), Alert.ILLEGAL_PARAMETER);
    }

    // ---- the end

    @Test
    void aWrongFinishedIsRefused() throws TlsFault {
        for (int length : new int[] {12, 11, 32}) {
            ScriptedTls12Server server = new ScriptedTls12Server(ECDSA).greeted();
            server.hearFlight();
            server.sayChangeCipherSpec();
            byte[] wrong = Arrays.copyOf(server.finished().verifyData(), length);
            wrong[0] ^= 1;
            server.say(new Finished(wrong));
            server.assertDies(length == 12 ? Alert.DECRYPT_ERROR : Alert.DECODE_ERROR);
        }
    }

    @Test
    void helloRequestsMeanNothingInAHandshakeAndAreDeclinedAfterIt() throws TlsFault {
        ScriptedTls12Server server = new ScriptedTls12Server(ECDSA);
        server.hearHello();
        server.sayHello(server.hello().encode());
        server.record(ContentType.HANDSHAKE, new HelloRequest().encode());
        server.say(server.certificate(server.identity()));
        server.record(ContentType.HANDSHAKE, new HelloRequest().encode());
        server.say(server.keyExchange(server.identity()));
        server.say(new ServerHelloDone());
        server.hearFlight();
        server.sayChangeCipherSpec();
        server.say(server.finished());
        assertTrue(server.subject().isOpen());
        server.record(ContentType.HANDSHAKE, new HelloRequest().encode());
        assertArrayEquals(new byte[] {1, 100}, server.open(server.takeRecord()));
        assertArrayEquals(new byte[] {3}, server.hearData((byte) 3));
        ScriptedTls12Server flood = greeted(ECDSA);
        for (int i = 0; i < 33; i++) {
            flood.record(ContentType.HANDSHAKE, new HelloRequest().encode());
        }
        flood.assertDies(Alert.UNEXPECTED_MESSAGE);
    }

    private static Settings.Builder tls12Only() {
        return ScriptedTls12Client.settings().versions(List.of(ProtocolVersion.TLS_1_2));
    }
}
