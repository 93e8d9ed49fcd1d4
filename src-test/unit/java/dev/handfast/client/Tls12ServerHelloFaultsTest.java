package dev.handfast.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.handfast.handshake.Draft;
import dev.handfast.handshake.ScriptedPeer;
import dev.handfast.handshake.ScriptedServer;
import dev.handfast.handshake.ScriptedTls12Client;
import dev.handfast.handshake.ScriptedTls12Server;
import dev.handfast.handshake.Settings;
import dev.handfast.handshake.Wrong;
import dev.handfast.message.ClientHello;
import dev.handfast.message.Extension;
import dev.handfast.wire.Alert;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.TlsFault;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A ServerHello of TLS 1.2 with one thing wrong: the client says which alert, in the clear. */
class Tls12ServerHelloFaultsTest {
    private static final CipherSuite ECDSA = CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256;
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
                wrong("server_name not offered", hello -> hello.append(Draft.SERVER_NAME), Alert.UNSUPPORTED_EXTENSION),
                wrong(
                        "status_request not offered",
                        hello -> hello.append(Draft.STATUS_REQUEST),
                        Alert.UNSUPPORTED_EXTENSION),
                wrong(
                        "session_ticket not offered",
                        hello -> hello.append(Extension.SESSION_TICKET_SH12.type()),
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
    void theProtocolIsOneOfThoseOffered() throws TlsFault {
        for (int version : new int[] {'2', '3'}) {
            var server = new ScriptedTls12Server(
                    ECDSA,
                    ScriptedTls12Client.settings()
                            .applicationProtocols(List.of("h1", "h2"))
                            .build());
            server.hearHello();
            server.sayHello(
                    server.draft().append(Draft.ALPN, 0, 3, 2, 'h', version).encode());
            if (version == '2') {
                assertEquals("h2", server.subject().negotiated().applicationProtocol());
            } else {
                server.assertDies(Alert.ILLEGAL_PARAMETER);
            }
        }
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

    private static Settings.Builder tls12Only() {
        return ScriptedTls12Client.settings().versions(List.of(ProtocolVersion.TLS_1_2));
    }
}
