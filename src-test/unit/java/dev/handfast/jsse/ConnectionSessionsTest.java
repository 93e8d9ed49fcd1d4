package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.HandfastParameters;
import dev.handfast.handshake.ResumableSession;
import dev.handfast.handshake.ResumingTls13Client;
import dev.handfast.handshake.SessionDraft;
import dev.handfast.handshake.SessionStore;
import dev.handfast.message.ServerName;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which sessions a connection may resume. */
class ConnectionSessionsTest {
    private static final List<ServerName> NAMES = List.of(new ServerName(ServerName.HOST_NAME, new byte[] {'a'}));

    private final HandfastParameters set = new HandfastParameters();

    private ConnectionSessions client(ContextState context, String host, int port) {
        Session session =
                Session.beginning(context.clientSessions(), host, port, List.of(), List.of(), new SecureRandom());
        return ConnectionSessions.ofClient(context, set, session, NAMES);
    }

    private ConnectionSessions server(ContextState context) {
        Session session =
                Session.beginning(context.serverSessions(), null, -1, List.of(), List.of(), new SecureRandom());
        return ConnectionSessions.ofServer(context, set, session);
    }

    /** As in the JDK: whom it was not told by name and port a client could not tell from others. */
    @ParameterizedTest
    @CsvSource({
        "a.example, 443, true",
        "a.example, 1, true",
        "a.example, 0, false",
        "a.example, -1, false",
        ", 443, false"
    })
    void aClientResumesWithAPeerOfNameAndPort(String host, int port, boolean resumes) {
        ConnectionSessions sessions = client(Contexts.state(), host, port);
        assertEquals(resumes, sessions.store() != SessionStore.NONE);
        assertFalse(sessions.canResume(), "it has none yet");
    }

    @Test
    void aClientsPeerIsWhomItNamesAndHowItTrusts() {
        ContextState context = Contexts.state();
        ConnectionSessions sessions = client(context, "a.example", 443);
        assertArrayEquals(context.binding().ofClient(set), sessions.binding());
        assertEquals(
                new SessionPeer("a.example", 443, NAMES, sessions.binding()),
                sessions.client().orElseThrow().peer());
    }

    @Test
    void aServersTicketsLiveAsLongAsContextAndOperatorSay() throws Exception {
        ContextState context = Contexts.state();
        assertEquals(Duration.ofDays(1), server(context).tickets().lifetime());
        context.serverSessions().setSessionTimeout(60);
        assertEquals(Duration.ofMinutes(1), server(context).tickets().lifetime());
        assertEquals(Duration.ofMinutes(1), server(context).ids().lifetime());
        Setting.system("jdk.tls.server.sessionTicketTimeout", "30", () -> {
            ContextState strict = Contexts.state();
            strict.serverSessions().setSessionTimeout(60);
            assertEquals(Duration.ofSeconds(30), server(strict).tickets().lifetime());
            assertEquals(Duration.ofSeconds(30), server(strict).ids().lifetime());
        });
    }

    @Test
    void aServerRemembersWhatItsTicketsDoNotCarry() throws Exception {
        assertTrue(server(Contexts.state()).tickets() instanceof ServerTickets);
        Setting.system("jdk.tls.server.enableSessionTicketExtension", "false", () -> {
            ContextState remembering = Contexts.state();
            assertTrue(server(remembering).tickets() instanceof RememberedSessions);
            assertEquals(2, server(remembering).tickets().count());
            assertEquals(1, server(remembering).ids().count());
        });
    }

    /** A ticket has no room for a client's chain; every connection of the context knows those that it was given. */
    @Test
    void aContextKnowsTheChainsOfItsTickets() {
        ContextState context = Contexts.state();
        List<X509Certificate> chain =
                List.of(new TestAuthority("one").certificate, new TestAuthority("other").certificate);
        ResumableSession session =
                ResumingTls13Client.TICKETS.open(ResumingTls13Client.ticket()).orElseThrow();
        byte[] ticket = server(context)
                .tickets()
                .seal(SessionDraft.of(session)
                        .negotiated(session.negotiated().withPeerChain(chain, List.of()))
                        .authenticated(Instant.now())
                        .session());
        assertEquals(
                chain,
                server(context)
                        .tickets()
                        .open(ticket)
                        .orElseThrow()
                        .negotiated()
                        .peerChain());
    }
}
