package dev.handfast.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.PskCredential;
import dev.handfast.PskCredential.HashAlgorithm;
import dev.handfast.client.TlsClient;
import dev.handfast.wire.Alert;
import dev.handfast.wire.TlsFault;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The sessions of connections in which a key from elsewhere was used: they count as long as the key does. */
class ExternalPskSessionsTest extends SharedKeys {
    private final RememberedSessions store = new RememberedSessions();
    private final Tickets tickets = new StatelessTickets(
            new RotatingTicketKeys(
                    new SecureRandom(), InstantSource.system(), Duration.ofHours(1), Duration.ofHours(1)),
            new SecureRandom(),
            1,
            Duration.ofHours(1),
            new KnownChains(1));

    private Settings.Builder resuming(PskCredential... credentials) {
        return client(credentials).sessions(store);
    }

    @AfterEach
    void sessionsAreOfferedOnce() {
        assertEquals(List.of(), store.discarded());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aSessionResumesAndKnowsWhoItWas(PskCredential credential) throws TlsFault {
        Settings.Builder server =
                server(credential).credentials(Credentials.NONE).tickets(tickets);
        TwoConnections first = connect(resuming(credential), server);
        assertEquals(1, store.kept().size());
        TwoConnections second = connect(resuming(credential), server);
        assertTrue(second.server().negotiated().resumedSince().isPresent());
        assertTrue(second.client().negotiated().resumedSince().isPresent());
        assertEquals(
                first.server().negotiated().pskHolder(),
                second.server().negotiated().pskHolder());
        assertEquals(
                first.server().negotiated().pskHolder(),
                second.client().negotiated().pskHolder());
    }

    /** The client offers both: that which resumes goes first, and if it is not taken the other is. */
    @Test
    void aTicketThatIsNotTakenLeavesTheKey() throws TlsFault {
        PskCredential credential = plain(HashAlgorithm.SHA_256);
        connect(resuming(credential), server(credential).tickets(tickets));
        heard.clear();
        TwoConnections second = connect(resuming(credential), server(credential));
        assertCertificate(false);
        assertTrue(second.server().negotiated().resumedSince().isEmpty());
        assertTrue(second.server().negotiated().pskHolder().isPresent());
    }

    private static Stream<List<PskCredential>> replacements() {
        return Stream.of(
                List.of(),
                List.of(PskCredential.of(NAME, key(2), HashAlgorithm.SHA_256)),
                List.of(PskCredential.of(new byte[] {1}, key(1), HashAlgorithm.SHA_256)));
    }

    /** A key that was taken back or replaced does not live on in tickets. */
    @ParameterizedTest
    @MethodSource("replacements")
    void aServerForgetsTheTicketsOfAKeyThatItDoesNotKnowAnyMore(List<PskCredential> known) throws TlsFault {
        PskCredential credential = plain(HashAlgorithm.SHA_256);
        connect(resuming(credential), server(credential).tickets(tickets));
        Settings.Builder server =
                server(known.toArray(PskCredential[]::new)).tickets(tickets).credentials(Credentials.NONE);
        Alert alert = fault(resuming(credential), server);
        boolean replaced = known.stream().anyMatch(key -> Arrays.equals(key.identity(), NAME));
        assertEquals(replaced ? Alert.DECRYPT_ERROR : Alert.UNKNOWN_PSK_IDENTITY, alert);
    }

    @ParameterizedTest
    @MethodSource("replacements")
    void aClientForgetsTheSessionsOfAKeyThatItDoesNotOfferAnyMore(List<PskCredential> offered) throws TlsFault {
        PskCredential credential = plain(HashAlgorithm.SHA_256);
        connect(resuming(credential), server(credential).tickets(tickets));
        ResumableSession old = store.kept().get(0);
        TlsClient.connection(resuming(offered.toArray(PskCredential[]::new)).build())
                .begin();
        assertThrows(IllegalStateException.class, old.secret()::bytes);
    }
}
