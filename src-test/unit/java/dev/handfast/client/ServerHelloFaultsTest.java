package dev.handfast.client;

import static dev.handfast.handshake.Draft.COOKIE;
import static dev.handfast.handshake.Draft.EXTENDED_MASTER_SECRET;
import static dev.handfast.handshake.Draft.GREASE;
import static dev.handfast.handshake.Draft.KEY_SHARE;
import static dev.handfast.handshake.Draft.PRE_SHARED_KEY;
import static dev.handfast.handshake.Draft.SUPPORTED_VERSIONS;
import static dev.handfast.wire.Alert.DECODE_ERROR;
import static dev.handfast.wire.Alert.ILLEGAL_PARAMETER;
import static dev.handfast.wire.Alert.MISSING_EXTENSION;
import static dev.handfast.wire.Alert.PROTOCOL_VERSION;
import static dev.handfast.wire.Alert.UNEXPECTED_MESSAGE;
import static dev.handfast.wire.Alert.UNSUPPORTED_EXTENSION;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handfast.handshake.Draft;
import dev.handfast.handshake.ScriptedClient;
import dev.handfast.handshake.ScriptedServer;
import dev.handfast.handshake.Wrong;
import dev.handfast.message.ClientHello;
import dev.handfast.message.Extension;
import dev.handfast.wire.Alert;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.TlsFault;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A ServerHello or HelloRetryRequest with one thing wrong: the client says which alert, in the clear. */
class ServerHelloFaultsTest {
    private static final int SESSION_ID = 34;
    private static final int SUITE = SESSION_ID + 33;

    private static Stream<Wrong> hellos() {
        return Stream.of(
                wrong("legacy_version is TLS 1.3", hello -> hello.field(1, 4), ILLEGAL_PARAMETER),
                wrong("legacy_version is TLS 1.1", hello -> hello.field(1, 2), ILLEGAL_PARAMETER),
                wrong("another session id", hello -> hello.flip(40), ILLEGAL_PARAMETER),
                wrong("a suite not offered", hello -> hello.field(SUITE + 1, 2), ILLEGAL_PARAMETER),
                wrong(
                        "a suite of TLS 1.2",
                        hello -> hello.field(SUITE, 0xC0).field(SUITE + 1, 0x2F),
                        ILLEGAL_PARAMETER),
                wrong("compression", hello -> hello.field(SUITE + 2, 1), ILLEGAL_PARAMETER),
                wrong("TLS 1.2", Draft::withoutExtensions, PROTOCOL_VERSION),
                wrong(
                        "TLS 1.2, and a key_share of TLS 1.3",
                        hello -> hello.without(SUPPORTED_VERSIONS),
                        ILLEGAL_PARAMETER),
                wrong("TLS 1.2 by a server that could do better", hello -> downgraded(hello, 1), ILLEGAL_PARAMETER),
                wrong("TLS 1.1 by a server that could do better", hello -> downgraded(hello, 0), ILLEGAL_PARAMETER),
                wrong(
                        "TLS 1.2 by supported_versions",
                        hello -> hello.with(SUPPORTED_VERSIONS, 3, 3),
                        ILLEGAL_PARAMETER),
                wrong("an unknown version", hello -> hello.with(SUPPORTED_VERSIONS, 3, 5), ILLEGAL_PARAMETER),
                wrong("half a version", hello -> hello.with(SUPPORTED_VERSIONS, 3), DECODE_ERROR),
                wrong("no key_share", hello -> hello.without(KEY_SHARE), MISSING_EXTENSION),
                wrong("a share that ends early", hello -> hello.with(KEY_SHARE, 0, 29, 0, 32, 1), DECODE_ERROR),
                wrong("a share of another group", hello -> share(hello, 23, new byte[65]), ILLEGAL_PARAMETER),
                wrong(
                        "a good share under the number of another group",
                        hello -> renumbered(hello, 23),
                        ILLEGAL_PARAMETER),
                wrong("a share of an unknown group", hello -> share(hello, GREASE, new byte[1]), ILLEGAL_PARAMETER),
                wrong("a short share", hello -> share(hello, 29, ScriptedClient.filled(31, 9)), ILLEGAL_PARAMETER),
                wrong("an all-zero secret", hello -> share(hello, 29, new byte[32]), ILLEGAL_PARAMETER),
                wrong("an unknown extension", hello -> hello.append(GREASE), UNSUPPORTED_EXTENSION),
                wrong("pre_shared_key not offered", hello -> hello.append(PRE_SHARED_KEY, 0, 0), UNSUPPORTED_EXTENSION),
                wrong("a cookie", hello -> hello.append(COOKIE, 0, 1, 1), ILLEGAL_PARAMETER),
                wrong("ALPN, of EncryptedExtensions", hello -> hello.append(Draft.ALPN, 0, 0), ILLEGAL_PARAMETER),
                wrong("an extension of TLS 1.2", hello -> hello.append(EXTENDED_MASTER_SECRET), ILLEGAL_PARAMETER),
                wrong("one extension twice", hello -> hello.append(SUPPORTED_VERSIONS, 3, 4), ILLEGAL_PARAMETER));
    }

