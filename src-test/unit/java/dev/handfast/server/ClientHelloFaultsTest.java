package dev.handfast.server;

import static dev.handfast.handshake.Draft.ALPN;
import static dev.handfast.handshake.Draft.EARLY_DATA;
import static dev.handfast.handshake.Draft.KEY_SHARE;
import static dev.handfast.handshake.Draft.PRE_SHARED_KEY;
import static dev.handfast.handshake.Draft.SERVER_NAME;
import static dev.handfast.handshake.Draft.SIGNATURE_ALGORITHMS;
import static dev.handfast.handshake.Draft.SUPPORTED_GROUPS;
import static dev.handfast.handshake.Draft.SUPPORTED_VERSIONS;
import static dev.handfast.wire.Alert.DECODE_ERROR;
import static dev.handfast.wire.Alert.HANDSHAKE_FAILURE;
import static dev.handfast.wire.Alert.ILLEGAL_PARAMETER;
import static dev.handfast.wire.Alert.MISSING_EXTENSION;
import static dev.handfast.wire.Alert.PROTOCOL_VERSION;

import dev.handfast.handshake.Draft;
import dev.handfast.handshake.ScriptedClient;
import dev.handfast.handshake.ScriptedPeer;
import dev.handfast.handshake.Wrong;
import dev.handfast.wire.Alert;
import dev.handfast.wire.TlsFault;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A ClientHello with one thing wrong: the server says which alert, in the clear, and not a byte of a ServerHello. */
class ClientHelloFaultsTest {
    private static final int SESSION_ID = 34;
    private static final int SUITES = SESSION_ID + 33;
    private static final int COMPRESSION = SUITES + 8;

    private static Stream<Wrong> fields() {
        return Stream.of(
                wrong("legacy_version is TLS 1.1", hello -> hello.field(1, 2), PROTOCOL_VERSION),
                wrong("legacy_version is SSL 3", hello -> hello.field(1, 0), PROTOCOL_VERSION),
                wrong("the session id has 33 bytes", hello -> sessionId(hello, 33), DECODE_ERROR),
                wrong("the session id is longer than the hello", hello -> hello.field(SESSION_ID, 255), DECODE_ERROR),
                wrong("no cipher suite", hello -> suites(hello), DECODE_ERROR),
                wrong("half a cipher suite", hello -> suites(hello, 0x13, 0x01, 0x13), DECODE_ERROR),
                wrong("only suites nobody knows", hello -> suites(hello, 0x3A, 0x3A, 0x13, 0x07), HANDSHAKE_FAILURE),
                wrong("only suites of TLS 1.2", hello -> suites(hello, 0xC0, 0x2F, 0xC0, 0x30), HANDSHAKE_FAILURE),
                wrong("no compression method", hello -> compression(hello), DECODE_ERROR),
                wrong("another compression method", hello -> compression(hello, 1), ILLEGAL_PARAMETER),
                wrong("two compression methods", hello -> compression(hello, 0, 1), ILLEGAL_PARAMETER),
                wrong("half the random", hello -> hello.fields(old -> Arrays.copyOf(old, 18)), DECODE_ERROR));
    }

