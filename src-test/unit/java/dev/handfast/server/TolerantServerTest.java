package dev.handfast.server;

import static dev.handfast.handshake.Draft.EARLY_DATA;
import static dev.handfast.handshake.Draft.GREASE;
import static dev.handfast.handshake.Draft.KEY_SHARE;
import static dev.handfast.handshake.Draft.PSK_KEY_EXCHANGE_MODES;
import static dev.handfast.handshake.Draft.SIGNATURE_ALGORITHMS;
import static dev.handfast.handshake.Draft.SUPPORTED_GROUPS;
import static dev.handfast.handshake.Draft.SUPPORTED_VERSIONS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.handshake.Draft;
import dev.handfast.handshake.HelloPolicy;
import dev.handfast.handshake.Negotiated;
import dev.handfast.handshake.ScriptedClient;
import dev.handfast.handshake.ScriptedPeer;
import dev.handfast.wire.Alert;
import dev.handfast.wire.ByteWriter;
import dev.handfast.wire.TlsFault;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a server ignores because the standard says so, and what its application decides. */
class TolerantServerTest {
    private record Odd(String what, UnaryOperator<Draft> change) {
        @Override
        public String toString() {
            return what;
        }
    }

    private static Stream<Odd> hellos() {
        return Stream.of(
                new Odd("an unknown extension", hello -> hello.append(GREASE, 1, 2, 3)),
                new Odd("an unknown extension first", hello -> hello.prepend(GREASE)),
                new Odd("1000 unknown extensions", hello -> {
                    Draft more = hello;
                    for (int type = 0x8000; type < 0x8000 + 1000; type++) {
                        more = more.append(type, 1);
                    }
                    return more;
                }),
                new Odd("an unknown version", hello -> hello.with(SUPPORTED_VERSIONS, 6, 0x3A, 0x3A, 3, 5, 3, 4)),
                new Odd("TLS 1.2 offered as well", hello -> hello.with(SUPPORTED_VERSIONS, 4, 3, 3, 3, 4)),
                new Odd("legacy_version above TLS 1.2", hello -> hello.field(0, 9)),
                new Odd("unknown suites", TolerantServerTest::unknownSuites),
                new Odd(
                        "unknown schemes",
                        hello -> hello.with(SIGNATURE_ALGORITHMS, out -> codes(out, 30_000, 0x0403))),
                new Odd("unknown groups", hello -> hello.with(SUPPORTED_GROUPS, out -> codes(out, 30_000, 29))),
                new Odd("a share of an unknown group", TolerantServerTest::unknownShare),
                new Odd("an X25519 share with its high bit set", hello -> {
                    byte[] share = hello.body(KEY_SHARE);
                    share[share.length - 1] |= (byte) 0x80; // RFC 7748 §5 masks it
                    return hello.with(KEY_SHARE, share);
                }),
                new Odd("early_data, and then none", hello -> hello.append(EARLY_DATA)),
                new Odd("psk_key_exchange_modes nobody knows", hello -> hello.append(PSK_KEY_EXCHANGE_MODES, 1, 77)));
    }

    @ParameterizedTest
    @MethodSource("hellos")
    void isIgnored(Odd odd) throws TlsFault {
        var client = new ScriptedClient();
        client.say(odd.change().apply(client.draft()).encode());
        client.hearFlight();
        client.finish();
        assertTrue(client.subject().isOpen());
    }

    @Test
    void whatTheApplicationRefusesIsToldBeforeAServerHello() throws TlsFault {
        for (Alert alert : List.of(Alert.UNRECOGNIZED_NAME, Alert.ACCESS_DENIED)) {
            var client = new ScriptedClient(
                    ScriptedClient.settings().policy(refusing(alert)).build());
            client.say(client.hello());
            client.assertDies(alert);
        }
    }

    @Test
    void withoutACommonProtocolTheAlertSaysSo() throws TlsFault {
        var client = new ScriptedClient(ScriptedClient.settings()
                .policy(choosing(offered -> {
                    throw new IllegalStateException("not reached");
                }))
                .build());
        client.say(client.hello()); // no ALPN: the policy is not asked
        client.hearFlight();

        var strict = new ScriptedClient(ScriptedClient.settings()
                .policy(choosing(offered -> {
                    throw new TlsFault(Alert.NO_APPLICATION_PROTOCOL, "none fits");
                }))
                .build());
        strict.say(strict.draft().with(Draft.ALPN, 0, 3, 2, 'h', '2').encode());
        strict.assertDies(Alert.NO_APPLICATION_PROTOCOL);
    }

    @Test
    void theChosenProtocolIsAgreed() throws TlsFault {
        var client = new ScriptedClient(ScriptedClient.settings()
                .policy(choosing(offered -> offered.get(1)))
                .build());
        client.say(
                client.draft().with(Draft.ALPN, 0, 6, 2, 'h', '2', 2, 'h', '3').encode());
        client.hearFlight();
        client.finish();
        assertEquals("h3", client.subject().negotiated().applicationProtocol());
    }

    @Test
    void noTicketFollowsTheHandshake() throws TlsFault {
        assertFalse(new ScriptedClient().handshake().subject().hasOutput());
    }

    /** Something that chooses one of the protocols offered. */
    @FunctionalInterface
    private interface Choice {
        String of(List<String> offered) throws TlsFault;
    }

    private static HelloPolicy choosing(Choice choice) {
        return new HelloPolicy() {
            @Override
            public void acceptServerNames(Negotiated soFar) {}

            @Override
            public String chooseProtocol(Negotiated soFar, List<String> offered) throws TlsFault {
                return choice.of(offered);
            }
        };
    }

    private static HelloPolicy refusing(Alert alert) {
        return new HelloPolicy() {
            @Override
            public void acceptServerNames(Negotiated soFar) throws TlsFault {
                throw new TlsFault(alert, "not here");
            }

            @Override
            public String chooseProtocol(Negotiated soFar, List<String> offered) {
                return "";
            }
        };
    }

    private static void codes(ByteWriter out, int unknown, int known) {
        out.vector(0xFFFE, list -> {
            for (int code = 0; code < unknown; code++) {
                list.uint16(0x8000 + code);
            }
            list.uint16(known);
        });
    }

    private static Draft unknownSuites(Draft hello) {
        byte[] suites = new byte[2 * 5000];
        Arrays.fill(suites, (byte) 0x3A);
        return hello.fields(old -> ScriptedPeer.join(
                Arrays.copyOf(old, 67),
                Draft.bytes((suites.length + 2) >> 8, (suites.length + 2) & 0xFF),
                suites,
                Draft.bytes(0x13, 0x02),
                Arrays.copyOfRange(old, 75, old.length)));
    }

    private static Draft unknownShare(Draft hello) {
        byte[] shares = hello.body(KEY_SHARE);
        return hello.with(SUPPORTED_GROUPS, 0, 4, 0x3A, 0x3A, 0, 29)
                .with(
                        KEY_SHARE,
                        out -> out.vector(
                                0xFFFF,
                                list -> list.uint16(GREASE)
                                        .opaque(0xFFFF, new byte[1])
                                        .opaque(Arrays.copyOfRange(shares, 2, shares.length))));
    }
}
