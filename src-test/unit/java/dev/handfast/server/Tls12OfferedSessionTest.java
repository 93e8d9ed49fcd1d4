package dev.handfast.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
import dev.handfast.handshake.SessionDraft;
import dev.handfast.handshake.SessionIds;
import dev.handfast.handshake.Settings;
import dev.handfast.handshake.WatchedTickets;
import dev.handfast.message.Certificate12;
import dev.handfast.message.ServerName;
import dev.handfast.wire.Alert;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.TlsFault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which of the sessions that clients offer a TLS 1.2 server resumes; all others take a full handshake (RFC 5246 §7.4.1.2, RFC 5077). */
class Tls12OfferedSessionTest {
    private static final CipherSuite GCM = CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256;
    private static final CipherSuite CBC = CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256;
    private static final Instant NOW = ResumingTls12Client.NOW;
    private static final byte[] NONE = {};

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
            return SessionDraft.of(ResumingTls12Client.session(CBC, true))
                    .negotiated(
                            then.apply(ResumingTls12Client.session(CBC, true).negotiated()))
                    .issued(NOW.minus(age))
                    .session();
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
        ResumingTls12Client client = ResumingTls12Client.of(CBC);
        assertFull(
                client,
                client.draft(ResumingTls12Client.ticket(ResumingTls12Client.session(CBC, true)))
                        .without(Draft.ENCRYPT_THEN_MAC));
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
        client.finish();
    }

    @Test
    void aTicketThatWasChangedAnywhereIsNone() throws Exception {
        byte[] ticket = ResumingTls12Client.ticket(ResumingTls12Client.session(GCM, true));
        for (int at = 0; at < ticket.length; at++) {
            byte[] changed = ticket.clone();
            changed[at] ^= 1;
            ResumingTls12Client client = ResumingTls12Client.of(GCM);
            assertFull(client, client.draft(changed));
        }
        for (int length = 1; length < ticket.length; length += 7) {
            ResumingTls12Client client = ResumingTls12Client.of(GCM);
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
        Settings.Builder settings =
                ResumingTls12Client.settings().sessionIds(remembering(ResumingTls12Client.session(GCM, true)));
        for (boolean asks : new boolean[] {true, false}) {
            var client = new ResumingTls12Client(GCM, settings);
            Draft hello = ResumingTls12Client.withId(client.draft());
            client.resumed(asks ? hello.with(Draft.SESSION_TICKET, NONE) : hello);
            client.finish();
        }
        var client = new ResumingTls12Client(GCM, settings); // RFC 5077 §3.4
        assertFull(client, client.draft(new byte[] {1, 2, 3}));
    }

    /** Whatever comes of it, the session that was opened for the hello is erased. */
    @Test
    void aFaultErasesTheSession() throws Exception {
        List<ResumableSession> opened = new ArrayList<>();
        var watched = new WatchedTickets(remembering(ResumingTls12Client.session(GCM, true)), opened);
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
}
