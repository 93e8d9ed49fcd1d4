package dev.handfast.handshake;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.handfast.wire.ProtocolVersion;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A client's memory: the youngest session goes first; those of TLS 1.2 stay until they are discarded or replaced. */
public final class RememberedSessions implements SessionStore {
    private final Deque<ResumableSession> sessions = new ArrayDeque<>();
    private final List<ResumableSession> discarded = new ArrayList<>();
    private final List<ResumableSession> taken = new ArrayList<>();

    @Override
    public boolean isUsed() {
        return true;
    }

    @Override
    public Optional<ResumableSession> take() {
        Optional<ResumableSession> youngest = Optional.ofNullable(sessions.peek());
        boolean reusable =
                youngest.isPresent() && youngest.get().negotiated().version().equals(ProtocolVersion.TLS_1_2);
        Optional<ResumableSession> mine = reusable ? youngest.map(ResumableSession::copy) : youngest;
        if (!reusable) {
            sessions.poll();
        }
        mine.ifPresent(taken::add);
        return mine;
    }

    @Override
    public void keep(ResumableSession session) {
        sessions.push(session);
    }

    @Override
    public void discard(ResumableSession session) {
        discarded.add(session);
        sessions.removeIf(other -> Arrays.equals(other.identity(), session.identity())
                && Arrays.equals(
                        other.negotiated().sessionId(), session.negotiated().sessionId()));
    }

    /** Those that can be taken, the youngest first. */
    public List<ResumableSession> kept() {
        return List.copyOf(sessions);
    }

    /** Those that were given to a connection. */
    public List<ResumableSession> taken() {
        return taken;
    }

    public List<ResumableSession> discarded() {
        return discarded;
    }

    /** Nothing is left of what was given to a connection. */
    public void assertErased() {
        for (ResumableSession session : taken) {
            assertThrows(IllegalStateException.class, session.secret()::bytes, "the secret of the session is left");
        }
    }
}
