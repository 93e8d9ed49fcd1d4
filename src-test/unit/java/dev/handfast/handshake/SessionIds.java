package dev.handfast.handshake;

import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** A server's memory of sessions by their ids. */
public final class SessionIds implements Tickets {
    private final Map<String, ResumableSession> sessions = new HashMap<>();
    private final Duration lifetime;

    public SessionIds(Duration lifetime) {
        this.lifetime = lifetime;
    }

    @Override
    public int count() {
        return 1;
    }

    @Override
    public Duration lifetime() {
        return lifetime;
    }

    @Override
    public byte[] seal(ResumableSession session) {
        byte[] id = session.negotiated().sessionId();
        sessions.put(HexFormat.of().formatHex(id), session.copy());
        return id;
    }

    @Override
    public Optional<ResumableSession> open(byte[] id) {
        return Optional.ofNullable(sessions.get(HexFormat.of().formatHex(id))).map(ResumableSession::copy);
    }

    /** How many it knows. */
    public int size() {
        return sessions.size();
    }
}