    private static Stream<Wrong> extensions() {
        return Stream.of(
                wrong("no extensions", Draft::withoutExtensions, PROTOCOL_VERSION),
                wrong("one extension twice", hello -> hello.append(SUPPORTED_GROUPS, 0, 2, 0, 29), ILLEGAL_PARAMETER),
                wrong("an unknown one twice", hello -> hello.append(0x3A3A).append(0x3A3A), ILLEGAL_PARAMETER),
                wrong("oid_filters, of CertificateRequest", hello -> hello.append(48, 0, 0), ILLEGAL_PARAMETER),
                wrong("no supported_versions", hello -> hello.without(SUPPORTED_VERSIONS), PROTOCOL_VERSION),
                wrong(
                        "no supported_versions, legacy_version is TLS 1.3",
                        hello -> hello.without(SUPPORTED_VERSIONS).field(1, 4),
                        PROTOCOL_VERSION),
                wrong("TLS 1.2 alone", hello -> hello.with(SUPPORTED_VERSIONS, 2, 3, 3), PROTOCOL_VERSION),
                wrong("versions nobody knows", hello -> hello.with(SUPPORTED_VERSIONS, 2, 3, 5), PROTOCOL_VERSION),
                wrong("no versions", hello -> hello.with(SUPPORTED_VERSIONS, 0), DECODE_ERROR),
                wrong("half a version", hello -> hello.with(SUPPORTED_VERSIONS, 3, 3, 4, 3), DECODE_ERROR),
                wrong("bytes behind the versions", hello -> hello.with(SUPPORTED_VERSIONS, 2, 3, 4, 0), DECODE_ERROR),
                wrong("no supported_groups", hello -> hello.without(SUPPORTED_GROUPS), MISSING_EXTENSION),
                wrong("no groups", hello -> hello.with(SUPPORTED_GROUPS, 0, 0), DECODE_ERROR),
                wrong("an empty supported_groups", hello -> hello.with(SUPPORTED_GROUPS), DECODE_ERROR),
                wrong("half a group", hello -> hello.with(SUPPORTED_GROUPS, 0, 3, 0, 29, 0), DECODE_ERROR),
                wrong("no signature_algorithms", hello -> hello.without(SIGNATURE_ALGORITHMS), MISSING_EXTENSION),
                wrong("no schemes", hello -> hello.with(SIGNATURE_ALGORITHMS, 0, 0), DECODE_ERROR),
                wrong("a scheme too short", hello -> hello.with(SIGNATURE_ALGORITHMS, 0, 4, 4, 3, 8), DECODE_ERROR),
                wrong(
                        "schemes nobody knows",
                        hello -> hello.with(SIGNATURE_ALGORITHMS, 0, 2, 8, 0xFF),
                        HANDSHAKE_FAILURE),
                wrong(
                        "rsa_pkcs1_sha256 alone",
                        hello -> hello.with(SIGNATURE_ALGORITHMS, 0, 2, 4, 1),
                        HANDSHAKE_FAILURE),
                wrong("ALPN without a name", hello -> hello.with(ALPN, 0, 0), DECODE_ERROR),
                wrong("ALPN with an empty name", hello -> hello.with(ALPN, 0, 1, 0), DECODE_ERROR),
                wrong("ALPN that ends early", hello -> hello.with(ALPN, 0, 3, 3, 'h', '2'), DECODE_ERROR),
                wrong("SNI without a name", hello -> hello.with(SERVER_NAME, 0, 0), DECODE_ERROR),
                wrong("SNI with an empty name", hello -> hello.with(SERVER_NAME, 0, 3, 0, 0, 0), DECODE_ERROR),
                wrong("SNI with a NUL", hello -> hello.with(SERVER_NAME, 0, 5, 0, 0, 2, 'a', 0), ILLEGAL_PARAMETER),
                wrong("SNI in UTF-8", hello -> hello.with(SERVER_NAME, 0, 5, 0, 0, 2, 0xC3, 0xA4), ILLEGAL_PARAMETER),
                wrong("early_data with a body", hello -> hello.with(EARLY_DATA, 1), DECODE_ERROR),
                wrong("pre_shared_key not last", ClientHelloFaultsTest::pskFirst, ILLEGAL_PARAMETER),
                wrong("pre_shared_key without its modes", ClientHelloFaultsTest::psk, MISSING_EXTENSION));
    }

    private static Stream<Wrong> keyShares() {
        byte[] low = new byte[32];
        low[0] = 1; // a point of order 4
        return Stream.of(
                wrong("no key_share", hello -> hello.without(KEY_SHARE), MISSING_EXTENSION),
                wrong("an empty key_share", hello -> hello.with(KEY_SHARE), DECODE_ERROR),
                wrong("a share without a key", hello -> hello.with(KEY_SHARE, 0, 4, 0, 29, 0, 0), DECODE_ERROR),
                wrong("a share that ends early", hello -> hello.with(KEY_SHARE, 0, 5, 0, 29, 0, 2, 1), DECODE_ERROR),
                wrong("bytes behind the shares", hello -> hello.with(KEY_SHARE, 0, 0, 1), DECODE_ERROR),
                wrong("two shares of one group", ClientHelloFaultsTest::twoShares, ILLEGAL_PARAMETER),
                wrong("a share of a group not offered", hello -> share(hello, 30, new byte[56]), ILLEGAL_PARAMETER),
                wrong("only groups nobody knows", ClientHelloFaultsTest::unknownGroups, HANDSHAKE_FAILURE),
                wrong("X25519 of 31 bytes", hello -> share(hello, 29, filled(31, 9)), ILLEGAL_PARAMETER),
                wrong("X25519 of 33 bytes", hello -> share(hello, 29, filled(33, 9)), ILLEGAL_PARAMETER),
                wrong("X25519 of 0: an all-zero secret", hello -> share(hello, 29, new byte[32]), ILLEGAL_PARAMETER),
                wrong("X25519 of low order", hello -> share(hello, 29, low), ILLEGAL_PARAMETER),
                wrong("P-256 off the curve", hello -> share(hello, 23, point(4, 65)), ILLEGAL_PARAMETER),
                wrong("P-256 at infinity", hello -> share(hello, 23, new byte[1]), ILLEGAL_PARAMETER),
                wrong("P-256 compressed", hello -> share(hello, 23, point(2, 33)), ILLEGAL_PARAMETER),
                wrong("P-256 hybrid", hello -> share(hello, 23, point(6, 65)), ILLEGAL_PARAMETER),
                wrong("P-256 too short", hello -> share(hello, 23, point(4, 64)), ILLEGAL_PARAMETER),
                wrong("P-256 too long", hello -> share(hello, 23, point(4, 66)), ILLEGAL_PARAMETER));
    }

