package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.crypto.Secret;
import dev.handfast.handshake.Negotiated;
import dev.handfast.handshake.ResumableSession;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.ProtocolVersion;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bounds of a session cache. */
class SessionContextTest {
    private final SessionContext context = new SessionContext();

    @Test
    void defaultsAreTheJdks() {
        assertEquals(20_480, context.getSessionCacheSize());
        assertEquals(86_400, context.getSessionTimeout());
    }

    @Test
    void boundsMayBeSetDownToNone() {
        context.setSessionCacheSize(0);
        context.setSessionTimeout(0);
        assertEquals(0, context.getSessionCacheSize());
        assertEquals(0, context.getSessionTimeout());
        assertThrows(IllegalArgumentException.class, () -> context.setSessionCacheSize(-1));
        assertThrows(IllegalArgumentException.class, () -> context.setSessionTimeout(-1));
    }

    @Test
    void operatorSetsTheSize() throws Exception {
        Setting.system(
                "javax.net.ssl.sessionCacheSize",
                "7",
                () -> assertEquals(7, new SessionContext().getSessionCacheSize()));
        Setting.system(
                "javax.net.ssl.sessionCacheSize",
                "-7",
                () -> assertEquals(20_480, new SessionContext().getSessionCacheSize()));
    }

    @Test
    void unknownSessionIsNoneAndNullIsNoId() {
        assertNull(context.getSession(new byte[32]));
        assertThrows(NullPointerException.class, () -> context.getSession(null));
        assertFalse(context.getIds().hasMoreElements());
    }

    // ---- what it remembers

    private static final Instant NOW = Instant.ofEpochMilli(System.currentTimeMillis());
    private static final SessionPeer PEER = new SessionPeer("a.example", 1, List.of(), new byte[0]);

    private Instant now = NOW;
    private final SessionContext remembering = new SessionContext(() -> now);
    private final Secret secret = new Secret(new byte[32]);

    private Session remember(byte[] ticket) {
        return remember(1, secret, ticket);
    }

    private Session remember(int port, Secret resumption, byte[] ticket) {
        Session session = session(port);
        remember(session, port, resumption, ticket);
        return session;
    }

    private Session session(int port) {
        return Session.beginning(remembering, "a.example", port, List.of(), List.of(), new SecureRandom());
    }

    private void remember(Session session, int port, Secret resumption, byte[] ticket) {
        Negotiated agreed =
                Negotiated.nothing(List.of()).with(ProtocolVersion.TLS_1_3, CipherSuite.TLS_AES_128_GCM_SHA256, null);
        remembering.remember(
                session,
                new ResumableSession(
                        agreed, new byte[0], resumption, 0, NOW, ResumableSession.MAX_LIFETIME, ticket, 0, NOW),
                new SessionPeer("a.example", port, List.of(), new byte[0]));
    }

    private int remembered() {
        return Collections.list(remembering.getIds()).size();
    }

    @Test
    void aSessionThatIsOlderThanTheTimeoutVanishes() {
        Session session = remember(new byte[1]);
        remembering.setSessionTimeout(60);
        now = Instant.ofEpochMilli(session.getCreationTime()).plusSeconds(60).minusMillis(1);
        assertSame(session, remembering.getSession(session.getId()));
        assertEquals(1, remembered());
        assertTrue(remembering.knows(PEER));
        now = now.plusMillis(1);
        assertNull(remembering.getSession(session.getId()));
        assertEquals(0, remembered());
        assertFalse(remembering.knows(PEER));
        assertTrue(remembering.take(PEER).isEmpty());
    }

    @Test
    void aShorterTimeoutForgetsAtOnceAndErases() {
        remember(new byte[1]);
        now = now.plusSeconds(120);
        remembering.setSessionTimeout(60);
        remembering.setSessionTimeout(0);
        assertEquals(0, remembered());
        assertThrows(IllegalStateException.class, secret::bytes);
    }

    @Test
    void withoutATimeoutASessionLivesForAWeek() {
        remembering.setSessionTimeout(0);
        remember(new byte[1]);
        now = NOW.plus(ResumableSession.MAX_LIFETIME).minusSeconds(60);
        assertEquals(1, remembered());
        now = NOW.plus(ResumableSession.MAX_LIFETIME);
        assertEquals(0, remembered());
    }

    @Test
    void noTimeoutIsLongerThanAWeek() {
        assertEquals(Duration.ofDays(1), remembering.lifetime());
        remembering.setSessionTimeout(60);
        assertEquals(Duration.ofMinutes(1), remembering.lifetime());
        for (int timeout : new int[] {0, Integer.MAX_VALUE}) {
            remembering.setSessionTimeout(timeout);
            assertEquals(Duration.ofDays(7), remembering.lifetime());
        }
    }

    @Test
    void theOperatorBoundsTheBytes() throws Exception {
        Setting.system("dev.handfast.sessionCacheBytes", "5000", () -> {
            var test = new SessionContextTest();
            for (int port = 1; port <= 10; port++) {
                test.remember(port, new Secret(new byte[32]), new byte[1000]);
            }
            assertEquals(2, test.remembered());
        });
    }

    /** Without any limit of their number, too. */
    @Test
    void sessionsAreBoundedInBytes() {
        remembering.setSessionCacheSize(0);
        int ticket = 1 << 16;
        int most = (16 << 20) / ticket;
        for (int number = 0; number < 2 * most; number++) {
            remember(number, new Secret(new byte[32]), new byte[ticket]);
        }
        assertTrue(remembered() <= most, () -> remembered() + " of at most " + most);
        assertTrue(remembered() > most * 9 / 10, () -> remembered() + " of at most " + most);
    }

    @Test
    void anInvalidatedSessionIsNotRememberedAnyMore() {
        Session session = remember(new byte[1]);
        session.invalidate();
        assertNull(remembering.getSession(session.getId()));
        assertTrue(remembering.take(PEER).isEmpty());
        assertThrows(IllegalStateException.class, secret::bytes);
    }

    @Test
    void whatComesForAnInvalidatedSessionIsErased() {
        Session session = session(1);
        session.invalidate();
        remember(session, 1, secret, new byte[1]);
        assertThrows(IllegalStateException.class, secret::bytes);
    }
}
