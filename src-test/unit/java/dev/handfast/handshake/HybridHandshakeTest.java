package dev.handfast.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.crypto.KeyExchange;
import dev.handfast.message.ServerHelloDone;
import dev.handfast.wire.Alert;
import dev.handfast.wire.ByteWriter;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.TlsFault;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Post-quantum hybrids in handshakes: in TLS 1.3 alone, with a HelloRetryRequest or without (draft-ietf-tls-ecdhe-mlkem). */
class HybridHandshakeTest {
    private static final CipherSuite SUITE_12 = CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256;

    private static Stream<NamedGroup> hybrids() {
        return NamedGroup.HYBRIDS.stream();
    }

    @ParameterizedTest
    @MethodSource("hybrids")
    void bothOfUsAgree(NamedGroup hybrid) throws Exception {
        assertAgreed(hybrid, List.of(hybrid, NamedGroup.X25519), List.of(hybrid, NamedGroup.X25519));
    }

    /** The client predicts its first group alone. */
    @ParameterizedTest
    @MethodSource("hybrids")
    void aHelloRetryRequestLeadsToItAndAwayFromIt(NamedGroup hybrid) throws Exception {
        assertAgreed(hybrid, List.of(NamedGroup.X25519, hybrid), List.of(hybrid));
        assertAgreed(NamedGroup.SECP384R1, List.of(hybrid, NamedGroup.SECP384R1), List.of(NamedGroup.SECP384R1));
    }

    private static void assertAgreed(NamedGroup expected, List<NamedGroup> ofClient, List<NamedGroup> ofServer)
            throws TlsFault {
        var both = new TwoConnections(
                        ScriptedServer.settings().groups(ofClient).build(),
                        ScriptedClient.settings().groups(ofServer).build())
                .talk();
        both.assertFlows();
        assertEquals(expected, both.client().negotiated().group());
    }

    @ParameterizedTest
    @MethodSource("hybrids")
    void aClientsShareThatIsNoneEndsInAnAlert(NamedGroup hybrid) throws Exception {
        for (Consumer<byte[]> fault : List.<Consumer<byte[]>>of(
                share -> Arrays.fill(share, (byte) 0xFF), // coefficients of 4095, and no point
                share -> Arrays.fill(share, 0, 3, (byte) 0xFF),
                share -> Arrays.fill(share, 300, 303, (byte) 0xFF))) {
            assertServerDies(hybrid, bent(hybrid, fault, 0));
        }
        assertServerDies(hybrid, bent(hybrid, share -> {}, 1));
        assertServerDies(hybrid, bent(hybrid, share -> {}, -1));
    }

    private static byte[] bent(NamedGroup hybrid, Consumer<byte[]> fault, int longer) {
        byte[] share = KeyExchange.of(hybrid).offer(new SecureRandom()).share().clone();
        fault.accept(share);
        return Arrays.copyOf(share, share.length + longer);
    }

    private static void assertServerDies(NamedGroup hybrid, byte[] share) throws TlsFault {
        var client = new ScriptedClient(
                ScriptedClient.settings().groups(List.of(hybrid)).build());
        client.say(client.draft()
                .with(Draft.SUPPORTED_GROUPS, 0, 2, hybrid.code() >> 8, hybrid.code() & 0xFF)
                .with(Draft.KEY_SHARE, out -> out.vector(0xFFFF, list -> entry(list, hybrid, share)))
                .encode());
        client.assertDies(Alert.ILLEGAL_PARAMETER);
    }

    @ParameterizedTest
    @MethodSource("hybrids")
    void aServersShareThatIsNoneEndsInAnAlert(NamedGroup hybrid) throws Exception {
        for (int longer : new int[] {-1, 1}) {
            var server = new ScriptedServer(
                    ScriptedServer.settings().groups(List.of(hybrid)).build());
            server.hearHello();
            byte[] right = server.share().keyExchange();
            server.say(Draft.of(server.hello())
                    .with(Draft.KEY_SHARE, out -> entry(out, hybrid, Arrays.copyOf(right, right.length + longer)))
                    .encode());
            server.assertDies(Alert.ILLEGAL_PARAMETER);
        }
    }

    private static void entry(ByteWriter out, NamedGroup group, byte[] share) {
        out.uint16(group.code()).opaque(0xFFFF, share);
    }

    /** A server of TLS 1.2 passes over it, though it likes it best. */
    @ParameterizedTest
    @MethodSource("hybrids")
    void tls12DoesWithoutIt(NamedGroup hybrid) throws Exception {
        List<NamedGroup> groups = List.of(hybrid, NamedGroup.SECP256R1);
        Settings.Builder server = ScriptedTls12Client.settings()
                .versions(List.of(ProtocolVersion.TLS_1_2))
                .groups(groups);
        Settings.Builder client = ScriptedTls12Client.settings().groups(groups);
        var both = new TwoConnections(client.build(), server.build()).talk();
        both.assertFlows();
        assertEquals(ProtocolVersion.TLS_1_2, both.client().negotiated().version());
        assertEquals(NamedGroup.SECP256R1, both.client().negotiated().group());
    }

    @ParameterizedTest
    @MethodSource("hybrids")
    void aServerOfTls12ThatTakesItIsRefused(NamedGroup hybrid) throws Exception {
        Settings client = ScriptedTls12Client.settings()
                .groups(List.of(hybrid, NamedGroup.SECP256R1))
                .build();
        ScriptedTls12Server server = new ScriptedTls12Server(SUITE_12, client).certified();
        server.say(server.ecdhe(hybrid, new byte[200], Identities.EC_256));
        server.say(new ServerHelloDone());
        TlsFault fault = assertThrows(TlsFault.class, server.subject()::checkFault);
        assertTrue(fault.getMessage().endsWith(hybrid + " as its elliptic curve"), fault.getMessage());
        server.assertDies(Alert.ILLEGAL_PARAMETER);
    }
}
