package dev.handfast.jsse;

import dev.handfast.handshake.ResumableSession;
import dev.handfast.handshake.Tickets;
import dev.handfast.jsse.SessionCache.Remembered;
import java.time.Duration;
import java.util.Optional;

/**
 * Sessions that a server remembers: its tickets are the names under which they are found. In TLS 1.2 these are session ids (RFC 5246
 * §7.4.1.2).
 *
 * @param session that of the connection
 */
record RememberedSessions(SessionContext context, Session session, int count, Duration lifetime) implements Tickets {

    @Override
    public byte[] seal(ResumableSession resumable) {
        session.update(resumable.negotiated());
        boolean named = resumable.negotiated().sessionId().length > 0;
        Session remembered = named ? session : session.another();
        context.remember(remembered, resumable.copy(), null);
        return remembered.getId();
    }

    @Override
    public Optional<ResumableSession> open(byte[] id) {
        Optional<Remembered> found = context.find(id);
        found.ifPresent(remembered -> session.offer(remembered.session().origin()));
        return found.map(Remembered::resumable);
    }
}
