package dev.handfast.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.crypto.Secret;
import dev.handfast.handshake.Draft;
import dev.handfast.handshake.Identities;
import dev.handfast.handshake.Negotiated;
import dev.handfast.handshake.ResumableSession;
import dev.handfast.handshake.ScriptedServer;
import dev.handfast.handshake.SessionStore;
import dev.handfast.handshake.Settings;
import dev.handfast.message.ClientHello;
import dev.handfast.message.Extension;
import dev.handfast.message.Extensions;
import dev.handfast.message.NewSessionTicket13;
import dev.handfast.message.Place;
import dev.handfast.message.ServerName;
import dev.handfast.wire.Alert;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.TlsFault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that resumes what was not offered, and what a client does with the tickets that it gets (RFC 9846 §4.3.11, §4.7.1). */
class ResumptionFaultsTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000L);

    /** Has one session to offer, of a suite with SHA-256. */
    private static final class Store implements SessionStore {
        private final Secret psk = new Secret(new byte[32]);
        private final List<ResumableSession> kept = new ArrayList<>();

        @Override
        public boolean isUsed() {
            return true;
        }

        @Override
        public Optional<ResumableSession> take() {
            Negotiated agreed = Negotiated.nothing(List.of())
                    .with(ProtocolVersion.TLS_1_3, CipherSuite.TLS_AES_128_GCM_SHA256, null)
                    .withApplicationProtocol("")
                    .withPeerChain(Identities.EC_256.chain(), List.of());
            return Optional.of(new ResumableSession(
                    agreed,
                    new byte[0],
                    psk,
                    0xFFFFFFFFL,
                    NOW.minusMillis(2),
                    Duration.ofHours(1),
                    new byte[] {1},
                    0,
                    NOW.minusMillis(2)));
        }

        @Override
        public void keep(ResumableSession session) {
            kept.add(session);
        }

        @Override
        public void discard(ResumableSession session) {
            throw new AssertionError("sessions of TLS 1.3 are offered once");
        }
    }

    private final Store store = new Store();

    private ScriptedServer server() throws TlsFault {
        return new ScriptedServer(
                ScriptedServer.settings().sessions(store).clock(() -> NOW).build());
    }

    @Test
    void theOfferComesLastAndHidesTheAgeOfItsTicket() throws TlsFault {
        ClientHello hello = server().hearHello();
        List<Integer> types = hello.extensions().types();
        assertEquals(Extension.PRE_SHARED_KEY_CH.type(), types.get(types.size() - 1));
        assertEquals(
                1, // 2 ms and 2^32 - 1
                hello.extensions()
                        .get(Extension.PRE_SHARED_KEY_CH)
                        .orElseThrow()
                        .identities()
                        .get(0)
                        .obfuscatedTicketAge());
    }

    /** RFC 9846 §4.7.1: what does not fit now is not offered, and of no use any more. */
    @ParameterizedTest
    @EnumSource
    void aSessionThatDoesNotFitIsNotOffered(Misfit misfit) throws TlsFault {
        Settings.Builder settings = ScriptedServer.settings().sessions(store).clock(() -> NOW);
        misfit.change.accept(settings);
        ClientHello hello = new ScriptedServer(settings.build()).hearHello();
        assertFalse(hello.extensions().has(Extension.PRE_SHARED_KEY_CH));
        assertThrows(IllegalStateException.class, store.psk::bytes);
    }

    private enum Misfit {
        TOO_OLD(settings -> settings.clock(() -> NOW.plusSeconds(3600))),
        OF_TOMORROW(settings -> settings.clock(() -> NOW.minusSeconds(1))),
        ANOTHER_NAME(settings ->
                settings.serverNames(List.of(new ServerName(ServerName.HOST_NAME, "localhost".getBytes(US_ASCII))))),
        A_PROTOCOL(settings -> settings.applicationProtocols(List.of("h2"))),
        NO_OFFERS(settings -> settings.switchedOff(Set.of(Draft.PRE_SHARED_KEY))),
        NO_MODES(settings -> settings.switchedOff(Set.of(Draft.PSK_KEY_EXCHANGE_MODES))),
        NO_SUITE_OF_ITS_HASH(settings -> settings.suites(List.of(CipherSuite.TLS_AES_256_GCM_SHA384)));

        private final Consumer<Settings.Builder> change;

        Misfit(Consumer<Settings.Builder> change) {
            this.change = change;
        }
    }

    @Test
    void aRetryWithAnotherHashTakesTheOfferBack() throws TlsFault {
        for (CipherSuite suite : List.of(CipherSuite.TLS_AES_128_GCM_SHA256, CipherSuite.TLS_AES_256_GCM_SHA384)) {
            ScriptedServer server = new ResumptionFaultsTest().server();
            server.choose(suite);
            server.hearHello();
            server.sayRetry(server.retry(NamedGroup.SECP256R1).encode());
            assertEquals(
                    suite == CipherSuite.TLS_AES_128_GCM_SHA256,
                    server.hearHello().extensions().has(Extension.PRE_SHARED_KEY_CH));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, TLS_AES_128_GCM_SHA256", "0, TLS_AES_256_GCM_SHA384"})
    void aSelectionThatWasNotOfferedIsRefused(int selected, CipherSuite suite) throws TlsFault {
        ScriptedServer server = server();
        server.choose(suite);
        server.hearHello();
        server.say(Draft.of(server.hello())
                .append(Draft.PRE_SHARED_KEY, 0, selected)
                .encode());
        server.assertDies(Alert.ILLEGAL_PARAMETER);
        assertThrows(IllegalStateException.class, store.psk::bytes, "the key of the session is left");
    }

    @Test
    void aResumingServerShowsNoCertificate() throws TlsFault {
        ScriptedServer server = server();
        server.hearHello();
        server.say(Draft.of(server.hello()).append(Draft.PRE_SHARED_KEY, 0, 0).encode());
        server.subject().checkFault(); // it waits for EncryptedExtensions, under keys that nobody else has
        server.subject().fail(new TlsFault(Alert.INTERNAL_ERROR, "enough"));
        assertThrows(IllegalStateException.class, store.psk::bytes);
    }

    @Test
    void aServerThatDoesNotResumeMakesTheClientForgetTheKey() throws TlsFault {
        server().handshake();
        assertThrows(IllegalStateException.class, store.psk::bytes);
    }

    @Test
    void ticketsAreKeptForAWeekAtMost() throws TlsFault {
        ScriptedServer server = server().handshake();
        for (long lifetime : new long[] {0, 60, 0xFFFFFFFFL}) {
            server.say(new NewSessionTicket13(
                    lifetime, 7, new byte[] {1}, new byte[] {2}, Extensions.none(Place.NEW_SESSION_TICKET)));
        }
        assertEquals(
                List.of(Duration.ofSeconds(60), Duration.ofDays(7)),
                store.kept.stream().map(ResumableSession::lifetime).toList());
        assertTrue(store.kept.get(0).isAlive(NOW.plusSeconds(59)));
        assertEquals(Identities.EC_256.chain(), store.kept.get(0).negotiated().peerChain());
    }

    /** A server that sends nothing but tickets keeps us busy for nothing. */
    @Test
    void ticketsWithoutEndAndDataAreAFault() throws TlsFault {
        ScriptedServer server = server().handshake();
        for (int number = 0; number < 32; number++) {
            server.say(ticket());
        }
        server.subject().checkFault();
        server.say(ticket());
        server.assertDies(Alert.UNEXPECTED_MESSAGE);
        assertEquals(32, store.kept.size());
    }

    private static NewSessionTicket13 ticket() {
        return new NewSessionTicket13(60, 7, new byte[] {1}, new byte[] {2}, Extensions.none(Place.NEW_SESSION_TICKET));
    }
}
