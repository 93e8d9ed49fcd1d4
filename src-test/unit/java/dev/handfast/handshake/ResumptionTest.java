package dev.handfast.handshake;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handfast.HandshakeEvent;
import dev.handfast.message.ServerName;
import dev.handfast.wire.TlsFault;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Our client resumes with our server: whether it does is told by the messages, not by a flag of ours. */
abstract class ResumptionTest {
    static final Duration HOUR = Duration.ofHours(1);

    final AtomicReference<Instant> now = new AtomicReference<>(Instant.ofEpochSecond(1_800_000_000L));
    final RememberedSessions store = new RememberedSessions();
    final List<String> heard = new ArrayList<>();
    private final AtomicInteger checked = new AtomicInteger();

    /** A client with this memory and this clock, of one version. */
    abstract Settings.Builder client();

    /** A server of this clock that hands out tickets, the same ones each time. */
    abstract Settings.Builder server();

    /** What is the same for clients of any version. */
    final Settings.Builder remembering(Settings.Builder client) {
        return client.serverNames(name("localhost"))
                .sessions(store)
                .clock(now::get)
                .trust((soFar, authType) -> checked.incrementAndGet())
                .listener(this::listen);
    }

    void listen(HandshakeEvent event) {
        if (event instanceof HandshakeEvent.MessageReceived received) {
            heard.add(received.message().name());
        }
    }

    /** @param sealing how long a key seals; it opens for an hour longer */
    final Tickets tickets(Duration sealing, int count) {
        var keys = new RotatingTicketKeys(new SecureRandom(), now::get, sealing, HOUR);
        return new StatelessTickets(keys, new SecureRandom(), count, HOUR, new KnownChains(1));
    }

    static List<ServerName> name(String name) {
        return List.of(new ServerName(ServerName.HOST_NAME, name.getBytes(US_ASCII)));
    }

    /** A handshake; whether it was a full one is told by its Certificate. */
    TwoConnections connect(Settings.Builder client, Settings.Builder server, boolean full) throws TlsFault {
        heard.clear();
        checked.set(0);
        var both = new TwoConnections(client.build(), server.build()).talk();
        both.assertDataFlow();
        assertEquals(full, heard.contains("Certificate"), heard.toString());
        assertEquals(full ? 1 : 0, checked.get());
        return both;
    }

    /** What makes the second handshake a full one. */
    record Change(
            String what,
            Consumer<ResumptionTest> time,
            Consumer<Settings.Builder> client,
            Consumer<Settings.Builder> server) {
        static Change after(String what, Duration time) {
            return new Change(what, test -> test.now.updateAndGet(then -> then.plus(time)), client -> {}, server -> {});
        }

        static Change atClient(String what, Consumer<Settings.Builder> client) {
            return new Change(what, test -> {}, client, server -> {});
        }

        static Change atServer(String what, Consumer<Settings.Builder> server) {
            return new Change(what, test -> {}, client -> {}, server);
        }

        @Override
        public String toString() {
            return what;
        }
    }

    /** Those of both versions. */
    static Stream<Change> commonChanges() {
        return Stream.of(
                Change.after("too late", HOUR),
                Change.after("before it was made", HOUR.negated()),
                Change.atClient("another name", client -> client.serverNames(name("other.example"))),
                Change.atClient("no name", client -> client.serverNames(List.of())),
                Change.atClient("a protocol", client -> client.applicationProtocols(List.of("h2"))),
                Change.atClient("another binding of the client", client -> client.sessionBinding(new byte[1])),
                Change.atServer("another binding of the server", server -> server.sessionBinding(new byte[1])),
                Change.atServer("the server knows no tickets", server -> server.tickets(Tickets.NONE)));
    }

    /** Each version adds its own. */
    @ParameterizedTest
    @MethodSource({"commonChanges", "changes"})
    void whatChangedTakesAFullHandshake(Change change) throws TlsFault {
        connect(client(), server(), true);
        change.time().accept(this);
        Settings.Builder client = client();
        Settings.Builder server = server();
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
        connect(client(), server().clientAuthentication(before), true);
        connect(client(), server().clientAuthentication(after), true);
    }
}
