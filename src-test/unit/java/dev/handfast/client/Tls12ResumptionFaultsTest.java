package dev.handfast.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.handshake.Draft;
import dev.handfast.handshake.ExtendedMasterSecret;
import dev.handfast.handshake.LegacyResumption;
import dev.handfast.handshake.Negotiated;
import dev.handfast.handshake.RememberedSessions;
import dev.handfast.handshake.ResumableSession;
import dev.handfast.handshake.ResumingTls12Server;
import dev.handfast.handshake.ScriptedPeer;
import dev.handfast.handshake.ScriptedTls12Client;
import dev.handfast.handshake.ScriptedTls12Server;
import dev.handfast.handshake.Secrets;
import dev.handfast.handshake.Settings;
import dev.handfast.message.ClientHello;
import dev.handfast.message.Extension;
import dev.handfast.message.Finished;
import dev.handfast.message.NewSessionTicket12;
import dev.handfast.message.ServerHelloDone;
import dev.handfast.wire.Alert;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.ContentType;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.TlsFault;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A client holds a TLS 1.2 server to the session that it offers (RFC 5246 §7.3, RFC 5077, RFC 7627 §5.3). */
class Tls12ResumptionFaultsTest {
    private static final CipherSuite GCM = CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256;
    private static final CipherSuite CBC = CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256;

    /** The fault is told, the session is not offered again, and nothing of it is left. */
    private static void assertDies(ResumingTls12Server server, Alert alert) throws Exception {
        server.assertDies(alert);
        assertEquals(1, server.store().discarded().size(), "the session of a connection that failed");
        assertEquals(List.of(), server.store().kept());
        assertErased(server.store());
        assertEquals(0, Secrets.of(server.subject()).size());
    }

    private static void assertErased(RememberedSessions store) {
        for (ResumableSession session : store.taken()) {
            assertThrows(IllegalStateException.class, session.secret()::bytes, "the secret of the session is left");
        }
    }

    // ---- what is offered

    @Test
    void aSessionIsOfferedByItsIdAndItsTicket() throws Exception {
        ResumingTls12Server server = ResumingTls12Server.of(GCM);
        ClientHello hello = server.hearHello();
        assertArrayEquals(server.hello().legacySessionIdEcho(), hello.legacySessionId());
        assertArrayEquals(
                new byte[] {1, 2, 3},
                hello.extensions().get(Extension.SESSION_TICKET_CH).orElseThrow());
    }

    /** RFC 5077 §3.4. */
    @Test
    void aTicketWithoutAnIdGetsOneMadeUpEachTime() throws Exception {
        ResumableSession session = ResumingTls12Server.session(
                ResumingTls12Server.session(GCM, true).negotiated().withSessionId(new byte[0]), new byte[] {1});
        byte[] first = null;
        for (int time = 0; time < 2; time++) {
            ResumingTls12Server server = ResumingTls12Server.of(GCM, tls12Only(), session.copy());
            byte[] id = server.hearHello().legacySessionId();
            assertEquals(32, id.length);
            assertFalse(Arrays.equals(first, id));
            first = id;
            server.resumed(echoing(server, id)).finish();
            assertArrayEquals(id, server.subject().negotiated().sessionId());
        }
    }

    private static Draft echoing(ScriptedTls12Server server, byte[] id) {
        return server.draft()
                .fields(old -> ScriptedPeer.join(Arrays.copyOf(old, 35), id, Arrays.copyOfRange(old, 67, old.length)));
    }

    @Test
    void aTicketIsAskedForByWhoeverRemembers() throws Exception {
        for (boolean remembers : new boolean[] {true, false}) {
            Settings.Builder settings = tls12Only();
            if (remembers) {
                settings.sessions(new RememberedSessions());
            }
            ClientHello hello = new ScriptedTls12Server(GCM, settings.build()).hearHello();
            assertEquals(
                    remembers ? Optional.of(0) : Optional.empty(),
                    hello.extensions().get(Extension.SESSION_TICKET_CH).map(ticket -> ticket.length));
            assertEquals(0, hello.legacySessionId().length);
        }
    }

