package dev.handfast.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.handshake.ClientAuthentication;
import dev.handfast.handshake.Draft;
import dev.handfast.handshake.ExtendedMasterSecret;
import dev.handfast.handshake.HelloPolicy;
import dev.handfast.handshake.Identities;
import dev.handfast.handshake.LegacyResumption;
import dev.handfast.handshake.Negotiated;
import dev.handfast.handshake.ResumableSession;
import dev.handfast.handshake.ResumingTls12Client;
import dev.handfast.handshake.ScriptedClient;
import dev.handfast.handshake.ScriptedPeer;
import dev.handfast.handshake.Secrets;
import dev.handfast.handshake.SessionIds;
import dev.handfast.handshake.Settings;
import dev.handfast.handshake.Tickets;
import dev.handfast.message.Certificate12;
import dev.handfast.message.Extension;
import dev.handfast.message.NewSessionTicket12;
import dev.handfast.message.ServerHello;
import dev.handfast.message.ServerName;
import dev.handfast.wire.Alert;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.ContentType;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.TlsFault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A server holds a TLS 1.2 client to the session that it offers (RFC 5246 §7.3, RFC 5077, RFC 7627 §5.3). */
class Tls12ResumptionFaultsTest {
    private static final CipherSuite GCM = CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256;
    private static final CipherSuite CBC = CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256;
    private static final Instant NOW = ResumingTls12Client.NOW;
    private static final byte[] NONE = {};

    private static ResumingTls12Client client(CipherSuite suite) {
        return new ResumingTls12Client(suite, ResumingTls12Client.settings());
    }

    private static ResumableSession safe(CipherSuite suite) {
        return ResumingTls12Client.session(suite, true);
    }

    /** A client that resumes such a session, until it has heard the ServerHello. */
    private static ResumingTls12Client resumed(CipherSuite suite) throws TlsFault {
        ResumingTls12Client client = client(suite);
        return client.resumed(client.draft(ResumingTls12Client.ticket(safe(suite))));
    }

    private static void assertNothingLeft(ResumingTls12Client client) throws ReflectiveOperationException {
        assertEquals(0, Secrets.of(client.subject()).size());
    }

    // ---- what goes well

    private static Stream<CipherSuite> suites() {
        return Stream.of(GCM, CBC);
    }

    @ParameterizedTest
    @MethodSource("suites")
    void theServerFinishesFirst(CipherSuite suite) throws Exception {
        ResumingTls12Client client = resumed(suite);
        client.hearFinished();
        assertFalse(client.subject().hasOutput() || client.subject().isOpen());
        Secrets secrets = Secrets.of(client.subject());
        assertEquals(1, secrets.size());
        client.finish();
        secrets.assertErased();
        ServerHello hello = client.serverHello();
        assertArrayEquals(ScriptedClient.filled(32, 0x5E), hello.legacySessionIdEcho()); // RFC 5077 §3.4
        assertFalse(hello.extensions().has(Extension.SESSION_TICKET_SH12));
        assertTrue(hello.extensions().has(Extension.EXTENDED_MASTER_SECRET_SH12)); // RFC 7627 §5.3
        assertEquals(Optional.of(NOW), client.subject().negotiated().resumedSince());
        assertArrayEquals(new byte[] {1}, client.hearData((byte) 1));
        client.record(ContentType.APPLICATION_DATA, (byte) 2);
        assertArrayEquals(new byte[] {2}, client.dataReceived());
        assertNothingLeft(client);
    }

    /** RFC 5077 §3.4: such a client finds out by the messages. */
    @Test
    void aTicketNeedsNoId() throws Exception {
        ResumingTls12Client client = client(GCM);
        client.resumed(client.draft().with(Draft.SESSION_TICKET, ResumingTls12Client.ticket(safe(GCM))));
        assertEquals(0, client.serverHello().legacySessionIdEcho().length);
        client.hearFinished();
        client.finish();
    }

    @Test
    void aTicketUnderAnOldKeyIsReplaced() throws Exception {
        ResumingTls12Client client = client(GCM);
        client.resumed(client.draft(ResumingTls12Client.oldTicket(safe(GCM))));
        NewSessionTicket12 ticket = client.hear(NewSessionTicket12.class);
        assertEquals(Duration.ofHours(2).toSeconds(), ticket.lifetimeHint());
        client.hearFinished();
        client.finish();
        ResumingTls12Client again = client(GCM);
        again.resumed(again.draft(ticket.ticket()));
        again.hearFinished();
        again.finish();
    }

