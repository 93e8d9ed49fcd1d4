package dev.handfast.handshake;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.HandshakeEvent;
import dev.handfast.message.ServerName;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.TlsFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Our client resumes with our server in TLS 1.2 (RFC 5246 §7.3, RFC 5077): whether it does is told by the messages. */
class Tls12ResumptionTest extends ResumptionTest {
    private static final int ENCRYPT_THEN_MAC = 22;
    private static final int SESSION_TICKET = 35;
    private static final CipherSuite GCM = CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256;
    private static final CipherSuite CBC = CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256;
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    private final SessionIds ids = new SessionIds(HOUR);
    private final Tickets tickets = tickets(HALF_AN_HOUR, 1);
    private final List<String> decided = new ArrayList<>();

    @Override
    Settings.Builder client() {
        return remembering(ScriptedTls12Client.settings().versions(List.of(ProtocolVersion.TLS_1_2)));
    }

    @Override
    void listen(HandshakeEvent event) {
        super.listen(event);
        if (event instanceof HandshakeEvent.Decided decision) {
            decided.add(decision.question() + " " + decision.answer());
        }
    }

    @Override
    Settings.Builder server() {
        return ScriptedTls12Client.settings()
                .suites(List.of(GCM, CBC))
                .tickets(tickets)
                .clock(now::get);
    }

    /** The client tells whether it resumes, and both know the session. */
    @Override
    TwoConnections connect(Settings.Builder client, Settings.Builder server, boolean full) throws TlsFault {
        decided.clear();
        TwoConnections both = super.connect(client, server, full);
        assertEquals(!full, decided.contains("session resumed"), decided.toString());
        assertAgree(both.client().negotiated(), both.server().negotiated());
        return both;
    }

    private static void assertAgree(Negotiated client, Negotiated server) {
        assertEquals(client.version(), server.version());
        assertEquals(client.suite(), server.suite());
        assertEquals(client.group(), server.group());
        assertEquals(client.applicationProtocol(), server.applicationProtocol());
        assertEquals(client.resumedSince().isPresent(), server.resumedSince().isPresent());
        assertArrayEquals(client.sessionId(), server.sessionId());
    }

    private static void assertSameSession(TwoConnections first, TwoConnections second) {
        Negotiated then = first.client().negotiated();
        Negotiated now = second.client().negotiated();
        assertEquals(32, then.sessionId().length);
        assertArrayEquals(then.sessionId(), now.sessionId());
        assertEquals(then.peerChain(), now.peerChain());
        assertEquals(then.suite(), now.suite());
        assertTrue(then.resumedSince().isEmpty());
        assertTrue(now.resumedSince().isPresent());
    }

    @Test
    void aTicketSparesTheCertificate() throws TlsFault {
        TwoConnections first = connect(client(), server().sessionIds(ids), true);
        assertEquals(
                List.of("ServerHello", "Certificate", "ServerKeyExchange", "ServerHelloDone"), heard.subList(0, 4));
        assertEquals(List.of("NewSessionTicket", "Finished"), heard.subList(4, 6));
        assertEquals(0, ids.size(), "who takes tickets is not remembered");
        TwoConnections second = connect(client(), server(), false);
        assertEquals(List.of("ServerHello", "Finished"), heard);
        assertSameSession(first, second);
        assertSameSession(first, connect(client(), server(), false));
        assertEquals(1, store.kept().size(), "a ticket of TLS 1.2 is good for more than once");
    }

    @Test
    void anIdSparesItToo() throws TlsFault {
        TwoConnections first = connect(client(), server().tickets(Tickets.NONE).sessionIds(ids), true);
        assertFalse(heard.contains("NewSessionTicket"));
        for (int again = 0; again < 2; again++) {
            TwoConnections second =
                    connect(client(), server().tickets(Tickets.NONE).sessionIds(ids), false);
            assertEquals(List.of("ServerHello", "Finished"), heard);
            assertSameSession(first, second);
            assertEquals(
                    first.server().negotiated().localChain(),
                    second.server().negotiated().localChain());
        }
    }

    @Test
    void whoTakesNoTicketsIsRememberedByItsId() throws TlsFault {
        Set<Integer> off = Set.of(SESSION_TICKET);
        for (boolean clientDoes : new boolean[] {true, false}) {
            Set<Integer> clients = clientDoes ? Set.of() : off;
            Set<Integer> servers = clientDoes ? off : Set.of();
            var test = new Tls12ResumptionTest();
            for (boolean full : new boolean[] {true, false}) {
                test.connect(
                        test.client().switchedOff(clients),
                        test.server().sessionIds(test.ids).switchedOff(servers),
                        full);
                assertFalse(test.heard.contains("NewSessionTicket"));
            }
        }
    }

