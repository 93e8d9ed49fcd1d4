package dev.handfast.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.LoggedWarnings;
import dev.handfast.TicketKeys;
import dev.handfast.crypto.Secret;
import dev.handfast.crypto.TicketKey;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.ProtocolVersion;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys that somebody else gives, and may take away while tickets are sealed. */
class DerivedTicketKeysTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] STATE = {1, 2, 3};

    private final LoggedWarnings log = new LoggedWarnings();
    private final TicketKey generated = TicketKey.generate(RANDOM);
    private volatile List<TicketKeys.Key> given = List.of();
    private final TicketKeyRing ring = new DerivedTicketKeys(this::given, () -> List.of(generated));

    @AfterEach
    void stopListening() {
        log.close();
    }

    private List<TicketKeys.Key> given() {
        if (given == null) {
            throw new IllegalStateException("the vault is shut");
        }
        return given;
    }

    private static TicketKeys.Key key() {
        byte[] name = new byte[TicketKeys.Key.NAME_LENGTH];
        byte[] secret = new byte[64];
        RANDOM.nextBytes(name);
        RANDOM.nextBytes(secret);
        return new TicketKeys.Key(name, secret);
    }

    private static byte[] seal(TicketKeyRing ring) {
        return ring.keys().get(0).seal(STATE, RANDOM).orElseThrow();
    }

    private static boolean opens(TicketKeyRing ring, byte[] ticket) {
        return ring.keys().stream().anyMatch(key -> key.open(ticket).isPresent());
    }

    @Test
    void serversWithTheSameKeysOpenEachOthersTickets() {
        given = List.of(key());
        var another = new DerivedTicketKeys(() -> given, () -> List.of(TicketKey.generate(RANDOM)));
        assertTrue(opens(another, seal(ring)));
        assertSame(ring.keys(), ring.keys());
        assertEquals(List.of(), log.lines());
    }

    @Test
    void aRollLetsOldTicketsOpenAndNewOnesBeSealedByTheNewKey() {
        TicketKeys.Key before = key();
        given = List.of(before);
        byte[] old = seal(ring);
        TicketKey oldKey = ring.keys().get(0);
        given = List.of(key(), before);
        assertTrue(opens(ring, old));
        assertSame(oldKey, ring.keys().get(1), "it is derived once");
        assertTrue(!oldKey.isNamedBy(seal(ring)));
        given = List.of(given.get(0));
        assertTrue(!opens(ring, old));
        assertEquals(Optional.empty(), oldKey.open(old), "it is erased");
    }

    /** Between our question and our use of the answer the key is replaced, and destroyed. */
    @Test
    void aRollJustNowIsNoFault() {
        given = List.of(key());
        Iterator<TicketKeys.Key> destroyedOnes =
                Stream.generate(DerivedTicketKeysTest::key).limit(2).iterator();
        var racing = new DerivedTicketKeys(
                () -> {
                    if (!destroyedOnes.hasNext()) {
                        return given;
                    }
                    TicketKeys.Key each = destroyedOnes.next();
                    each.destroy();
                    return List.of(each);
                },
                () -> List.of(generated));
        assertTrue(!generated.isNamedBy(seal(racing)));
        assertEquals(List.of(), log.lines());
    }

    private record Fault(String what, List<TicketKeys.Key> keys, String told) {
        @Override
        public String toString() {
            return what;
        }
    }

    private static Stream<Fault> faults() {
        TicketKeys.Key destroyed = key();
        destroyed.destroy();
        return Stream.of(
                new Fault("no keys", List.of(), "there are none"),
                new Fault("a destroyed key", List.of(key(), destroyed), "one of them is destroyed"),
                new Fault("a source that fails", null, "the vault is shut"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void generatedKeysCountUntilThereAreOthers(Fault fault) {
        given = fault.keys();
        for (int handshake = 0; handshake < 3; handshake++) {
            assertEquals(List.of(generated), ring.keys());
        }
        assertEquals(1, log.lines().size(), log.lines()::toString);
        assertTrue(log.lines().get(0).contains(fault.told()), log.lines()::toString);
        assertTrue(log.lines().get(0).endsWith("; generated keys are in force"), log.lines()::toString);
        given = List.of(key());
        assertTrue(!generated.isNamedBy(seal(ring)));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void keysFromBeforeStay(Fault fault) {
        given = List.of(key());
        List<TicketKey> before = ring.keys();
        byte[] ticket = seal(ring);
        given = fault.keys();
        for (int handshake = 0; handshake < 3; handshake++) {
            assertSame(before, ring.keys());
        }
        assertTrue(opens(ring, ticket));
        assertEquals(1, log.lines().size(), log.lines()::toString);
        assertTrue(log.lines().get(0).endsWith("; the keys from before stay in force"), log.lines()::toString);
    }

    /** Keys go while others seal with them: every ticket can be opened all the same, since none was sealed by an erased key. */
    @Test
    void ticketsAreSealedWhileKeysRoll() throws Exception {
        given = List.of(key());
        var tickets = new StatelessTickets(ring, RANDOM, 1, Duration.ofHours(1), new KnownChains(1));
        var rolling = new AtomicBoolean(true);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            var sealed = new ArrayList<Future<List<byte[]>>>();
            for (int thread = 0; thread < 4; thread++) {
                sealed.add(threads.submit(() -> {
                    var made = new ArrayList<byte[]>();
                    while (rolling.get() || made.isEmpty()) {
                        made.add(tickets.seal(session()));
                    }
                    return made;
                }));
            }
            var all = new ArrayList<TicketKey>();
            for (int roll = 0; roll < 300; roll++) {
                all.add(derivedAgain(given.get(0)));
                TicketKeys.Key before = given.get(0);
                given = List.of(key());
                ring.keys();
                before.destroy();
            }
            all.add(derivedAgain(given.get(0)));
            rolling.set(false);
            for (Future<List<byte[]>> made : sealed) {
                for (byte[] ticket : made.get()) {
                    assertTrue(opens(() -> all, ticket));
                }
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(List.of(), log.lines());
    }

    private static TicketKey derivedAgain(TicketKeys.Key key) {
        return TicketKey.derived(key.name(), key.secret().orElseThrow());
    }

    private static ResumableSession session() {
        Negotiated agreed = Negotiated.nothing(List.of())
                .with(ProtocolVersion.TLS_1_3, CipherSuite.TLS_AES_128_GCM_SHA256, null)
                .withApplicationProtocol("");
        Instant now = Instant.ofEpochSecond(1_800_000_000L);
        return new ResumableSession(
                agreed, new byte[0], new Secret(new byte[32]), 0, now, Duration.ofHours(1), new byte[0], 0, now);
    }
}