    private static Settings.Builder tls12Only() {
        return ScriptedTls12Client.settings().versions(List.of(ProtocolVersion.TLS_1_2));
    }

    private enum Misfit {
        TOO_OLD(settings -> settings, ResumingTls12Server.NOW.minusSeconds(3600)),
        OF_TOMORROW(settings -> settings, ResumingTls12Server.NOW.plusSeconds(1)),
        A_PROTOCOL(settings -> settings.applicationProtocols(List.of("h2"))),
        ITS_SUITE_IS_OFF(settings -> settings.suites(List.of(GCM))),
        ITS_VERSION_IS_OFF(settings -> settings.versions(List.of(ProtocolVersion.TLS_1_3))),
        ANOTHER_BINDING(settings -> settings.sessionBinding(new byte[1])),
        NO_TICKETS(settings -> settings.switchedOff(Set.of(Draft.SESSION_TICKET))),
        NO_ENCRYPT_THEN_MAC(settings -> settings.switchedOff(Set.of(Draft.ENCRYPT_THEN_MAC))),
        NO_EXTENDED_MASTER_SECRET(settings -> settings.extendedMasterSecret(ExtendedMasterSecret.NONE)),
        ITS_EXTENSION_IS_OFF(settings -> settings.switchedOff(Set.of(Draft.EXTENDED_MASTER_SECRET)));

        private final UnaryOperator<Settings.Builder> change;
        private final Instant issued;

        Misfit(UnaryOperator<Settings.Builder> change) {
            this(change, ResumingTls12Server.NOW);
        }

