package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.handshake.ResumableSession;
import dev.handfast.handshake.ResumingTls12Server;
import dev.handfast.handshake.ResumingTls13Server;
import dev.handfast.handshake.SessionDraft;
import dev.handfast.wire.CipherSuite;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a client's connection leaves, and what it takes of what others have left. */
class ClientSessionsTest {
    private static final SessionPeer PEER = new SessionPeer("a.example", 443, List.of(), new byte[0]);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SessionContext context = new SessionContext();
    private final ClientSessions first = connection();
    private final ClientSessions second = connection();

    private ClientSessions connection() {
        return new ClientSessions(
                context, PEER, Session.beginning(context, "a.example", 443, List.of(), List.of(), RANDOM));
    }

    private static ResumableSession tls12() {
        return ofNow(ResumingTls12Server.session(CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, true));
    }

    private static ResumableSession tls13() {
        return ofNow(ResumingTls13Server.session("", 0));
    }

    private static ResumableSession ofNow(ResumableSession session) {
        return SessionDraft.of(session).issued(Instant.now()).session();
    }

    private List<byte[]> ids() {
        return Collections.list(context.getIds());
    }

    @Test
    void inTls12TheConnectionsSessionIsTheOneThatIsKept() {
        first.keep(tls12());
        assertEquals("TLSv1.2", first.session().getProtocol());
        assertSame(first.session(), context.getSession(first.session().getId()));
        first.keep(tls12());
        assertEquals(1, ids().size());
    }

    @Test
    void inTls13EachTicketHasASessionOfItsOwn() {
        first.keep(tls13());
        first.keep(tls13());
        assertEquals(2, ids().size());
        assertNull(context.getSession(first.session().getId()));
        for (byte[] id : ids()) {
            assertEquals("TLSv1.3", context.getSession(id).getProtocol());
        }
    }

    @Test
    void whoResumesGoesOnWhereTheFirstOneWas() {
        first.keep(tls13());
        first.session().putValue("name", "value");
        assertTrue(second.hasAny());
        second.session().update(second.take().orElseThrow().resumed());
        assertFalse(second.hasAny());
        assertEquals("value", second.session().getValue("name"));
        assertSame(first.session().origin(), second.session().origin());
    }

    @Test
    void whatDoesNotWorkIsOfferedToNobody() {
        first.keep(tls12());
        second.discard(second.take().orElseThrow());
        assertFalse(first.session().isValid());
        assertFalse(second.hasAny());
        assertTrue(second.session().isValid());
    }
}
