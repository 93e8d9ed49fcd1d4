package dev.handfast.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.handshake.Draft;
import dev.handfast.handshake.Negotiated;
import dev.handfast.handshake.ResumableSession;
import dev.handfast.handshake.ResumingTls12Client;
import dev.handfast.handshake.ScriptedClient;
import dev.handfast.handshake.Secrets;
import dev.handfast.handshake.SessionIds;
import dev.handfast.handshake.Settings;
import dev.handfast.handshake.Tickets;
import dev.handfast.message.Extension;
import dev.handfast.message.NewSessionTicket12;
import dev.handfast.message.ServerHello;
import dev.handfast.wire.Alert;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.ContentType;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How a TLS 1.2 server resumes, and what it leaves to be resumed (RFC 5246 §7.3, RFC 5077 §3). */
class Tls12ResumptionTest {
    private static final CipherSuite GCM = CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256;
    private static final CipherSuite CBC = CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256;
    private static final Instant NOW = ResumingTls12Client.NOW;
    private static final byte[] NONE = {};

    private static Stream<CipherSuite> suites() {
        return Stream.of(GCM, CBC);
    }

    @ParameterizedTest
    @MethodSource("suites")
    void theServerFinishesFirst(CipherSuite suite) throws Exception {
        ResumingTls12Client client = ResumingTls12Client.of(suite).resumed();
        assertFalse(client.subject().isOpen());
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
        assertEquals(0, Secrets.of(client.subject()).size());
    }

    /** RFC 5077 §3.4: such a client finds out by the messages. */
    @Test
    void aTicketNeedsNoId() throws Exception {
        ResumingTls12Client client = ResumingTls12Client.of(GCM);
        client.resumed(client.draft()
                .with(Draft.SESSION_TICKET, ResumingTls12Client.ticket(ResumingTls12Client.session(GCM, true))));
        assertEquals(0, client.serverHello().legacySessionIdEcho().length);
        client.finish();
    }

    @Test
    void aTicketUnderAnOldKeyIsReplaced() throws Exception {
        ResumingTls12Client client = ResumingTls12Client.of(GCM);
        client.resumed(client.draft(ResumingTls12Client.oldTicket(ResumingTls12Client.session(GCM, true))));
        NewSessionTicket12 ticket = client.hear(NewSessionTicket12.class);
        assertEquals(Duration.ofHours(2).toSeconds(), ticket.lifetimeHint());
        client.finish();
        ResumingTls12Client again = ResumingTls12Client.of(GCM);
        again.resumed(again.draft(ticket.ticket()));
        again.finish();
    }

    /** RFC 7366 §3.1. */
    @Test
    void encryptThenMacMayCome() throws Exception {
        Negotiated without = ResumingTls12Client.session(CBC, true).negotiated().withProtection(true, false);
        ResumingTls12Client client = ResumingTls12Client.of(CBC);
        client.resumed(client.draft(ResumingTls12Client.ticket(ResumingTls12Client.session(without))));
        assertTrue(client.serverHello().extensions().has(Extension.ENCRYPT_THEN_MAC_SH12));
        client.finish();
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
