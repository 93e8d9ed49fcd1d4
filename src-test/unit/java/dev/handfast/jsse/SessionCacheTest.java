package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.crypto.Secret;
import dev.handfast.handshake.Negotiated;
import dev.handfast.handshake.ResumableSession;
import dev.handfast.jsse.SessionCache.Remembered;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.ProtocolVersion;
import java.lang.reflect.Field;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What stays, what goes, and to whom what stays belongs. */
class SessionCacheTest {
    private static final int NO_LIMIT = 0;
    private static final long MANY_BYTES = 1 << 20;

    private final SessionCache cache = new SessionCache();
    private final SecureRandom random = new SecureRandom();

    private static boolean any(Remembered remembered) {
        return true;
    }

    private static boolean none(Remembered remembered) {
        return false;
    }

    private static SessionPeer peer(int port) {
        return new SessionPeer("a.example", port, List.of(), new byte[0]);
    }

    private static Negotiated agreed(ProtocolVersion version) {
        return Negotiated.nothing(List.of()).with(version, CipherSuite.TLS_AES_128_GCM_SHA256, null);
    }

    private Remembered entry(Session session, Negotiated agreed, SessionPeer peer, byte[] ticket) {
        var secret = new Secret(new byte[32]);
        return Remembered.of(
                session,
                new ResumableSession(
                        agreed,
                        new byte[0],
                        secret,
                        0,
                        Instant.EPOCH,
                        ResumableSession.MAX_LIFETIME,
                        ticket,
                        0,
                        Instant.EPOCH),
                peer);
    }

    private Session session() {
        return Session.beginning(new SessionContext(), "a.example", 1, List.of(), List.of(), random);
    }

    private Remembered entry(ProtocolVersion version, int port) {
        return entry(session(), agreed(version), peer(port), new byte[0]);
    }

    private Remembered put(ProtocolVersion version, int port) {
        Remembered entry = entry(version, port);
        cache.put(entry, NO_LIMIT, MANY_BYTES);
        return entry;
    }

    private static boolean isErased(Remembered entry) {
        try {
            return entry.resumable().secret().bytes() == null;
        } catch (IllegalStateException erased) {
            return true;
        }
    }

    private boolean has(Remembered entry) {
        return cache.sessions(SessionCacheTest::any).contains(entry.session()); // to look is not to use
    }

    // ---- what goes

    @Test
    void onePeerLeavesTenAndTheOldestGoes() {
        List<Remembered> entries = IntStream.range(0, 11)
                .mapToObj(number -> put(ProtocolVersion.TLS_1_3, 1))
                .toList();
        assertEquals(10, cache.sessions(SessionCacheTest::any).size());
        assertFalse(has(entries.get(0)));
        assertTrue(isErased(entries.get(0)));
        assertSame(
                entries.get(10).session(),
                cache.take(peer(1), SessionCacheTest::any).orElseThrow().session(),
                "the youngest is first");
    }

    @Test
    void theOneThatWasNotUsedForTheLongestTimeGoes() {
        Remembered taken = put(ProtocolVersion.TLS_1_2, 1);
        Remembered unused = put(ProtocolVersion.TLS_1_2, 2);
        Remembered named = entry(session(), agreed(ProtocolVersion.TLS_1_2), null, new byte[0]);
        cache.put(named, NO_LIMIT, MANY_BYTES);
        assertTrue(cache.take(peer(1), SessionCacheTest::any).isPresent());
        cache.put(entry(ProtocolVersion.TLS_1_2, 3), 3, MANY_BYTES);
        assertFalse(has(unused));
        assertTrue(has(taken) && has(named));
        assertTrue(cache.find(named.session().getId(), SessionCacheTest::any).isPresent());
        cache.put(entry(ProtocolVersion.TLS_1_2, 4), 3, MANY_BYTES);
        assertFalse(has(taken));
        assertTrue(has(named));
    }

    @Test
    void oneWithTheSameIdTakesThePlaceOfAnother() {
        Session session = session();
        Remembered first = entry(session, agreed(ProtocolVersion.TLS_1_2), peer(1), new byte[100]);
        Remembered second = entry(session, agreed(ProtocolVersion.TLS_1_2), peer(1), new byte[10]);
        cache.put(first, NO_LIMIT, MANY_BYTES);
        cache.put(second, NO_LIMIT, MANY_BYTES);
        assertTrue(isErased(first));
        assertFalse(isErased(second));
        assertEquals(second.bytes(), cache.bytes());
    }

