package dev.handfast.handshake;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.ContentType;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Handshakes in which nobody does wrong. */
class HandshakeTest {
    private static Stream<Arguments> suitesAndGroups() {
        return CipherSuite.ofVersion(ProtocolVersion.TLS_1_3).stream()
                .flatMap(suite -> NamedGroup.SUPPORTED.stream().map(group -> Arguments.of(suite, group)));
    }

    private static Stream<Identity> identities() {
        return Identities.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("suitesAndGroups")
    void everySuiteGoesWithEveryGroup(CipherSuite suite, NamedGroup group) throws Exception {
        var server = new ScriptedServer(ScriptedServer.settings()
                .suites(List.of(suite))
                .groups(List.of(group))
                .build());
        server.choose(suite);
        server.handshake();
        assertEquals(suite, server.subject().negotiated().suite());
        assertEquals(group, server.subject().negotiated().group());
        assertFlows(server);

        var client = new ScriptedClient(ScriptedClient.settings()
                .suites(List.of(suite))
                .groups(List.of(group))
                .build());
        client.changeGroup(group);
        client.say(client.draft()
                .with(10, 0, 2, group.code() >> 8, group.code() & 0xFF)
                .encode());
        client.hearFlight();
        client.finish();
        assertEquals(suite, client.subject().negotiated().suite());
        assertFlows(client);
    }

    @ParameterizedTest
    @MethodSource("identities")
    void everyKindOfKeyProvesAServer(Identity identity) throws Exception {
        var server = new ScriptedServer();
        server.protectedPart();
        server.say(server.encryptedExtensions());
        server.say(server.certificate(identity));
        server.say(server.certificateVerify(identity));
        server.finish();
        server.hearFinish();
        assertEquals(identity.chain(), server.subject().negotiated().peerChain());
        assertFlows(server);
    }

    @ParameterizedTest
    @MethodSource("identities")
    void everyKindOfKeyProvesAClient(Identity identity) throws Exception {
        var client = new ScriptedClient(ScriptedClient.settings()
                .clientAuthentication(ClientAuthentication.NEEDED)
                .build());
        client.protectedPart();
        client.show(Optional.of(identity));
        client.finish();
        assertEquals(identity.chain(), client.subject().negotiated().peerChain());
        assertFlows(client);
    }

    @Test
    void aClientShowsItsCertificateWhenAsked() throws Exception {
        var server = new ScriptedServer().asking();
        server.handshake();
        assertFalse(server.subject().negotiated().localChain().isEmpty());
        assertFlows(server);
    }

    @Test
    void aClientWithoutCertificateSaysSo() throws Exception {
        var server = new ScriptedServer(
                        ScriptedServer.settings().credentials(Credentials.NONE).build())
                .asking();
        server.handshake();
        assertTrue(server.subject().negotiated().localChain().isEmpty());
        assertFlows(server);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void oneChangeCipherSpecIsSentAndNoMore(Role role) throws Exception {
        assertEquals(1, role.peer().handshake().changeCipherSpecs());
    }

    @Test
    void noChangeCipherSpecGoesToAClientWithoutSessionId() throws Exception {
        var client = new ScriptedClient();
        client.say(client.draft()
                .fields(old -> ScriptedPeer.join(
                        Arrays.copyOf(old, 34), new byte[1], Arrays.copyOfRange(old, 34 + 33, old.length)))
                .encode());
        client.hearFlight();
        client.finish();
        assertEquals(0, client.changeCipherSpecs());
        assertFlows(client);
    }

    private static void assertFlows(ScriptedTls13Peer peer) throws Exception {
        assertTrue(peer.subject().isOpen());
        assertArrayEquals(new byte[] {1, 2, 3}, peer.hearData((byte) 1, (byte) 2, (byte) 3));
        peer.record(ContentType.APPLICATION_DATA, (byte) 4, (byte) 5);
        assertArrayEquals(new byte[] {4, 5}, peer.dataReceived());
    }
}
