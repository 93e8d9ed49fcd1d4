package dev.handfast.server;

import static dev.handfast.server.Tls12Hellos.groups;
import static dev.handfast.wire.Alert.DECODE_ERROR;
import static dev.handfast.wire.Alert.HANDSHAKE_FAILURE;
import static dev.handfast.wire.Alert.ILLEGAL_PARAMETER;
import static dev.handfast.wire.CipherSuite.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256;
import static dev.handfast.wire.CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256;
import static dev.handfast.wire.CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256;

import dev.handfast.handshake.ScriptedClient;
import dev.handfast.handshake.ScriptedPeer;
import dev.handfast.handshake.ScriptedTls12Client;
import dev.handfast.message.ClientKeyExchange;
import dev.handfast.wire.Alert;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.TlsFault;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A ClientKeyExchange that is malformed, or whose public value is none (RFC 5246 §7.4.7, RFC 8422 §5.11, RFC 7919 §4). */
class Tls12ClientKeyExchangeFaultsTest {
    private static final int X25519 = 29;
    private static final int SECP256R1 = 23;
    private static final byte[] GENERATOR = point(
            "6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296",
            "4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5");

    private static Stream<Arguments> points() {
        byte[] low = new byte[32];
        low[0] = 1; // a point of order 4
        byte[] hybrid = GENERATOR.clone();
        hybrid[0] = 7; // 6, and 1 because y is odd
        byte[] beside = GENERATOR.clone();
        beside[64] ^= 1;
        byte[] beyond = new byte[65];
        beyond[0] = 4;
        Arrays.fill(beyond, 1, 65, (byte) 0xFF);
        return Stream.of(
                Arguments.of("31 bytes", X25519, new byte[31]),
                Arguments.of("33 bytes", X25519, ScriptedClient.filled(33, 9)),
                Arguments.of("one byte", X25519, new byte[1]),
                Arguments.of("255 bytes", X25519, ScriptedClient.filled(255, 9)),
                Arguments.of("0: an all-zero secret", X25519, new byte[32]),
                Arguments.of("a point of low order", X25519, low),
                Arguments.of("a point of P-256", X25519, GENERATOR),
                Arguments.of("off the curve", SECP256R1, beside),
                Arguments.of("far off the curve", SECP256R1, filledPoint(4, 65)),
                Arguments.of("coordinates above p", SECP256R1, beyond),
                Arguments.of("0, 0", SECP256R1, zeroPoint()),
                Arguments.of("infinity", SECP256R1, new byte[1]),
                Arguments.of("compressed", SECP256R1, compressed()),
                Arguments.of("hybrid", SECP256R1, hybrid),
                Arguments.of("too short", SECP256R1, Arrays.copyOf(GENERATOR, 64)),
                Arguments.of("too long", SECP256R1, Arrays.copyOf(GENERATOR, 66)),
                Arguments.of("X25519", SECP256R1, ScriptedClient.filled(32, 9)));
    }

    @ParameterizedTest(name = "{1}: {0}")
    @MethodSource("points")
    void aPointThatIsNone(String what, int group, byte[] point) throws TlsFault {
        var client = new ScriptedTls12Client(TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256);
        client.say(groups(client.draft(), group).encode());
        client.hearFlight();
        client.say(ClientKeyExchange.ofEcdhe(point));
        client.assertDies(ILLEGAL_PARAMETER);
    }

    /** RFC 7919 §4 names the alert. */
    @Test
    void aPublicValueThatIsNone() throws TlsFault {
        BigInteger p = new BigInteger(1, greetedWithDhe().keyExchange().dhe().p());
        for (BigInteger value : new BigInteger[] {
            BigInteger.ZERO, BigInteger.ONE, p.subtract(BigInteger.ONE), p, p.add(BigInteger.ONE), p.shiftLeft(64)
        }) {
            ScriptedTls12Client client = greetedWithDhe();
            client.say(ClientKeyExchange.ofDhe(value.toByteArray()));
            client.assertDies(HANDSHAKE_FAILURE);
        }
    }

    private static ScriptedTls12Client greetedWithDhe() throws TlsFault {
        return new ScriptedTls12Client(TLS_DHE_RSA_WITH_AES_128_GCM_SHA256).greeted();
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256",
                "TLS_RSA_WITH_AES_128_GCM_SHA256"
            })
    void aLengthThatDoesNotAddUp(CipherSuite suite) throws TlsFault {
        byte[] proper =
                new ScriptedTls12Client(suite).greeted().clientKeyExchange().body();
        assertDies(suite, Arrays.copyOf(proper, proper.length - 1), DECODE_ERROR);
        assertDies(suite, Arrays.copyOf(proper, proper.length + 1), DECODE_ERROR);
        assertDies(suite, new byte[0], DECODE_ERROR);
        assertDies(suite, new byte[] {1}, DECODE_ERROR);
        byte[] longer = proper.clone();
        longer[0] = (byte) 0xFF;
        assertDies(suite, longer, DECODE_ERROR);
    }

    /** The public value has at least one byte; a ciphertext may have none, and is then as bad as any other. */
    @Test
    void anEmptyValue() throws TlsFault {
        assertDies(TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, new byte[1], DECODE_ERROR);
        assertDies(TLS_DHE_RSA_WITH_AES_128_GCM_SHA256, new byte[2], DECODE_ERROR);
        ScriptedTls12Client client = new ScriptedTls12Client(TLS_RSA_WITH_AES_128_GCM_SHA256).greeted();
        client.say(ScriptedPeer.message(16, new byte[2]));
        client.subject().checkFault();
    }

    private static void assertDies(CipherSuite suite, byte[] body, Alert alert) throws TlsFault {
        ScriptedTls12Client client = new ScriptedTls12Client(suite).greeted();
        client.say(ScriptedPeer.message(16, body));
        client.assertDies(alert);
    }

    private static byte[] compressed() {
        byte[] compressed = Arrays.copyOf(GENERATOR, 33);
        compressed[0] = 3; // y is odd
        return compressed;
    }

    private static byte[] zeroPoint() {
        byte[] point = new byte[65];
        point[0] = 4;
        return point;
    }

    private static byte[] filledPoint(int form, int length) {
        byte[] point = ScriptedClient.filled(length, 7);
        point[0] = (byte) form;
        return point;
    }

    private static byte[] point(String x, String y) {
        return HexFormat.of().parseHex("04" + x + y);
    }
}
