package dev.handfast.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.handshake.Draft;
import dev.handfast.handshake.LegacyResumption;
import dev.handfast.handshake.Negotiated;
import dev.handfast.handshake.RememberedSessions;
import dev.handfast.handshake.ResumableSession;
import dev.handfast.handshake.ResumingTls12Server;
import dev.handfast.handshake.ScriptedPeer;
import dev.handfast.handshake.ScriptedTls12Client;
import dev.handfast.handshake.ScriptedTls12Server;
import dev.handfast.handshake.Secrets;
import dev.handfast.message.Finished;
import dev.handfast.message.NewSessionTicket12;
import dev.handfast.message.ServerHelloDone;
import dev.handfast.wire.Alert;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.ContentType;
import dev.handfast.wire.TlsFault;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A client holds a TLS 1.2 server to the session that it offers (RFC 5246 §7.3, RFC 5077, RFC 7627 §5.3). */
class Tls12ResumptionFaultsTest {
    private static final CipherSuite GCM = CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256;
    private static final CipherSuite CBC = CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256;

    /** The fault is told, the session is not offered again, and nothing of it is left. */
    private static void assertDies(ResumingTls12Server server, Alert alert) throws Exception {
        server.assertDies(alert);
        assertEquals(1, server.store().discarded().size(), "the session of a connection that failed");
        assertEquals(List.of(), server.store().kept());
        server.store().assertErased();
        assertEquals(0, Secrets.of(server.subject()).size());
    }

    // ---- what is resumed

    @ParameterizedTest
    @MethodSource("suites")
    void theServerFinishesFirst(CipherSuite suite) throws Exception {
        ResumingTls12Server server = ResumingTls12Server.of(suite).resumed();
        server.finish();
        Negotiated agreed = server.subject().negotiated();
        assertEquals(Optional.of(ResumingTls12Server.NOW), agreed.resumedSince());
        assertEquals(server.identity().chain(), agreed.peerChain());
        assertArrayEquals(new byte[] {1}, server.hearData((byte) 1));
        server.record(ContentType.APPLICATION_DATA, (byte) 2);
        assertArrayEquals(new byte[] {2}, server.dataReceived());
        assertEquals(List.of(), server.store().discarded());
        assertEquals(1, server.store().kept().size(), "what it has already it does not keep again");
        server.store().assertErased();
        assertEquals(0, Secrets.of(server.subject()).size());
    }

    private static Stream<CipherSuite> suites() {
        return Stream.of(GCM, CBC);
    }

    @Test
    void nothingThatWasOfferedIsLeft() throws Exception {
        ResumingTls12Server server = ResumingTls12Server.of(GCM);
        Secrets offered = Secrets.of(server.subject());
        assertEquals(2, offered.size(), "the session, and the key share of TLS 1.3");
        server.resumed().finish();
        offered.assertErased();
    }

    /** RFC 7366 §3.1. */
    @Test
    void encryptThenMacMayCome() throws Exception {
        Negotiated without = ResumingTls12Server.session(CBC, true).negotiated().withProtection(true, false);
        ResumableSession session = ResumingTls12Server.session(without, new byte[] {1});
        ResumingTls12Server server = ResumingTls12Server.of(CBC, ScriptedTls12Client.settings(), session);
        server.resumed().finish();
        assertTrue(server.subject().negotiated().encryptThenMac());
        assertArrayEquals(new byte[] {1}, server.hearData((byte) 1));
    }

    @Test
    void aServerOfNeitherExtensionResumesASessionOfItsOwnKind() throws Exception {
        ResumingTls12Server server = ResumingTls12Server.of(
                CBC,
                ScriptedTls12Client.settings().legacyResumption(LegacyResumption.TAKEN),
                ResumingTls12Server.session(CBC, false));
        server.hearHello();
        server.withoutExtensions();
        server.resumed(server.draft()).finish();
        assertFalse(server.subject().negotiated().extendedMasterSecret());
    }

    // ---- faults

    @Test
    void anotherSuiteIsRefused() throws Exception {
        ResumingTls12Server server =
                ResumingTls12Server.of(CBC, ScriptedTls12Client.settings(), ResumingTls12Server.session(GCM, true));
        server.resumed();
        assertDies(server, Alert.ILLEGAL_PARAMETER);
    }

