package dev.handfast.handshake;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.HandshakeEvent;
import dev.handfast.crypto.Secret;
import dev.handfast.message.ServerName;
import dev.handfast.wire.Alert;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.TlsFault;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our client resumes with our server (RFC 9846 §2.2): whether it does is told by the messages, not by a flag of ours. */
class Tls13ResumptionTest {
    private static final List<ServerName> NAME =
            List.of(new ServerName(ServerName.HOST_NAME, "localhost".getBytes(US_ASCII)));
    private static final Duration HOUR = Duration.ofHours(1);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.ofEpochSecond(1_800_000_000L));
    private final Store store = new Store();
    private final AtomicInteger checked = new AtomicInteger();
    private final List<String> heard = new ArrayList<>();

    /** Remembers all sessions; the youngest goes first. */
    private static final class Store implements SessionStore {
        private final Deque<ResumableSession> sessions = new ArrayDeque<>();

        @Override
        public boolean isUsed() {
            return true;
        }

        @Override
        public Optional<ResumableSession> take() {
            return Optional.ofNullable(sessions.poll());
        }

        @Override
        public void keep(ResumableSession session) {
            sessions.push(session);
        }

        @Override
        public void discard(ResumableSession session) {
            throw new AssertionError("sessions of TLS 1.3 are offered once");
        }
    }

    private Tickets tickets() {
        var keys = new RotatingTicketKeys(new SecureRandom(), now::get, HOUR, HOUR);
        return new StatelessTickets(keys, new SecureRandom(), 2, HOUR, new KnownChains(1));
    }

    private Settings.Builder client() {
        return ScriptedServer.settings()
                .serverNames(NAME)
                .sessions(store)
                .clock(now::get)
                .trust((soFar, authType) -> checked.incrementAndGet())
                .listener(event -> {
                    if (event instanceof HandshakeEvent.MessageReceived message) {
                        heard.add(message.name());
                    }
                });
    }

    private Settings.Builder server(Tickets tickets) {
        return ScriptedClient.settings().tickets(tickets).clock(now::get);
    }

    /** A handshake; whether it was a full one is told by its Certificate. */
    private TwoConnections connect(Settings.Builder client, Settings.Builder server, boolean full) throws TlsFault {
        heard.clear();
        checked.set(0);
        var both = new TwoConnections(client.build(), server.build()).talk();
        both.assertDataFlow();
        assertEquals(full, heard.contains("Certificate"), heard.toString());
        assertEquals(full ? 1 : 0, checked.get());
        return both;
    }

    @Test
    void aTicketSparesTheCertificate() throws TlsFault {
        Tickets tickets = tickets();
        TwoConnections first = connect(client(), server(tickets), true);
        assertEquals(2, store.sessions.size());
        TwoConnections second = connect(client(), server(tickets), false);
        assertEquals(
                first.client().negotiated().peerChain(),
                second.client().negotiated().peerChain());
        assertEquals(NamedGroup.X25519, second.server().negotiated().group()); // psk_dhe_ke: a key exchange there is
        assertEquals(3, store.sessions.size(), "one was used, two came");
        connect(client(), server(tickets), false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"})
    void eachSuiteResumes(String suite) throws TlsFault {
        Tickets tickets = tickets();
        List<CipherSuite> one = List.of(CipherSuite.valueOf(suite));
        connect(client().suites(one), server(tickets), true);
        connect(client().suites(one), server(tickets), false);
    }

    @Test
    void aHelloRetryRequestComesBetween() throws TlsFault {
        Tickets tickets = tickets();
        connect(client(), server(tickets), true);
        List<NamedGroup> other = List.of(NamedGroup.SECP384R1);
        connect(client(), server(tickets).groups(other), false);
        assertTrue(heard.contains("HelloRetryRequest"), heard.toString());
    }

    @Test
    void aRetryWithAnotherHashDropsTheSession() throws TlsFault {
        Tickets tickets = tickets();
        connect(client().suites(List.of(CipherSuite.TLS_AES_128_GCM_SHA256)), server(tickets), true);
        List<NamedGroup> other = List.of(NamedGroup.SECP384R1);
        List<CipherSuite> sha384 = List.of(CipherSuite.TLS_AES_256_GCM_SHA384);
        connect(client(), server(tickets).groups(other).suites(sha384), true);
    }

    @Test
    void theClientStaysWhoItWas() throws TlsFault {
        Tickets tickets = tickets();
        TwoConnections first =
                connect(client(), server(tickets).clientAuthentication(ClientAuthentication.NEEDED), true);
        TwoConnections second =
                connect(client(), server(tickets).clientAuthentication(ClientAuthentication.NEEDED), false);
        assertEquals(
                first.server().negotiated().peerChain().subList(0, 1),
                second.server().negotiated().peerChain());
        assertFalse(heard.contains("CertificateRequest"));
    }

    /** What makes the second handshake a full one. */
    private record Change(
            String what,
            Consumer<Tls13ResumptionTest> time,
            Consumer<Settings.Builder> client,
            Consumer<Settings.Builder> server) {
        @Override
        public String toString() {
            return what;
        }
    }

    private static Stream<Change> changes() {
        Consumer<Settings.Builder> same = settings -> {};
        Consumer<Tls13ResumptionTest> soon = test -> {};
        return Stream.of(
                new Change("too late", test -> test.now.updateAndGet(then -> then.plus(HOUR)), same, same),
                new Change("before it was made", test -> test.now.updateAndGet(then -> then.minus(HOUR)), same, same),
                new Change(
                        "another name",
                        soon,
                        settings -> settings.serverNames(
                                List.of(new ServerName(ServerName.HOST_NAME, "other.example".getBytes(US_ASCII)))),
                        same),
                new Change("no name", soon, settings -> settings.serverNames(List.of()), same),
                new Change("a protocol", soon, settings -> settings.applicationProtocols(List.of("h2")), same),
                new Change(
                        "no suite of its hash",
                        soon,
                        settings -> settings.suites(List.of(CipherSuite.TLS_AES_256_GCM_SHA384)),
                        same),
                new Change(
                        "the server chooses another hash",
                        soon,
                        same,
                        settings -> settings.suites(List.of(CipherSuite.TLS_AES_256_GCM_SHA384))),
                new Change("the server knows no tickets", soon, same, settings -> settings.tickets(Tickets.NONE)));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void whatChangedTakesAFullHandshake(Change change) throws TlsFault {
        Tickets tickets = tickets();
        connect(client(), server(tickets), true);
        change.time().accept(this);
        Settings.Builder client = client();
        Settings.Builder server = server(tickets);
        change.client().accept(client);
        change.server().accept(server);
        connect(client, server, true);
    }

    private static Stream<Arguments> clientAuthentication() {
        return Stream.of(
                Arguments.of(ClientAuthentication.NONE, ClientAuthentication.NEEDED),
                Arguments.of(ClientAuthentication.NEEDED, ClientAuthentication.NONE));
    }

    @ParameterizedTest
    @MethodSource("clientAuthentication")
    void theServerWantsToKnowMoreOrLessOfTheClient(ClientAuthentication before, ClientAuthentication after)
            throws TlsFault {
        Tickets tickets = tickets();
        connect(client(), server(tickets).clientAuthentication(before), true);
        connect(client(), server(tickets).clientAuthentication(after), true);
    }

    @Test
    void ticketsOfAnotherServerAreIgnored() throws TlsFault {
        connect(client(), server(tickets()), true);
        connect(client(), server(tickets()), true);
    }

    @Test
    void aBinderUnderAnotherKeyIsRefused() throws TlsFault {
        Tickets tickets = tickets();
        connect(client(), server(tickets), true);
        ResumableSession stolen = store.sessions.pop();
        byte[] wrong = stolen.secret().bytes().clone();
        wrong[0] ^= 1;
        store.sessions.push(new ResumableSession(
                stolen.negotiated(),
                stolen.binding(),
                new Secret(wrong),
                stolen.ageAdd(),
                stolen.issued(),
                stolen.lifetime(),
                stolen.identity(),
                0,
                stolen.authenticated()));
        TlsFault fault = assertThrows(TlsFault.class, () -> connect(client(), server(tickets), false));
        assertEquals(Alert.DECRYPT_ERROR, fault.alert());
    }

    @Test
    void aClientThatDoesNotResumeGetsNoTickets() throws TlsFault {
        Settings.Builder forgetful = client().sessions(SessionStore.NONE);
        connect(forgetful, server(tickets()), true);
        assertFalse(heard.contains("NewSessionTicket"), heard.toString());
    }

    @Test
    void aKeyThatSealsNoLongerStillOpens() throws TlsFault {
        Tickets tickets = tickets();
        connect(client(), server(tickets), true);
        now.updateAndGet(then -> then.plus(HOUR.minusSeconds(1)));
        connect(client(), server(tickets), false);
        now.updateAndGet(then -> then.plus(HOUR.minusSeconds(1)));
        connect(client(), server(tickets), false);
    }
}
