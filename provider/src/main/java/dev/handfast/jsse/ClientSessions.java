package dev.handfast.jsse;

import dev.handfast.handshake.ResumableSession;
import dev.handfast.handshake.SessionStore;
import dev.handfast.jsse.SessionCache.Remembered;
import dev.handfast.wire.ProtocolVersion;
import java.util.Optional;

/**
 * The sessions that a client's connection may resume, and where it leaves new ones.
 *
 * @param session that of the connection
 */
record ClientSessions(SessionContext context, SessionPeer peer, Session session) implements SessionStore {

    boolean hasAny() {
        return context.knows(peer);
    }

    @Override
    public boolean isUsed() {
        return true;
    }

    @Override
    public Optional<ResumableSession> take() {
        Optional<Remembered> found = context.take(peer);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        session.offer(found.get().session().origin());
        return Optional.of(found.get().resumable());
    }

    /** Sessions of one connection differ by their ids; in TLS 1.2 it has one, which is the connection's. */
    @Override
    public void keep(ResumableSession resumable) {
        session.update(resumable.negotiated());
        boolean single = resumable.negotiated().version().equals(ProtocolVersion.TLS_1_2);
        context.remember(single ? session : session.another(), resumable, peer);
    }

    @Override
    public void discard(ResumableSession resumable) {
        session.discardOffer();
    }
}