    /** RFC 7366 §3.1. */
    @Test
    void encryptThenMacMayCome() throws Exception {
        Negotiated without = safe(CBC).negotiated().withProtection(true, false);
        ResumingTls12Client client = client(CBC);
        client.resumed(client.draft(ResumingTls12Client.ticket(ResumingTls12Client.session(without))));
        assertTrue(client.serverHello().extensions().has(Extension.ENCRYPT_THEN_MAC_SH12));
        client.hearFinished();
        client.finish();
    }

    // ---- what takes a full handshake

    private static void assertFull(ResumingTls12Client client, Draft hello) throws TlsFault {
        client.say(hello.encode());
        client.subject().checkFault();
        client.hearHello();
        client.hear(Certificate12.class);
        assertFalse(Arrays.equals(
                ScriptedClient.filled(32, 0x5E), client.serverHello().legacySessionIdEcho()));
    }

    private record Misfit(
            String what, UnaryOperator<Settings.Builder> server, UnaryOperator<Negotiated> then, Duration age) {
        Misfit(String what, UnaryOperator<Negotiated> then) {
            this(what, server -> server, then, Duration.ZERO);
        }

        static Misfit of(String what, UnaryOperator<Settings.Builder> server) {
            return new Misfit(what, server, then -> then, Duration.ZERO);
        }

        ResumableSession session() {
            ResumableSession safe = safe(CBC);
            Instant issued = NOW.minus(age);
            return new ResumableSession(
                    then.apply(safe.negotiated()),
                    safe.binding(),
                    safe.secret(),
                    0,
                    issued,
                    safe.lifetime(),
                    NONE,
                    0,
                    issued);
        }

        @Override
        public String toString() {
            return what;
        }
    }

    private static Stream<Misfit> misfits() {
        return Stream.of(
                new Misfit("TLS 1.3", then -> then.with(ProtocolVersion.TLS_1_3, CBC, null)),
                new Misfit(
                        "another name",
                        then -> then.withServerNames(
                                List.of(new ServerName(ServerName.HOST_NAME, "localhost".getBytes(US_ASCII))))),
                new Misfit("a protocol", then -> then.withApplicationProtocol("h2")),
                new Misfit("a client's certificate", then -> then.withPeerChain(Identities.RSA.chain(), List.of())),
                new Misfit("too old", server -> server, then -> then, Duration.ofHours(1)),
                new Misfit("of tomorrow", server -> server, then -> then, Duration.ofSeconds(-1)),
                new Misfit("no extended master secret", then -> then.withProtection(false, true)),
                Misfit.of("nor is there one now", server -> server.extendedMasterSecret(ExtendedMasterSecret.NONE)),
                Misfit.of("its suite is off", server -> server.suites(List.of(GCM))),
                Misfit.of("another binding", server -> server.sessionBinding(new byte[1])),
                Misfit.of(
                        "a client without a certificate",
                        server -> server.clientAuthentication(ClientAuthentication.NEEDED)));
    }

    @ParameterizedTest
    @MethodSource("misfits")
    void aSessionThatDoesNotFitIsNotResumed(Misfit misfit) throws Exception {
        Settings.Builder settings =
                misfit.server().apply(ResumingTls12Client.settings().legacyResumption(LegacyResumption.TAKEN));
        var client = new ResumingTls12Client(CBC, settings);
        Draft hello = client.draft(ResumingTls12Client.ticket(misfit.session()));
        assertFull(client, suites(hello, CBC, GCM));
    }

    /** A hello with a session id of 32 bytes and one suite offers two. */
    private static Draft suites(Draft hello, CipherSuite one, CipherSuite other) {
        int at = 35 + 32;
        return hello.fields(old -> ScriptedPeer.join(
                Arrays.copyOf(old, at),
                Draft.bytes(0, 4, one.code() >> 8, one.code() & 0xFF, other.code() >> 8, other.code() & 0xFF),
                Arrays.copyOfRange(old, at + 4, old.length)));
    }

    /** RFC 7366 §3.1. */
    @Test
    void encryptThenMacDoesNotGo() throws Exception {
        ResumingTls12Client client = client(CBC);
        assertFull(client, client.draft(ResumingTls12Client.ticket(safe(CBC))).without(Draft.ENCRYPT_THEN_MAC));
    }