    @Test
    void withoutEitherNothingIsKept() throws TlsFault {
        connect(client(), server().tickets(Tickets.NONE), true);
        connect(client(), server().tickets(Tickets.NONE), true);
        var forgetful = new Tls12ResumptionTest();
        forgetful.connect(forgetful.client().sessions(SessionStore.NONE), forgetful.server(), true);
        assertFalse(forgetful.heard.contains("NewSessionTicket"), forgetful.heard.toString());
    }

    private static Stream<Arguments> suites() {
        return CipherSuite.ofVersion(ProtocolVersion.TLS_1_2).stream()
                .flatMap(suite -> suite.bulk().isAead()
                        ? Stream.of(Arguments.of(suite, Set.of()))
                        : Stream.of(Arguments.of(suite, Set.of()), Arguments.of(suite, Set.of(ENCRYPT_THEN_MAC))));
    }

    @ParameterizedTest
    @MethodSource("suites")
    void eachSuiteResumes(CipherSuite suite, Set<Integer> off) throws TlsFault {
        for (boolean full : new boolean[] {true, false}) {
            TwoConnections both =
                    connect(client().suites(List.of(suite)).switchedOff(off), server().suites(List.of(suite)), full);
            assertEquals(suite, both.client().negotiated().suite());
            assertEquals(
                    !suite.bulk().isAead() && off.isEmpty(),
                    both.client().negotiated().encryptThenMac());
        }
    }

    @Test
    void aTicketIsReplacedWhenItsKeySealsNoLongerAndGetsNoOlderByThat() throws TlsFault {
        connect(client(), server(), true);
        byte[] old = store.kept().get(0).identity();
        now.updateAndGet(then -> then.plus(HALF_AN_HOUR));
        connect(client(), server(), false);
        assertEquals(List.of("ServerHello", "NewSessionTicket", "Finished"), heard);
        ResumableSession replaced = store.kept().get(0);
        assertFalse(Arrays.equals(old, replaced.identity()));
        assertEquals(HALF_AN_HOUR, replaced.lifetime(), "what is left of the hour");
        now.updateAndGet(then -> then.plus(HALF_AN_HOUR).minusSeconds(1));
        connect(client(), server(), false);
        now.updateAndGet(then -> then.plusSeconds(1));
        store.keep(SessionDraft.of(replaced)
                .issued(now.get()) // the client does not know when it is
                .session());
        connect(client(), server(), true);
    }

    // ---- what is agreed otherwise now

    static Stream<Change> changes() {
        return Stream.of(
                Change.atClient("the suite is off at the client", client -> client.suites(List.of(CBC))),
                Change.atServer("the suite is off at the server", server -> server.suites(List.of(CBC))),
                Change.atClient("the client offers no tickets", client -> client.switchedOff(Set.of(SESSION_TICKET))),
                Change.atClient(
                        "no extended master secret at the client",
                        client -> client.extendedMasterSecret(ExtendedMasterSecret.NONE)),
                Change.atServer(
                        "no extended master secret at the server",
                        server -> server.extendedMasterSecret(ExtendedMasterSecret.NONE)));
    }

    private static Stream<Arguments> oneSided() {
        return Stream.of(Arguments.of(Set.of(ENCRYPT_THEN_MAC), Set.of()), Arguments.of(Set.of(), Set.of(22)));
    }

    /** RFC 7366 §3.1. */
    @ParameterizedTest
    @MethodSource("oneSided")
    void encryptThenMacDoesNotGo(Set<Integer> client, Set<Integer> server) throws TlsFault {
        List<CipherSuite> cbc = List.of(CBC);
        connect(client().suites(cbc), server(), true);
        connect(client().suites(cbc).switchedOff(client), server().switchedOff(server), true);
    }

    /** RFC 7366 §3.1. */
    @ParameterizedTest
    @MethodSource("oneSided")
    void encryptThenMacMayCome(Set<Integer> client, Set<Integer> server) throws TlsFault {
        List<CipherSuite> cbc = List.of(CBC);
        connect(client().suites(cbc).switchedOff(client), server().switchedOff(server), true);
        TwoConnections both = connect(client().suites(cbc), server(), false);
        assertTrue(both.server().negotiated().encryptThenMac());
    }