        Misfit(UnaryOperator<Settings.Builder> change, Instant issued) {
            this.change = change;
            this.issued = issued;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSessionThatDoesNotFitIsNotOffered(Misfit misfit) throws Exception {
        ResumableSession young = ResumingTls12Server.session(CBC, true);
        var session = new ResumableSession(
                young.negotiated(),
                young.binding(),
                young.secret(),
                0,
                misfit.issued,
                young.lifetime(),
                young.identity(),
                0,
                misfit.issued);
        Settings.Builder settings = misfit.change.apply(ScriptedTls12Client.settings());
        ResumingTls12Server server = ResumingTls12Server.of(CBC, settings, session);
        ClientHello hello = server.hearHello();
        assertEquals(0, hello.extensions().get(Extension.SESSION_TICKET_CH).orElse(new byte[0]).length);
        assertFalse(Arrays.equals(server.hello().legacySessionIdEcho(), hello.legacySessionId()));
        assertErased(server.store());
    }

    @Test
    void aSessionOfAProtocolIsOfferedAsLongAsThatIs() throws Exception {
        Negotiated agreed = ResumingTls12Server.session(GCM, true).negotiated().withApplicationProtocol("h2");
        for (List<String> offered : List.of(List.of("http/1.1", "h2"), List.of("http/1.1"), List.<String>of())) {
            ResumingTls12Server server = ResumingTls12Server.of(
                    GCM,
                    ScriptedTls12Client.settings().applicationProtocols(offered),
                    ResumingTls12Server.session(agreed, new byte[] {1}));
            int length = server.hearHello()
                    .extensions()
                    .get(Extension.SESSION_TICKET_CH)
                    .orElseThrow()
                    .length;
            assertEquals(offered.contains("h2") ? 1 : 0, length);
        }
    }

    private static Stream<Arguments> legacy() {
        return Stream.of(
                Arguments.of(LegacyResumption.TAKEN, ExtendedMasterSecret.WANTED, true),
                Arguments.of(LegacyResumption.TAKEN, ExtendedMasterSecret.NONE, true),
                Arguments.of(LegacyResumption.TAKEN, ExtendedMasterSecret.NEEDED, false),
                Arguments.of(LegacyResumption.REFUSED, ExtendedMasterSecret.WANTED, false));
    }

    /** RFC 7627 §5.3. */
    @ParameterizedTest
    @MethodSource("legacy")
    void aSessionWithoutTheExtendedMasterSecretIsOfferedByWhoTakesIt(
            LegacyResumption legacy, ExtendedMasterSecret extended, boolean offered) throws Exception {
        ResumingTls12Server server = ResumingTls12Server.of(
                GCM,
                ScriptedTls12Client.settings().legacyResumption(legacy).extendedMasterSecret(extended),
                ResumingTls12Server.session(GCM, false));
        assertEquals(
                offered,
                server.hearHello().extensions().get(Extension.SESSION_TICKET_CH).orElseThrow().length > 0);
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
        assertErased(server.store());
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

    @Test
    void aNewTicketIsKeptAfterTheFinishedOfItsServer() throws Exception {
        ResumingTls12Server server = ResumingTls12Server.of(GCM).announced();
        server.say(new NewSessionTicket12(60, new byte[] {4, 5}));
        server.sayChangeCipherSpec();
        assertEquals(1, server.store().kept().size(), "RFC 5077 §3.3: not valid yet");
        server.say(server.finished());
        server.hearFinished();
        ResumableSession kept = server.store().kept().get(0);
        assertArrayEquals(new byte[] {4, 5}, kept.identity());
        assertEquals(Duration.ofSeconds(60), kept.lifetime());
        assertArrayEquals(ResumingTls12Server.MASTER, kept.secret().bytes());
        assertEquals(ResumingTls12Server.NOW, kept.authenticated());
        assertErased(server.store());
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
    void anotherMasterSecretIsRefused() throws Exception {
        ResumingTls12Server gone = ResumingTls12Server.of(GCM);
        gone.hearHello();
        gone.resumed(gone.draft().without(Draft.EXTENDED_MASTER_SECRET));
        assertDies(gone, Alert.HANDSHAKE_FAILURE);
        ResumingTls12Server come = ResumingTls12Server.of(
                GCM,
                ScriptedTls12Client.settings().legacyResumption(LegacyResumption.TAKEN),
                ResumingTls12Server.session(GCM, false));
        come.resumed();
        assertDies(come, Alert.HANDSHAKE_FAILURE);
    }

    /** RFC 7366 §3.1. */
    @Test
    void encryptThenMacMayNotGo() throws Exception {
        ResumingTls12Server server = ResumingTls12Server.of(CBC);
        server.hearHello();
        server.resumed(server.draft().without(Draft.ENCRYPT_THEN_MAC));
        assertDies(server, Alert.HANDSHAKE_FAILURE);
    }

    private static Stream<Consumer<ResumingTls12Server>> wrong() {
        return Stream.of(
                saying(server -> server.say(server.certificate(server.identity()))),
                saying(server -> server.say(new ServerHelloDone())),
                saying(server -> server.say(new NewSessionTicket12(0, new byte[1]))), // which nobody announced
                saying(server -> server.say(server.finished())),
                saying(server -> server.say(server.hello())));
    }

    private interface Saying {
        void to(ResumingTls12Server server) throws TlsFault;
    }

    private static Consumer<ResumingTls12Server> saying(Saying what) {
        return server -> {
            try {
                what.to(server);
            } catch (TlsFault impossible) {
                throw new AssertionError(impossible);
            }
        };
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void nothingComesBeforeItsChangeCipherSpec(Consumer<ResumingTls12Server> saying) throws Exception {
        ResumingTls12Server server = ResumingTls12Server.of(GCM).resumed();
        saying.accept(server);
        assertDies(server, Alert.UNEXPECTED_MESSAGE);
    }

    /** RFC 5077 §3.3. */
    @Test
    void aTicketThatWasAnnouncedHasToCome() throws Exception {
        ResumingTls12Server resumed = ResumingTls12Server.of(GCM).announced();
        resumed.sayChangeCipherSpec();
        assertDies(resumed, Alert.UNEXPECTED_MESSAGE);
        ScriptedTls12Server full = fullAnnounced(new RememberedSessions());
        full.sayChangeCipherSpec();
        full.assertDies(Alert.UNEXPECTED_MESSAGE);
    }

    @Test
    void aTicketThatNobodyAskedForIsRefused() throws Exception {
        var server = new ScriptedTls12Server(GCM, ScriptedTls12Client.settings().build());
        server.hearHello();
        server.sayHello(server.draft().append(Draft.SESSION_TICKET).encode());
        server.assertDies(Alert.UNSUPPORTED_EXTENSION);
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
        assertErased(server.store());
    }

    /** A made-up id names no session (RFC 9846 §E.4). */
    @Test
    void aSessionThatWasNotOfferedIsNotResumed() throws Exception {
        var server = new ScriptedTls12Server(
                GCM,
                ScriptedTls12Client.settings()
                        .sessions(new RememberedSessions())
                        .build());
        server.sayHello(echoing(server, server.hearHello().legacySessionId()).encode());
        server.assertDies(Alert.ILLEGAL_PARAMETER);
    }

    // ---- full handshakes

    @Test
    void aServerThatDoesNotResumeMakesTheClientForgetTheSession() throws Exception {
        ResumingTls12Server server = ResumingTls12Server.of(GCM);
        server.hearHello();
        server.sayHello(echoing(server, new byte[32]).encode());
        assertEquals(1, server.store().discarded().size());
        assertErased(server.store());
        server.say(server.certificate(server.identity()));
        assertFalse(server.subject().isFailed());
    }

    private static ScriptedTls12Server fullAnnounced(RememberedSessions store) throws TlsFault {
        var server = new ScriptedTls12Server(
                GCM,
                ScriptedTls12Client.settings()
                        .sessions(store)
                        .clock(() -> ResumingTls12Server.NOW)
                        .build());
        server.asking().hearHello();
        server.sayHello(server.draft().append(Draft.SESSION_TICKET).encode());
        server.finishGreeting();
        server.hearFlight();
        return server;
    }

    private static Stream<Arguments> hints() {
        Duration week = Duration.ofDays(7);
        return Stream.of(
                Arguments.of(0L, week), // RFC 5077 §3.3: left to us
                Arguments.of(60L, Duration.ofSeconds(60)),
                Arguments.of(0xFFFFFFFFL, week));
    }

    @ParameterizedTest
    @MethodSource("hints")
    void aTicketIsKeptWithWhatBelongsToIt(long hint, Duration lifetime) throws Exception {
        var store = new RememberedSessions();
        ScriptedTls12Server server = fullAnnounced(store);
        server.say(new NewSessionTicket12(hint, new byte[] {9}));
        server.finish();
        ResumableSession kept = store.kept().get(0);
        assertEquals(lifetime, kept.lifetime());
        assertArrayEquals(new byte[] {9}, kept.identity());
        Negotiated agreed = server.subject().negotiated();
        assertEquals(agreed, kept.negotiated());
        assertTrue(agreed.extendedMasterSecret());
        assertEquals(1, agreed.localChain().size());
        assertEquals(ResumingTls12Server.NOW, kept.authenticated());
        assertEquals(48, kept.secret().length());
        assertEquals(0, Secrets.of(server.subject()).size());
    }

    /** RFC 5077 §3.3: there is no ticket after all, and the id stays. */
    @Test
    void anEmptyTicketIsNone() throws Exception {
        var store = new RememberedSessions();
        ScriptedTls12Server server = fullAnnounced(store);
        server.say(new NewSessionTicket12(60, new byte[0]));
        server.finish();
        assertEquals(0, store.kept().get(0).identity().length);
        assertArrayEquals(
                server.hello().legacySessionIdEcho(),
                store.kept().get(0).negotiated().sessionId());
    }

    @Test
    void aServerThatGivesNeitherIsNotRemembered() throws Exception {
        var store = new RememberedSessions();
        var server = new ScriptedTls12Server(
                GCM, ScriptedTls12Client.settings().sessions(store).build());
        server.hearHello();
        server.sayHello(server.draft()
                .fields(old ->
                        ScriptedPeer.join(Arrays.copyOf(old, 34), new byte[1], Arrays.copyOfRange(old, 67, old.length)))
                .encode());
        server.finishGreeting();
        server.hearFlight();
        server.finish();
        assertEquals(List.of(), store.kept());
    }
}
