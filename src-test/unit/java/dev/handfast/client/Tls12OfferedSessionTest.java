package dev.handfast.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.handfast.handshake.Draft;
import dev.handfast.handshake.ExtendedMasterSecret;
import dev.handfast.handshake.LegacyResumption;
import dev.handfast.handshake.Negotiated;
import dev.handfast.handshake.RememberedSessions;
import dev.handfast.handshake.ResumableSession;
import dev.handfast.handshake.ResumingTls12Server;
import dev.handfast.handshake.ScriptedTls12Client;
import dev.handfast.handshake.ScriptedTls12Server;
import dev.handfast.handshake.SessionDraft;
import dev.handfast.handshake.Settings;
import dev.handfast.message.ClientHello;
import dev.handfast.message.Extension;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.ProtocolVersion;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which session a client offers to a TLS 1.2 server, and in which way (RFC 5246 §7.4.1.2, RFC 5077 §3.4). */
class Tls12OfferedSessionTest {
    private static final CipherSuite GCM = CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256;
    private static final CipherSuite CBC = CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256;

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
            server.resumed(server.draft(id)).finish();
            assertArrayEquals(id, server.subject().negotiated().sessionId());
        }
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
        ResumableSession session = SessionDraft.of(ResumingTls12Server.session(CBC, true))
                .issued(misfit.issued)
                .session();
        Settings.Builder settings = misfit.change.apply(ScriptedTls12Client.settings());
        ResumingTls12Server server = ResumingTls12Server.of(CBC, settings, session);
        ClientHello hello = server.hearHello();
        assertEquals(0, hello.extensions().get(Extension.SESSION_TICKET_CH).orElse(new byte[0]).length);
        assertFalse(Arrays.equals(server.hello().legacySessionIdEcho(), hello.legacySessionId()));
        server.store().assertErased();
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
}