    private static Stream<Arguments> legacy() {
        return Stream.of(Arguments.of(LegacyResumption.TAKEN, true), Arguments.of(LegacyResumption.REFUSED, false));
    }

    /** RFC 7627 §5.3. */
    @ParameterizedTest
    @MethodSource("legacy")
    void aClientThatNeverKnewTheExtendedMasterSecret(LegacyResumption legacy, boolean resumes) throws Exception {
        var client = new ResumingTls12Client(GCM, ResumingTls12Client.settings().legacyResumption(legacy));
        Draft hello = client.draft(ResumingTls12Client.ticket(ResumingTls12Client.session(GCM, false)))
                .without(Draft.EXTENDED_MASTER_SECRET);
        if (!resumes) {
            assertFull(client, hello);
            return;
        }
        client.resumed(hello);
        client.hearFinished();
        client.finish();
    }

    @Test
    void aTicketThatWasChangedAnywhereIsNone() throws Exception {
        byte[] ticket = ResumingTls12Client.ticket(safe(GCM));
        for (int at = 0; at < ticket.length; at++) {
            byte[] changed = ticket.clone();
            changed[at] ^= 1;
            ResumingTls12Client client = client(GCM);
            assertFull(client, client.draft(changed));
        }
        for (int length = 1; length < ticket.length; length += 7) {
            ResumingTls12Client client = client(GCM);
            assertFull(client, client.draft(Arrays.copyOf(ticket, length)));
        }
    }

    private static SessionIds remembering(ResumableSession session) {
        var ids = new SessionIds(Duration.ofHours(1));
        ids.seal(ResumingTls12Client.session(session.negotiated().withSessionId(ScriptedClient.filled(32, 0x5E))));
        return ids;
    }

    @Test
    void anIdIsLookedUpOnlyForWhoShowsNoTicket() throws Exception {
        Settings.Builder settings = ResumingTls12Client.settings().sessionIds(remembering(safe(GCM)));
        for (boolean asks : new boolean[] {true, false}) {
            var client = new ResumingTls12Client(GCM, settings);
            Draft hello = ResumingTls12Client.withId(client.draft());
            client.resumed(asks ? hello.with(Draft.SESSION_TICKET, NONE) : hello);
            client.hearFinished();
            client.finish();
        }
        var client = new ResumingTls12Client(GCM, settings); // RFC 5077 §3.4
        assertFull(client, client.draft(new byte[] {1, 2, 3}));
    }

    /** RFC 5077 §3.3: it was announced, and cannot be made. */
    @Test
    void aTicketThatIsTooLongIsSentEmpty() throws Exception {
        Tickets huge = new Tickets() {
            @Override
            public int count() {
                return 1;
            }

            @Override
            public Duration lifetime() {
                return Duration.ofHours(1);
            }

            @Override
            public byte[] seal(ResumableSession session) {
                return new byte[0x10000];
            }

            @Override
            public Optional<ResumableSession> open(byte[] ticket) {
                return Optional.empty();
            }
        };
        var client = new ResumingTls12Client(GCM, ResumingTls12Client.settings().tickets(huge));
        client.say(client.draft(NONE).encode());
        client.hearFlight();
        client.sayKeyExchange();
        client.sayChangeCipherSpec();
        client.say(client.finished());
        assertEquals(0, client.hear(NewSessionTicket12.class).ticket().length);
        client.hearFinished();
        assertTrue(client.subject().isOpen());
    }

    // ---- faults

    /** RFC 5246 §7.4.1.2. */
    @Test
    void aSessionWithoutItsSuiteIsRefused() throws Exception {
        ResumingTls12Client client = client(CBC);
        client.say(client.draft(ResumingTls12Client.ticket(safe(GCM))).encode());
        client.assertDies(Alert.ILLEGAL_PARAMETER);
    }

    /** RFC 7627 §5.3. */
    @Test
    void aSessionWithoutItsExtendedMasterSecretIsRefused() throws Exception {
        ResumingTls12Client client = client(GCM);
        client.say(client.draft(ResumingTls12Client.ticket(safe(GCM)))
                .without(Draft.EXTENDED_MASTER_SECRET)
                .encode());
        client.assertDies(Alert.HANDSHAKE_FAILURE);
    }