    private static Stream<Wrong> retries() {
        return Stream.of(
                wrong("another session id", request -> request.flip(40), ILLEGAL_PARAMETER),
                wrong("a suite not offered", request -> request.field(SUITE + 1, 2), ILLEGAL_PARAMETER),
                wrong("compression", request -> request.field(SUITE + 2, 1), ILLEGAL_PARAMETER),
                wrong("nothing to change", request -> request.without(KEY_SHARE), ILLEGAL_PARAMETER),
                wrong("a group not offered", request -> request.with(KEY_SHARE, 0, 30), ILLEGAL_PARAMETER),
                wrong("an unknown group", request -> request.with(KEY_SHARE, 0x3A, 0x3A), ILLEGAL_PARAMETER),
                wrong("the group that was shared", request -> request.with(KEY_SHARE, 0, 29), ILLEGAL_PARAMETER),
                wrong("a share instead of a group", request -> request.with(KEY_SHARE, 0, 23, 0, 1, 1), DECODE_ERROR),
                wrong("no supported_versions", request -> request.without(SUPPORTED_VERSIONS), PROTOCOL_VERSION),
                wrong("TLS 1.2", request -> request.with(SUPPORTED_VERSIONS, 3, 3), ILLEGAL_PARAMETER),
                wrong("an empty cookie", request -> request.append(COOKIE, 0, 0), DECODE_ERROR),
                wrong("an unknown extension", request -> request.append(GREASE), UNSUPPORTED_EXTENSION),
                wrong("one extension twice", request -> request.append(KEY_SHARE, 0, 23), ILLEGAL_PARAMETER));
    }

    @ParameterizedTest
    @MethodSource("hellos")
    void aWrongServerHelloIsAnsweredInTheClear(Wrong wrong) throws TlsFault {
        ScriptedServer server = server();
        server.hearHello();
        server.say(wrong.change().apply(Draft.of(server.hello())).encode());
        server.assertDies(wrong.alert());
    }

    @ParameterizedTest
    @MethodSource("retries")
    void aWrongRetryIsAnsweredInTheClear(Wrong wrong) throws TlsFault {
        ScriptedServer server = server();
        server.hearHello();
        server.say(wrong.change()
                .apply(Draft.of(server.retry(NamedGroup.SECP256R1)))
                .encode());
        server.assertDies(wrong.alert());
    }

    @Test
    void aRetryChangesTheShareAndNothingElse() throws TlsFault {
        ScriptedServer server = server();
        ClientHello first = server.hearHello();
        server.sayRetry(Draft.of(server.retry(NamedGroup.SECP256R1)).encode());
        ClientHello second = server.hearHello();
        assertEquals(
                List.of(NamedGroup.SECP256R1),
                second.extensions().get(Extension.KEY_SHARE_CH).orElseThrow().stream()
                        .map(share -> share.group())
                        .toList());
        assertArrayEquals(
                Draft.of(first).without(KEY_SHARE).encode(),
                Draft.of(second).without(KEY_SHARE).encode());
        server.sayHello(server.hello().encode());
        server.complete();
        assertEquals(1, server.changeCipherSpecs(), "before the second hello, and never again");
    }