    @ParameterizedTest
    @MethodSource({"fields", "extensions", "keyShares"})
    void aWrongHelloIsAnsweredInTheClear(Wrong wrong) throws TlsFault {
        var client = new ScriptedClient();
        client.say(wrong.change().apply(client.draft()).encode());
        client.assertDies(wrong.alert());
    }

    @Test
    void everyLengthOfTheHelloCounts() throws TlsFault {
        byte[] hello = new ScriptedClient().hello().encode();
        for (int body = 0; body < hello.length - 4; body++) {
            var client = new ScriptedClient();
            client.say(ScriptedPeer.message(1, Arrays.copyOfRange(hello, 4, 4 + body)));
            // Where the extensions would begin, a hello may end: it is one of TLS 1.2 then.
            client.assertDies(body == COMPRESSION + 2 ? PROTOCOL_VERSION : DECODE_ERROR);
        }
    }

    @Test
    void bytesBehindTheHelloAreADecodeError() throws TlsFault {
        var client = new ScriptedClient();
        byte[] hello = client.hello().encode();
        client.say(ScriptedPeer.message(1, Arrays.copyOfRange(hello, 4, hello.length + 1)));
        client.assertDies(DECODE_ERROR);
    }

    private static Wrong wrong(String what, UnaryOperator<Draft> change, Alert alert) {
        return new Wrong(what, change, alert);
    }

    private static Draft sessionId(Draft hello, int length) {
        return hello.fields(old -> ScriptedPeer.join(
                Arrays.copyOf(old, SESSION_ID),
                Draft.bytes(length),
                new byte[length],
                Arrays.copyOfRange(old, SUITES, old.length)));
    }

    private static Draft suites(Draft hello, int... suites) {
        return hello.fields(old -> ScriptedPeer.join(
                Arrays.copyOf(old, SUITES),
                Draft.bytes(0, suites.length),
                Draft.bytes(suites),
                Arrays.copyOfRange(old, COMPRESSION, old.length)));
    }

    private static Draft compression(Draft hello, int... methods) {
        return hello.fields(old ->
                ScriptedPeer.join(Arrays.copyOf(old, COMPRESSION), Draft.bytes(methods.length), Draft.bytes(methods)));
    }

    private static Draft share(Draft hello, int group, byte[] key) {
        return hello.with(
                KEY_SHARE, out -> out.vector(0xFFFF, list -> list.uint16(group).opaque(0xFFFF, key)));
    }

    private static Draft twoShares(Draft hello) {
        byte[] one = hello.body(KEY_SHARE);
        byte[] entry = Arrays.copyOfRange(one, 2, one.length);
        return hello.with(KEY_SHARE, out -> out.opaque(0xFFFF, ScriptedPeer.join(entry, entry)));
    }

    private static Draft unknownGroups(Draft hello) {
        return hello.with(SUPPORTED_GROUPS, 0, 2, 0x3A, 0x3A).with(KEY_SHARE, 0, 5, 0x3A, 0x3A, 0, 1, 0);
    }

    private static Draft psk(Draft hello) {
        return hello.with(
                PRE_SHARED_KEY,
                out -> out.vector(0xFFFF, ids -> ids.opaque(0xFFFF, new byte[4]).uint32(0))
                        .vector(0xFFFF, binders -> binders.opaque(255, new byte[32])));
    }

    private static Draft pskFirst(Draft hello) {
        return psk(hello).append(0x3A3A);
    }

    private static byte[] filled(int length, int value) {
        return ScriptedClient.filled(length, value);
    }

    private static byte[] point(int form, int length) {
        byte[] point = filled(length, 7);
        point[0] = (byte) form;
        return point;
    }
}
