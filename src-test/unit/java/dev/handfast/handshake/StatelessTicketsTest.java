package dev.handfast.handshake;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.crypto.Secret;
import dev.handfast.crypto.TicketKey;
import dev.handfast.message.ServerName;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.ProtocolVersion;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a ticket carries comes back as it was; what another Handfast may have put into it under the same key does no harm. */
class StatelessTicketsTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SUITE_AT = 3;

    private final TicketKey key = TicketKey.generate(RANDOM);
    private final Tickets tickets = sealedWith(key);

    /** @param ring the key that seals, and those that only open */
    private static Tickets sealedWith(TicketKey... ring) {
        return new StatelessTickets(() -> List.of(ring), RANDOM, 1, Duration.ofHours(1), new KnownChains(1));
    }

    private static ResumableSession session() {
        Negotiated agreed = Negotiated.nothing(List.of(new ServerName(ServerName.HOST_NAME, new byte[] {'a'})))
                .with(ProtocolVersion.TLS_1_3, CipherSuite.TLS_AES_128_GCM_SHA256, null)
                .withProtection(true, false)
                .withApplicationProtocol("h2")
                .withPeerChain(Identities.EC_256.chain(), List.of());
        Instant issued = Instant.ofEpochSecond(1_800_000_000L);
        var psk = new Secret(ScriptedClient.filled(32, 7));
        return new ResumableSession(
                agreed,
                new byte[] {3},
                psk,
                0xFFFFFFFFL,
                issued,
                Duration.ofHours(1),
                new byte[0],
                0,
                issued.minusSeconds(60));
    }

    private static ResumableSession with(Negotiated negotiated) {
        return SessionDraft.of(session()).negotiated(negotiated).session();
    }

    @Test
    void aSessionComesBackAsItWas() {
        byte[] ticket = tickets.seal(session());
        ResumableSession back = tickets.open(ticket).orElseThrow();
        assertArrayEquals(ScriptedClient.filled(32, 7), back.secret().bytes());
        assertArrayEquals(ticket, back.identity());
        assertEquals(0xFFFFFFFFL, back.ageAdd());
        assertEquals(session().issued(), back.issued());
        assertEquals(session().lifetime(), back.lifetime());
        assertEquals(session().authenticated(), back.authenticated());
        assertArrayEquals(session().binding(), back.binding());
        assertEquals(session().negotiated().serverNames(), back.negotiated().serverNames());
        assertEquals("h2", back.negotiated().applicationProtocol());
        assertEquals(CipherSuite.TLS_AES_128_GCM_SHA256, back.negotiated().suite());
        assertEquals(Identities.EC_256.chain(), back.negotiated().peerChain());
        for (boolean extended : new boolean[] {true, false}) {
            for (boolean encrypted : new boolean[] {true, false}) {
                assertProtected(extended, encrypted);
            }
        }
    }

    private void assertProtected(boolean extendedMasterSecret, boolean encryptThenMac) {
        Negotiated back = tickets.open(
                        tickets.seal(with(session().negotiated().withProtection(extendedMasterSecret, encryptThenMac))))
                .orElseThrow()
                .negotiated();
        assertEquals(extendedMasterSecret, back.extendedMasterSecret());
        assertEquals(encryptThenMac, back.encryptThenMac());
    }

    @Test
    void aTicketIsStaleWhenANewerKeySeals() {
        byte[] ticket = tickets.seal(session());
        TicketKey newer = TicketKey.generate(RANDOM);
        Tickets rotated = sealedWith(newer, key);
        assertFalse(tickets.isStale(ticket));
        assertTrue(rotated.isStale(ticket));
        assertFalse(rotated.isStale(rotated.seal(session())));
        assertFalse(Tickets.NONE.isStale(ticket));
    }

    @Test
    void statesOfAnotherFormAreNoSessions() {
        byte[] state = key.open(tickets.seal(session())).orElseThrow();
        for (int length = 0; length < state.length; length++) {
            assertEquals(Optional.empty(), opened(Arrays.copyOf(state, length)), length + " bytes");
        }
        byte[] newer = state.clone();
        newer[0]++;
        assertEquals(Optional.empty(), opened(newer));
        byte[] unknownSuite = state.clone();
        unknownSuite[SUITE_AT] = 0x3A;
        assertEquals(Optional.empty(), opened(unknownSuite));
    }

    private Optional<ResumableSession> opened(byte[] state) {
        return tickets.open(key.seal(state, RANDOM).orElseThrow());
    }

    /** The ticket has no room for the chain; who made it knows it, and nobody else. */
    @Test
    void aChainComesBackWhole() {
        List<X509Certificate> chain =
                List.of(Identities.EC_256.chain().get(0), Identities.RSA.chain().get(0));
        byte[] ticket = tickets.seal(with(session().negotiated().withPeerChain(chain, List.of())));
        assertEquals(chain, tickets.open(ticket).orElseThrow().negotiated().peerChain());
        Tickets others = sealedWith(key);
        assertEquals(
                chain.subList(0, 1),
                others.open(ticket).orElseThrow().negotiated().peerChain());
        assertTrue(ticket.length < tickets.seal(session()).length + 40, "no more than a digest");
        List<X509Certificate> another = List.of(chain.get(1), chain.get(0));
        tickets.seal(with(session().negotiated().withPeerChain(another, List.of())));
        assertEquals(
                1, tickets.open(ticket).orElseThrow().negotiated().peerChain().size(), "one chain is remembered");
    }
}