    @Test
    void aCookieIsEchoed() throws TlsFault {
        ScriptedServer server = server();
        ClientHello first = server.hearHello();
        server.sayRetry(Draft.of(server.retry(NamedGroup.SECP256R1))
                .without(KEY_SHARE)
                .append(COOKIE, 0, 3, 7, 8, 9)
                .encode());
        ClientHello second = server.hearHello();
        assertArrayEquals(
                Draft.bytes(7, 8, 9),
                second.extensions().get(Extension.COOKIE_CH).orElseThrow());
        assertArrayEquals(
                Draft.of(first).encode(), Draft.of(second).without(COOKIE).encode(), "the share stays, too");
        server.sayHello(server.hello().encode());
        server.complete();
    }

    @Test
    void aSecondRetryIsUnexpected() throws TlsFault {
        ScriptedServer server = server();
        server.hearHello();
        server.sayRetry(server.retry(NamedGroup.SECP256R1).encode());
        server.hearHello();
        server.say(server.retry(NamedGroup.SECP384R1));
        server.assertDies(UNEXPECTED_MESSAGE);
    }

    @Test
    void aSuiteThatChangesAfterARetryIsIllegal() throws TlsFault {
        var server = new ScriptedServer(ScriptedServer.settings().build());
        server.hearHello();
        server.sayRetry(server.retry(NamedGroup.SECP256R1).encode());
        server.hearHello();
        server.choose(CipherSuite.TLS_CHACHA20_POLY1305_SHA256);
        server.say(server.hello());
        server.assertDies(ILLEGAL_PARAMETER);
    }

    @Test
    void aGroupThatChangesAfterARetryIsIllegal() throws TlsFault {
        ScriptedServer server = server();
        server.hearHello();
        server.sayRetry(server.retry(NamedGroup.SECP256R1).encode());
        server.hearHello();
        server.say(share(Draft.of(server.hello()), 29, ScriptedClient.filled(32, 9))
                .encode());
        server.assertDies(ILLEGAL_PARAMETER);
    }

    @Test
    void anOffCurvePointIsIllegal() throws TlsFault {
        var server = new ScriptedServer(
                ScriptedServer.settings().groups(List.of(NamedGroup.SECP256R1)).build());
        server.hearHello();
        byte[] point = server.share().keyExchange();
        point[64] ^= 1;
        server.say(share(Draft.of(server.hello()), 23, point).encode());
        server.assertDies(ILLEGAL_PARAMETER);
    }

    private static ScriptedServer server() {
        return new ScriptedServer(ScriptedServer.settings()
                .suites(List.of(CipherSuite.TLS_AES_128_GCM_SHA256))
                .groups(List.of(NamedGroup.X25519, NamedGroup.SECP256R1, NamedGroup.SECP384R1))
                .build());
    }

    private static Wrong wrong(String what, UnaryOperator<Draft> change, Alert alert) {
        return new Wrong(what, change, alert);
    }

    private static Draft share(Draft hello, int group, byte[] key) {
        return hello.with(KEY_SHARE, out -> out.uint16(group).opaque(0xFFFF, key));
    }

    private static Draft renumbered(Draft hello, int group) {
        byte[] share = hello.body(KEY_SHARE);
        share[1] = (byte) group;
        return hello.with(KEY_SHARE, share);
    }

    /** "DOWNGRD" and a version at the end of the random (RFC 9846 §4.2.3). */
    private static Draft downgraded(Draft hello, int version) {
        int[] sentinel = {0x44, 0x4F, 0x57, 0x4E, 0x47, 0x52, 0x44, version};
        Draft changed = hello.withoutExtensions();
        for (int i = 0; i < sentinel.length; i++) {
            changed = changed.field(26 + i, sentinel[i]);
        }
        return changed;
    }
}
