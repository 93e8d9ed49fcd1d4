package dev.handfast.handshake;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.HandshakeEvent;
import dev.handfast.crypto.Secret;
import dev.handfast.message.ServerName;
import dev.handfast.wire.Alert;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.TlsFault;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A server by itself holds a session to what it was made for (RFC 9846 §4.3.11): these clients offer one that does not fit, with the
 * right key.
 */
class ForgedSessionsTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000L);
    private static final Instant ALL_CERTIFICATES_EXPIRED = Instant.parse("2049-01-02T00:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final List<ServerName> NAME =
            List.of(new ServerName(ServerName.HOST_NAME, "localhost".getBytes(US_ASCII)));
    private static final byte[] NO_BINDING = {};
    private static final int PSK_KE = 0;
    private static final int PSK_DHE_KE = 1;

    private final SecureRandom random = new SecureRandom();
    private final Tickets tickets = new StatelessTickets(
            new RotatingTicketKeys(random, () -> NOW, HOUR, HOUR), random, 0, HOUR, new KnownChains(1));

    /** What is in the ticket instead of what the client believes. */
    private record Forgery(
            String what, UnaryOperator<Negotiated> then, Duration age, ClientAuthentication asked, Instant now) {
        Forgery(String what, UnaryOperator<Negotiated> then) {
            this(what, then, Duration.ZERO, ClientAuthentication.NONE, NOW);
        }

        @Override
        public String toString() {
            return what;
        }
    }

    private static Negotiated agreed() {
        return Negotiated.nothing(NAME)
                .with(ProtocolVersion.TLS_1_3, CipherSuite.TLS_AES_128_GCM_SHA256, null)
                .withApplicationProtocol("");
    }

    private static Negotiated ofClient(Negotiated then) {
        return then.withPeerChain(Identities.EC_256.chain(), List.of());
    }

    private static Stream<Forgery> good() {
        return Stream.of(
                new Forgery("nothing", then -> then),
                new Forgery(
                        "a client's certificate",
                        ForgedSessionsTest::ofClient,
                        Duration.ZERO,
                        ClientAuthentication.NEEDED,
                        NOW));
    }

    private static Stream<Forgery> bad() {
        return Stream.of(
                new Forgery(
                        "TLS 1.2",
                        then -> then.with(ProtocolVersion.TLS_1_2, CipherSuite.TLS_AES_128_GCM_SHA256, null)),
                new Forgery(
                        "another hash",
                        then -> then.with(ProtocolVersion.TLS_1_3, CipherSuite.TLS_AES_256_GCM_SHA384, null)),
                new Forgery("no name", then -> then.withServerNames(List.of())),
                new Forgery("a protocol", then -> then.withApplicationProtocol("h2")),
                new Forgery("too old", then -> then, HOUR, ClientAuthentication.NONE, NOW),
                new Forgery("of tomorrow", then -> then, HOUR.negated(), ClientAuthentication.NONE, NOW),
                new Forgery(
                        "an expired certificate of the client",
                        ForgedSessionsTest::ofClient,
                        Duration.ZERO,
                        ClientAuthentication.NEEDED,
                        ALL_CERTIFICATES_EXPIRED));
    }

    @ParameterizedTest
    @MethodSource("good")
    void whatFitsIsResumed(Forgery forgery) throws TlsFault {
        assertFalse(heard(forgery).contains("Certificate"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void whatDoesNotFitTakesAFullHandshake(Forgery forgery) throws TlsFault {
        assertTrue(heard(forgery).contains("Certificate"));
    }

    /** Whom the server trusts may have changed since then. */
    @Test
    void anotherBindingTakesAFullHandshake() throws TlsFault {
        ResumableSession other = SessionDraft.of(session(agreed(), NOW, new byte[0]))
                .binding((byte) 1)
                .session();
        assertTrue(heard(other, ClientAuthentication.NONE, NOW).contains("Certificate"));
    }

    /** Each resumption hands out a new ticket, yet nobody stays known for ever. */
    @Test
    void aPeerThatWasAuthenticatedLongAgoIsAuthenticatedAgain() throws TlsFault {
        assertFalse(heardSince(NOW.minus(ResumableSession.MAX_LIFETIME).plusSeconds(1))
                .contains("Certificate"));
        assertTrue(heardSince(NOW.minus(ResumableSession.MAX_LIFETIME)).contains("Certificate"));
    }

    private List<String> heardSince(Instant authenticated) throws TlsFault {
        ResumableSession old = SessionDraft.of(session(agreed(), NOW, new byte[0]))
                .authenticated(authenticated)
                .session();
        return heard(old, ClientAuthentication.NONE, NOW);
    }

    private List<String> heard(Forgery forgery) throws TlsFault {
        return heard(
                session(forgery.then().apply(agreed()), forgery.now().minus(forgery.age()), new byte[0]),
                forgery.asked(),
                forgery.now());
    }

    private List<String> heard(ResumableSession inTicket, ClientAuthentication asked, Instant now) throws TlsFault {
        ResumableSession offered = session(agreed(), now, tickets.seal(inTicket));
        List<String> heard = new ArrayList<>();
        Settings client = ScriptedServer.settings()
                .serverNames(NAME)
                .clock(() -> now)
                .sessions(once(offered))
                .listener(event -> {
                    if (event instanceof HandshakeEvent.MessageReceived received) {
                        heard.add(received.message().name());
                    }
                })
                .build();
        Settings server = ScriptedClient.settings()
                .tickets(tickets)
                .clock(() -> now)
                .clientAuthentication(asked)
                .build();
        new TwoConnections(client, server).talk().assertDataFlow();
        return heard;
    }

    private static ResumableSession session(Negotiated agreed, Instant issued, byte[] ticket) {
        return new ResumableSession(agreed, NO_BINDING, new Secret(new byte[32]), 7, issued, HOUR, ticket, 0, issued);
    }

    private static SessionStore once(ResumableSession session) {
        return new SessionStore() {
            @Override
            public boolean isUsed() {
                return true;
            }

            @Override
            public Optional<ResumableSession> take() {
                return Optional.of(session);
            }

            @Override
            public void discard(ResumableSession other) {
                throw new AssertionError("sessions of TLS 1.3 are offered once");
            }

            @Override
            public void keep(ResumableSession other) {
                other.close();
            }
        };
    }

    /** RFC 9846 §4.3.9: the mode that the client lists is the one that counts, and we take but one. */
    @Test
    void onlyTheModeWithAKeyExchangeIsTaken() throws TlsFault {
        ScriptedClient looked = offering(PSK_DHE_KE);
        looked.assertDies(Alert.DECRYPT_ERROR); // at the binder, which is none
        ScriptedClient ignored = offering(PSK_KE);
        ignored.subject().checkFault();
        assertTrue(ignored.subject().hasOutput());
    }

    private ScriptedClient offering(int mode) throws TlsFault {
        byte[] ticket = tickets.seal(session(agreed().withServerNames(List.of()), NOW, new byte[0]));
        var client = new ScriptedClient(
                ScriptedClient.settings().tickets(tickets).clock(() -> NOW).build());
        client.say(Draft.of(client.hello())
                .append(Draft.PSK_KEY_EXCHANGE_MODES, 1, mode)
                .with(
                        Draft.PRE_SHARED_KEY,
                        out -> out.vector(
                                        0xFFFF,
                                        ids -> ids.opaque(0xFFFF, ticket).uint32(0))
                                .vector(0xFFFF, binders -> binders.opaque(255, new byte[32])))
                .encode());
        return client;
    }
}
