package dev.handfast.jsse;

import dev.handfast.handshake.Negotiated;
import dev.handfast.handshake.ResumableSession;
import dev.handfast.wire.ProtocolVersion;
import java.nio.ByteBuffer;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * Sessions that wait to be resumed, bounded in number and in bytes: the one that was not used for the longest time goes first. What
 * goes is erased. Thread-safe.
 */
final class SessionCache {
    /** As many as the JDK keeps of one peer. */
    private static final int MAX_OF_PEER = 10;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<ByteBuffer, Remembered> byId = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<SessionPeer, Deque<Remembered>> byPeer = new HashMap<>();
    private long bytes;

    /**
     * A session, and what resumes it.
     *
     * @param peer with whom a client would resume it; null on a server, which knows its sessions by their ids
     * @param bytes of heap, roughly
     */
    record Remembered(Session session, ResumableSession resumable, SessionPeer peer, long bytes) {
        /** What an entry takes besides its ticket and certificates; {@code SessionMemory} of the benchmarks measures it. */
        private static final int OVERHEAD = 1100;

        /** A certificate that nobody shares is taken for four times its bytes. */
        private static final int PARSED = 4;

        static Remembered of(Session session, ResumableSession resumable, SessionPeer peer) {
            return new Remembered(session, resumable, peer, bytes(resumable));
        }

        private static long bytes(ResumableSession resumable) {
            Negotiated agreed = resumable.negotiated();
            long bytes = OVERHEAD;
            bytes += resumable.identity().length;
            for (X509Certificate certificate : agreed.peerChain()) {
                bytes += PARSED * encodedLength(certificate);
            }
            for (byte[] response : agreed.statusResponses()) {
                bytes += response.length;
            }
            return bytes;
        }

        private static long encodedLength(X509Certificate certificate) {
            try {
                return certificate.getEncoded().length;
            } catch (CertificateEncodingException impossible) {
                throw new IllegalStateException("a certificate that was decoded cannot be encoded", impossible);
            }
        }

        private ByteBuffer id() {
            return ByteBuffer.wrap(session.getId());
        }

        private Remembered copy() {
            return new Remembered(session, resumable.copy(), peer, bytes);
        }

        /** An entry is the same as itself alone: what resumes a session has one owner. */
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /**
     * Takes {@code entry} over, in place of one with the same id.
     *
     * @param maxEntries 0 for no limit
     */
    void put(Remembered entry, int maxEntries, long maxBytes) {
        ByteBuffer id = entry.id(); // its session may have to make it
        lock.lock();
        try {
            drop(byId.get(id));
            byId.put(id, entry);
            bytes += entry.bytes();
            if (entry.peer() != null) {
                addToSiblings(entry);
            }
            shrink(maxEntries, maxBytes);
        } finally {
            lock.unlock();
        }
    }

    private void addToSiblings(Remembered entry) {
        Deque<Remembered> siblings = byPeer.get(entry.peer());
        if (siblings == null) {
            siblings = new ArrayDeque<>(2);
            byPeer.put(entry.peer(), siblings);
        }
        siblings.push(entry);
        if (siblings.size() > MAX_OF_PEER) {
            drop(siblings.peekLast());
        }
    }

    /** Drops all. */
    void clear() {
        lock.lock();
        try {
            for (Remembered entry : List.copyOf(byId.values())) {
                drop(entry);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Drops what is too much, and what {@code usable} refuses. */
    void trim(int maxEntries, long maxBytes, Predicate<Remembered> usable) {
        lock.lock();
        try {
            for (Remembered entry : List.copyOf(byId.values())) {
                if (!usable.test(entry)) {
                    drop(entry);
                }
            }
            shrink(maxEntries, maxBytes);
        } finally {
            lock.unlock();
        }
    }

    /**
     * The youngest session with {@code peer}; what resumes it is the caller's. One of TLS 1.3 is gone then: two connections that
     * resume the same one could be told to belong together (RFC 9846 Appendix C.4).
     */
    Optional<Remembered> take(SessionPeer peer, Predicate<Remembered> usable) {
        lock.lock();
        try {
            for (Remembered found; (found = youngest(peer)) != null; drop(found)) {
                if (usable.test(found)) {
                    Remembered taken = found.copy();
                    byId.get(found.id()); // used just now
                    if (found.resumable().negotiated().version().equals(ProtocolVersion.TLS_1_3)) {
                        drop(found);
                    }
                    return Optional.of(taken);
                }
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    boolean has(SessionPeer peer, Predicate<Remembered> usable) {
        lock.lock();
        try {
            if (byPeer.containsKey(peer)) {
                for (Remembered entry : byPeer.get(peer)) {
                    if (usable.test(entry)) {
                        return true;
                    }
                }
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** The session with this id; what resumes it is the caller's. It stays. */
    Optional<Remembered> find(byte[] id, Predicate<Remembered> usable) {
        lock.lock();
        try {
            return Optional.ofNullable(byId.get(ByteBuffer.wrap(id)))
                    .filter(usable)
                    .map(Remembered::copy);
        } finally {
            lock.unlock();
        }
    }

    Optional<Session> session(byte[] id, Predicate<Remembered> usable) {
        lock.lock();
        try {
            return Optional.ofNullable(byId.get(ByteBuffer.wrap(id)))
                    .filter(usable)
                    .map(Remembered::session);
        } finally {
            lock.unlock();
        }
    }

    /** All, the one that was used last at the end. */
    List<Session> sessions(Predicate<Remembered> usable) {
        lock.lock();
        try {
            return byId.values().stream()
                    .filter(usable)
                    .map(Remembered::session)
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    /** Bytes of heap, roughly. */
    long bytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }

    private Remembered youngest(SessionPeer peer) {
        Deque<Remembered> all = byPeer.get(peer);
        return all == null ? null : all.peekFirst();
    }

    private void shrink(int maxEntries, long maxBytes) {
        while (bytes > maxBytes || maxEntries > 0 && byId.size() > maxEntries) {
            drop(byId.values().iterator().next());
        }
    }

    private void drop(Remembered entry) {
        if (entry == null || byId.remove(entry.id()) == null) {
            return;
        }
        bytes -= entry.bytes();
        if (entry.peer() != null) {
            Deque<Remembered> siblings = byPeer.get(entry.peer());
            siblings.remove(entry);
            if (siblings.isEmpty()) {
                byPeer.remove(entry.peer());
            }
        }
        entry.resumable().close();
    }
}
