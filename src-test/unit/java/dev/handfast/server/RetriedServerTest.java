package dev.handfast.server;

import static dev.handfast.handshake.Draft.ALPN;
import static dev.handfast.handshake.Draft.COOKIE;
import static dev.handfast.handshake.Draft.EARLY_DATA;
import static dev.handfast.handshake.Draft.GREASE;
import static dev.handfast.handshake.Draft.KEY_SHARE;
import static dev.handfast.handshake.Draft.SUPPORTED_GROUPS;
import static dev.handfast.wire.Alert.ILLEGAL_PARAMETER;
import static dev.handfast.wire.Alert.MISSING_EXTENSION;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.handshake.Draft;
import dev.handfast.handshake.ScriptedClient;
import dev.handfast.handshake.Wrong;
import dev.handfast.wire.Alert;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.TlsFault;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A server that wants P-384 sends every hello with X25519 back (RFC 9846 §4.2.4). */
class RetriedServerTest {
    private static Stream<Wrong> secondHellos() {
        return Stream.of(
                new Wrong("no cookie", hello -> hello.without(COOKIE), ILLEGAL_PARAMETER),
                new Wrong("another cookie", hello -> hello.with(COOKIE, 0, 2, 1, 2), ILLEGAL_PARAMETER),
                new Wrong("one bit of the cookie", RetriedServerTest::bend, ILLEGAL_PARAMETER),
                new Wrong("another random", hello -> hello.field(5, 0), ILLEGAL_PARAMETER),
                new Wrong("another session id", hello -> hello.field(40, 0), ILLEGAL_PARAMETER),
                new Wrong("another suite", hello -> hello.field(70, 3), ILLEGAL_PARAMETER),
                new Wrong("extensions in another order", Draft::rotated, ILLEGAL_PARAMETER),
                new Wrong("an extension more", hello -> hello.append(GREASE), ILLEGAL_PARAMETER),
                new Wrong("ALPN gone", hello -> hello.without(ALPN), ILLEGAL_PARAMETER),
                new Wrong("another protocol", hello -> hello.with(ALPN, 0, 3, 2, 'h', '3'), ILLEGAL_PARAMETER),
                new Wrong("other groups", hello -> hello.with(SUPPORTED_GROUPS, 0, 2, 0, 24), ILLEGAL_PARAMETER),
                new Wrong("early data", hello -> hello.append(EARLY_DATA), ILLEGAL_PARAMETER),
                new Wrong("no share", hello -> hello.with(KEY_SHARE, 0, 0), ILLEGAL_PARAMETER),
                new Wrong("no key_share", hello -> hello.without(KEY_SHARE), MISSING_EXTENSION),
                new Wrong("two shares", RetriedServerTest::twoShares, ILLEGAL_PARAMETER));
    }

    @Test
    void aProperSecondHelloCompletesTheHandshake() throws TlsFault {
        ScriptedClient client = client();
        Draft first = hello(client);
        client.say(first.encode());
        client.say(client.second(first, client.hearRetry()).encode());
        client.hearFlight();
        client.finish();
        assertEquals(NamedGroup.SECP384R1, client.subject().negotiated().group());
        assertEquals(1, client.changeCipherSpecs(), "behind the HelloRetryRequest, and never again");
    }

    @ParameterizedTest
    @MethodSource("secondHellos")
    void aSecondHelloThatChangesMoreIsRefused(Wrong wrong) throws TlsFault {
        ScriptedClient client = client();
        Draft first = hello(client);
        client.say(first.encode());
        client.say(
                wrong.change().apply(client.second(first, client.hearRetry())).encode());
        client.assertDies(wrong.alert());
    }

    @Test
    void theSameHelloAgainIsRefused() throws TlsFault {
        ScriptedClient client = client();
        client.say(client.hello());
        client.hearRetry();
        client.say(hello(client()).encode());
        client.assertDies(ILLEGAL_PARAMETER);
    }

    @Test
    void everyConnectionHasACookieOfItsOwn() throws TlsFault {
        ScriptedClient other = client();
        Draft first = hello(other);
        other.say(first.encode());
        Draft stolen = other.second(first, other.hearRetry());

        ScriptedClient client = client();
        client.say(first.encode());
        client.say(client.second(first, client.hearRetry())
                .with(COOKIE, stolen.body(COOKIE))
                .encode());
        client.assertDies(ILLEGAL_PARAMETER);
    }

    @Test
    void theAnsweredShareOfTheSecondHelloIsCheckedToo() throws TlsFault {
        ScriptedClient client = client();
        Draft first = hello(client);
        client.say(first.encode());
        Draft second = client.second(first, client.hearRetry());
        byte[] share = second.body(KEY_SHARE);
        share[share.length - 1] ^= 1; // off the curve
        client.say(second.with(KEY_SHARE, share).encode());
        client.assertDies(ILLEGAL_PARAMETER);
        assertTrue(client.changeCipherSpecs() == 1);
    }

    @Test
    void aFinishedInsteadOfTheSecondHelloIsUnexpected() throws TlsFault {
        ScriptedClient client = client();
        client.say(client.hello());
        client.hearRetry();
        client.say(ScriptedClient.message(20, new byte[32]));
        client.assertDies(Alert.UNEXPECTED_MESSAGE);
    }

    private static ScriptedClient client() {
        return new ScriptedClient(
                ScriptedClient.settings().groups(List.of(NamedGroup.SECP384R1)).build());
    }

    private static Draft hello(ScriptedClient client) {
        return client.draft().append(ALPN, 0, 3, 2, 'h', '2');
    }

    private static Draft bend(Draft hello) {
        byte[] cookie = hello.body(COOKIE);
        cookie[cookie.length - 1] ^= 1;
        return hello.with(COOKIE, cookie);
    }

    private static Draft twoShares(Draft hello) {
        byte[] wanted = hello.body(KEY_SHARE);
        return hello.with(
                KEY_SHARE,
                out -> out.vector(
                        0xFFFF,
                        list -> list.opaque(Arrays.copyOfRange(wanted, 2, wanted.length))
                                .uint16(0x1D)
                                .opaque(0xFFFF, ScriptedClient.filled(32, 9))));
    }
}
