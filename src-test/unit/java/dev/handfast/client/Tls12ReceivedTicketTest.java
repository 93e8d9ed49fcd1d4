package dev.handfast.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.handshake.Draft;
import dev.handfast.handshake.Negotiated;
import dev.handfast.handshake.RememberedSessions;
import dev.handfast.handshake.ResumableSession;
import dev.handfast.handshake.ResumingTls12Server;
import dev.handfast.handshake.ScriptedTls12Client;
import dev.handfast.handshake.ScriptedTls12Server;
import dev.handfast.handshake.Secrets;
import dev.handfast.message.NewSessionTicket12;
import dev.handfast.wire.Alert;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.TlsFault;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The tickets of a TLS 1.2 server: those that it announces come, and are kept with what belongs to them (RFC 5077 §3.3). */
class Tls12ReceivedTicketTest {
    private static final CipherSuite GCM = CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256;

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
        server.sayHello(server.draft(new byte[0]).encode());
        server.finishGreeting();
        server.hearFlight();
        server.finish();
        assertEquals(List.of(), store.kept());
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
        server.store().assertErased();
    }

    /** RFC 5077 §3.3. */
    @Test
    void aTicketThatWasAnnouncedHasToCome() throws Exception {
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
}