    /** Whatever comes of it, the session that was opened for the hello is erased. */
    @Test
    void aFaultErasesTheSession() throws Exception {
        List<ResumableSession> opened = new ArrayList<>();
        SessionIds ids = remembering(safe(GCM));
        Tickets watched = new Tickets() {
            @Override
            public int count() {
                return 1;
            }

            @Override
            public Duration lifetime() {
                return ids.lifetime();
            }

            @Override
            public byte[] seal(ResumableSession session) {
                return ids.seal(session);
            }

            @Override
            public Optional<ResumableSession> open(byte[] id) {
                Optional<ResumableSession> found = ids.open(id);
                found.ifPresent(opened::add);
                return found;
            }
        };
        HelloPolicy refusing = new HelloPolicy() {
            @Override
            public void acceptServerNames(Negotiated soFar) {}

            @Override
            public String chooseProtocol(Negotiated soFar, List<String> offered) throws TlsFault {
                throw new TlsFault(Alert.NO_APPLICATION_PROTOCOL, "none fits");
            }
        };
        Settings.Builder settings = ResumingTls12Client.settings().sessionIds(watched);
        var faulty = new ResumingTls12Client(GCM, settings);
        faulty.say(ResumingTls12Client.withId(faulty.draft())
                .without(Draft.EXTENDED_MASTER_SECRET)
                .encode());
        faulty.assertDies(Alert.HANDSHAKE_FAILURE);
        var misfit = new ResumingTls12Client(
                GCM, ResumingTls12Client.settings().sessionIds(watched).sessionBinding(new byte[1]));
        assertFull(misfit, ResumingTls12Client.withId(misfit.draft()));
        var refused = new ResumingTls12Client(GCM, settings.policy(refusing));
        refused.say(ResumingTls12Client.withId(refused.draft())
                .with(Draft.ALPN, 0, 3, 2, 'h', '2')
                .encode());
        refused.assertDies(Alert.NO_APPLICATION_PROTOCOL);
        assertEquals(3, opened.size());
        for (ResumableSession session : opened) {
            assertThrows(IllegalStateException.class, session.secret()::bytes);
        }
    }

    private interface Saying {
        void by(ResumingTls12Client client) throws TlsFault;
    }

    private static Stream<Saying> wrong() {
        return Stream.of(
                client -> client.say(ScriptedPeer.message(16, new byte[33])),
                client -> client.say(client.certificate(Identities.EC_256)),
                client -> client.say(client.finished()),
                client -> client.say(client.hello()));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void nothingComesBeforeItsChangeCipherSpec(Saying saying) throws Exception {
        ResumingTls12Client client = resumed(GCM);
        client.hearFinished();
        saying.by(client);
        client.assertDies(Alert.UNEXPECTED_MESSAGE);
        assertNothingLeft(client);
    }

    @Test
    void changeCipherSpecComesOnce() throws Exception {
        ResumingTls12Client client = resumed(GCM);
        client.hearFinished();
        client.sayChangeCipherSpec();
        client.raw(ScriptedPeer.changeCipherSpec());
        client.assertDies(Alert.UNEXPECTED_MESSAGE);
        assertNothingLeft(client);
    }

    @Test
    void aFinishedThatIsWrongIsRefused() throws Exception {
        ResumingTls12Client client = resumed(GCM);
        client.hearFinished();
        client.sayChangeCipherSpec();
        client.say(client.finishedOfTheOther());
        client.assertDies(Alert.DECRYPT_ERROR);
        assertNothingLeft(client);
    }

    /** Who has stolen a ticket has not got its secret. */
    @Test
    void aClientWithAnotherSecretIsRefused() throws Exception {
        ResumingTls12Client client = resumed(GCM);
        client.hearFinished();
        client.resume(new byte[48]);
        client.sayChangeCipherSpec();
        client.say(client.finished());
        client.assertDies(Alert.BAD_RECORD_MAC);
        assertNothingLeft(client);
    }

    @Test
    void aSessionThatFailsIsNotRemembered() throws Exception {
        var ids = new SessionIds(Duration.ofHours(1));
        Settings.Builder settings = ResumingTls12Client.settings().sessionIds(ids);
        var failing = new ResumingTls12Client(GCM, settings);
        failing.greeted();
        failing.sayKeyExchange();
        failing.sayChangeCipherSpec();
        failing.say(failing.finishedOfTheOther());
        failing.assertDies(Alert.DECRYPT_ERROR);
        assertEquals(0, ids.size());
        new ResumingTls12Client(GCM, settings).greeted().complete();
        assertEquals(1, ids.size());
    }
}