    private static Stream<Arguments> legacy() {
        ExtendedMasterSecret none = ExtendedMasterSecret.NONE;
        ExtendedMasterSecret wanted = ExtendedMasterSecret.WANTED;
        LegacyResumption taken = LegacyResumption.TAKEN;
        LegacyResumption refused = LegacyResumption.REFUSED;
        return Stream.of(
                Arguments.of(none, none, taken, taken, false),
                Arguments.of(none, none, refused, taken, true),
                Arguments.of(none, none, taken, refused, true),
                Arguments.of(wanted, none, taken, taken, false),
                Arguments.of(none, wanted, taken, taken, false),
                Arguments.of(wanted, wanted, taken, taken, true));
    }

    /** RFC 7627 §5.3: a session of somebody who did not know it then. */
    @ParameterizedTest
    @MethodSource("legacy")
    void aSessionWithoutTheExtendedMasterSecret(
            ExtendedMasterSecret client,
            ExtendedMasterSecret server,
            LegacyResumption clients,
            LegacyResumption servers,
            boolean full)
            throws TlsFault {
        connect(client().extendedMasterSecret(ExtendedMasterSecret.NONE), server(), true);
        connect(
                client().extendedMasterSecret(client).legacyResumption(clients),
                server().extendedMasterSecret(server).legacyResumption(servers),
                full);
    }

    // ---- the application is asked again

    @Test
    void aProtocolIsAgreedAnewAndHasToBeTheSame() throws TlsFault {
        List<String> offered = List.of("h2", "http/1.1");
        connect(client().applicationProtocols(offered), server().policy(choosing("h2")), true);
        connect(client().applicationProtocols(offered), server().policy(choosing("h2")), false);
        connect(client().applicationProtocols(offered), server().policy(choosing("http/1.1")), true);
        connect(client().applicationProtocols(List.of("h2")), server().policy(choosing("h2")), true);
    }

    private static HelloPolicy choosing(String protocol) {
        return new HelloPolicy() {
            @Override
            public void acceptServerNames(Negotiated soFar) {}

            @Override
            public String chooseProtocol(Negotiated soFar, List<String> offered) {
                assertEquals(GCM, soFar.suite());
                return protocol;
            }
        };
    }

    @Test
    void namesAreAcceptedAnew() throws TlsFault {
        connect(client(), server(), true);
        List<ServerName> asked = new ArrayList<>();
        HelloPolicy policy = new HelloPolicy() {
            @Override
            public void acceptServerNames(Negotiated soFar) {
                asked.addAll(soFar.serverNames());
            }

            @Override
            public String chooseProtocol(Negotiated soFar, List<String> offered) {
                throw new AssertionError("the client offers none");
            }
        };
        connect(client(), server().policy(policy), false);
        assertEquals(name("localhost"), asked);
    }

    @Test
    void theClientStaysWhoItWas() throws TlsFault {
        for (Tickets taken : List.of(tickets, Tickets.NONE)) {
            var test = new Tls12ResumptionTest();
            Settings.Builder asking =
                    test.server().tickets(taken).sessionIds(test.ids).clientAuthentication(ClientAuthentication.NEEDED);
            TwoConnections first = test.connect(test.client(), asking, true);
            TwoConnections second = test.connect(test.client(), asking, false);
            assertEquals(
                    first.server().negotiated().peerChain().subList(0, 1),
                    second.server().negotiated().peerChain());
            assertEquals(
                    first.client().negotiated().localChain(),
                    second.client().negotiated().localChain());
            assertFalse(first.client().negotiated().localChain().isEmpty());
        }
    }

    // ---- two versions

    @Test
    void aClientOfBothVersionsResumesTls12() throws TlsFault {
        List<ProtocolVersion> both = List.of(ProtocolVersion.TLS_1_3, ProtocolVersion.TLS_1_2);
        List<ProtocolVersion> old = List.of(ProtocolVersion.TLS_1_2);
        connect(client().versions(both), server().versions(old), true);
        connect(client().versions(both), server().versions(old), false);
        List<CipherSuite> all = List.of(CipherSuite.values());
        TwoConnections newer = connect(client().versions(both), server().suites(all), true);
        assertEquals(ProtocolVersion.TLS_1_3, newer.client().negotiated().version());
        assertEquals(List.of(), store.discarded());
        TwoConnections resumed = // which its client does not tell
                super.connect(client().versions(both), server().suites(all), false);
        assertEquals(ProtocolVersion.TLS_1_3, resumed.client().negotiated().version());
    }
}