    /** RFC 7627 §5.3. */
    @Test
    void theExtendedMasterSecretMayNotCome() throws Exception {
        ResumingTls12Server server = ResumingTls12Server.of(
                GCM,
                ScriptedTls12Client.settings().legacyResumption(LegacyResumption.TAKEN),
                ResumingTls12Server.session(GCM, false));
        server.resumed();
        assertDies(server, Alert.HANDSHAKE_FAILURE);
    }

    /** RFC 7627 §5.3, RFC 7366 §3.1. */
    @ParameterizedTest
    @ValueSource(ints = {Draft.EXTENDED_MASTER_SECRET, Draft.ENCRYPT_THEN_MAC})
    void whatProtectsTheSessionMayNotGo(int extension) throws Exception {
        ResumingTls12Server server = ResumingTls12Server.of(CBC);
        server.hearHello();
        server.resumed(server.draft().without(extension));
        assertDies(server, Alert.HANDSHAKE_FAILURE);
    }

    private interface Saying {
        void by(ResumingTls12Server server) throws TlsFault;
    }

    private static Stream<Saying> wrong() {
        return Stream.of(
                server -> server.say(server.certificate(server.identity())),
                server -> server.say(new ServerHelloDone()),
                server -> server.say(new NewSessionTicket12(0, new byte[1])), // which nobody announced
                server -> server.say(server.finished()),
                server -> server.say(server.hello()));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void nothingComesBeforeItsChangeCipherSpec(Saying saying) throws Exception {
        ResumingTls12Server server = ResumingTls12Server.of(GCM).resumed();
        saying.by(server);
        assertDies(server, Alert.UNEXPECTED_MESSAGE);
    }

    /** RFC 5077 §3.3. */
    @Test
    void aTicketThatWasAnnouncedHasToCome() throws Exception {
        ResumingTls12Server server = ResumingTls12Server.of(GCM).announced();
        server.sayChangeCipherSpec();
        assertDies(server, Alert.UNEXPECTED_MESSAGE);
    }

    @Test
    void changeCipherSpecComesOnce() throws Exception {
        ResumingTls12Server server = ResumingTls12Server.of(GCM).resumed();
        server.sayChangeCipherSpec();
        server.raw(ScriptedPeer.changeCipherSpec());
        server.assertDies(Alert.UNEXPECTED_MESSAGE);
    }

    @Test
    void aFinishedThatIsWrongIsRefused() throws Exception {
        ResumingTls12Server others = ResumingTls12Server.of(GCM).resumed();
        others.sayChangeCipherSpec();
        others.say(others.finishedOfTheOther());
        assertDies(others, Alert.DECRYPT_ERROR);
        ResumingTls12Server empty = ResumingTls12Server.of(GCM).resumed();
        empty.sayChangeCipherSpec();
        empty.say(new Finished(new byte[0]));
        assertDies(empty, Alert.DECODE_ERROR);
    }

    @Test
    void aServerWithAnotherSecretIsRefused() throws Exception {
        ResumingTls12Server server = ResumingTls12Server.of(GCM).resumed();
        server.resume(new byte[48]);
        server.sayChangeCipherSpec();
        server.say(server.finished());
        assertDies(server, Alert.BAD_RECORD_MAC);
    }

    @Test
    void aConnectionThatEndsBeforeTheHelloDiscardsTheSession() throws Exception {
        ResumingTls12Server server = ResumingTls12Server.of(GCM);
        server.hearHello();
        server.alert(2, Alert.HANDSHAKE_FAILURE);
        assertEquals(1, server.store().discarded().size());
        server.store().assertErased();
    }

    /** A made-up id names no session (RFC 9846 §E.4). */
    @Test
    void aSessionThatWasNotOfferedIsNotResumed() throws Exception {
        var server = new ScriptedTls12Server(
                GCM,
                ScriptedTls12Client.settings()
                        .sessions(new RememberedSessions())
                        .build());
        server.sayHello(server.draft(server.hearHello().legacySessionId()).encode());
        server.assertDies(Alert.ILLEGAL_PARAMETER);
    }

    @Test
    void aServerThatDoesNotResumeMakesTheClientForgetTheSession() throws Exception {
        ResumingTls12Server server = ResumingTls12Server.of(GCM);
        server.hearHello();
        server.sayHello(server.draft(new byte[32]).encode());
        assertEquals(1, server.store().discarded().size());
        server.store().assertErased();
        server.say(server.certificate(server.identity()));
        assertFalse(server.subject().isFailed());
    }
}