    @Test
    void whatIsTooMuchOrRefusedGoes() {
        Remembered first = put(ProtocolVersion.TLS_1_3, 1);
        Remembered second = put(ProtocolVersion.TLS_1_3, 2);
        Remembered third = put(ProtocolVersion.TLS_1_3, 3);
        cache.trim(NO_LIMIT, MANY_BYTES, remembered -> !remembered.equals(second));
        assertTrue(has(first) && has(third) && isErased(second));
        cache.trim(NO_LIMIT, third.bytes(), SessionCacheTest::any);
        assertTrue(has(third) && isErased(first));
        cache.trim(NO_LIMIT, 0, SessionCacheTest::any);
        assertEquals(0, cache.bytes());
        assertTrue(isErased(third));
    }

    /** A client that visits many peers once keeps nothing of those whose sessions are gone. */
    @Test
    void aPeerGoesWithItsLastSession() throws ReflectiveOperationException {
        put(ProtocolVersion.TLS_1_3, 1);
        put(ProtocolVersion.TLS_1_3, 1);
        put(ProtocolVersion.TLS_1_3, 2);
        cache.trim(1, MANY_BYTES, SessionCacheTest::any);
        Field peers = SessionCache.class.getDeclaredField("byPeer");
        peers.setAccessible(true);
        assertEquals(1, ((Map<?, ?>) peers.get(cache)).size());
    }

    // ---- how much it is

    @Test
    void itCountsTicketsCertificatesAndResponses() throws Exception {
        X509Certificate certificate = new TestAuthority("one").certificate;
        Negotiated plain = agreed(ProtocolVersion.TLS_1_3);
        long bare = entry(session(), plain, peer(1), new byte[0]).bytes();
        assertTrue(bare >= 1000, "an entry takes room by itself: " + bare);
        assertEquals(bare + 200, entry(session(), plain, peer(1), new byte[200]).bytes());
        assertEquals(
                bare + 4L * certificate.getEncoded().length + 50,
                entry(session(), plain.withPeerChain(List.of(certificate), List.of(new byte[50])), peer(1), new byte[0])
                        .bytes());
    }

    // ---- whose it is

    @Test
    void aSessionOfTls13IsTakenOnce() {
        Remembered entry = put(ProtocolVersion.TLS_1_3, 1);
        Remembered taken = cache.take(peer(1), SessionCacheTest::any).orElseThrow();
        assertTrue(isErased(entry));
        assertFalse(isErased(taken));
        assertFalse(has(entry) || cache.has(peer(1), SessionCacheTest::any));
        assertEquals(Optional.empty(), cache.take(peer(1), SessionCacheTest::any));
    }

    @Test
    void aSessionOfTls12StaysAndWhoTakesItErasesHisOwn() {
        Remembered entry = put(ProtocolVersion.TLS_1_2, 1);
        for (int times = 0; times < 2; times++) {
            cache.take(peer(1), SessionCacheTest::any).orElseThrow().resumable().close();
            cache.find(entry.session().getId(), SessionCacheTest::any)
                    .orElseThrow()
                    .resumable()
                    .close();
        }
        assertFalse(isErased(entry));
    }

    @Test
    void whatCannotBeUsedIsPassedOverAndDropped() {
        Remembered usable = put(ProtocolVersion.TLS_1_3, 1);
        Remembered stale = put(ProtocolVersion.TLS_1_3, 1);
        Predicate<Remembered> good = remembered -> remembered.session() != stale.session();
        assertTrue(cache.has(peer(1), good), "one of them will do");
        assertSame(usable.session(), cache.take(peer(1), good).orElseThrow().session());
        assertTrue(isErased(stale));
    }

    @Test
    void whatCannotBeUsedIsNotFound() {
        Remembered entry = put(ProtocolVersion.TLS_1_2, 1);
        byte[] id = entry.session().getId();
        assertFalse(cache.has(peer(1), SessionCacheTest::none));
        assertEquals(Optional.empty(), cache.find(id, SessionCacheTest::none));
        assertEquals(Optional.empty(), cache.session(id, SessionCacheTest::none));
        assertEquals(List.of(), cache.sessions(SessionCacheTest::none));
        assertTrue(has(entry));
    }
}
