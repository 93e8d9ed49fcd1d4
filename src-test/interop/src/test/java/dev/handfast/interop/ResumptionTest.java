package dev.handfast.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A second connection resumes the session of the first, as the messages on the wire tell, and the peer if it tells anything. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ResumptionTest {
    private static final Exchange SHORT = Exchange.of(1000);

    @TempDir
    Path directory;

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void ourClientResumes(Case connection) throws Exception {
        Terms terms = connection.terms();
        Peers.require(connection.peer());
        SSLContext context = Ours.context(terms.client());
        try (Peer.Listening server = ((Peer.Server) connection.peer()).serve(terms, directory)) {
            try {
                for (boolean resumed : new boolean[] {false, true, true}) {
                    meet(server, context, terms, resumed);
                }
                server.assertResumed();
            } catch (Exception | AssertionError failure) {
                throw new AssertionError(connection + ": " + failure + "\nThe peer: " + server.account(), failure);
            }
        }
    }

    private static void meet(Peer.Listening server, SSLContext context, Terms terms, boolean resumed) throws Exception {
        try (Tap tcp = server.dial();
                SSLSocket ours = Ours.client(context, tcp, terms)) {
            ours.startHandshake();
            server.exchange(ours, SHORT);
            Negotiation negotiation = Negotiation.of(tcp.sent(), tcp.received());
            negotiation.assertAgree(terms);
            assertEquals(resumed, negotiation.isResumed(), "resumed on the wire");
        }
    }

    static Stream<Case> ourClientResumes() {
        return cases().filter(connection -> connection.role() == Case.Role.SERVER);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void ourServerResumes(Case connection) throws Exception {
        Terms terms = connection.terms();
        Peers.require(connection.peer());
        SSLContext context = Ours.context(Optional.of(terms.server()));
        try (ServerSocket listening = Tap.listen();
                Visits visits =
                        ((Peer.Returning) connection.peer()).visit(listening.getLocalPort(), terms, directory)) {
            try {
                attend(listening, visits, context, terms, false);
                visits.again();
                attend(listening, visits, context, terms, true);
                visits.assertResumed();
            } catch (Exception | AssertionError failure) {
                throw new AssertionError(connection + ": " + failure + "\nThe peer: " + visits.account(), failure);
            }
        }
    }

    private static void attend(ServerSocket listening, Visits visits, SSLContext context, Terms terms, boolean resumed)
            throws Exception {
        try (Tap tcp = Duplex.await(Duplex.run(() -> (Tap) listening.accept()));
                SSLSocket ours = Ours.server(context, tcp, terms)) {
            ours.startHandshake();
            visits.attend(ours);
            Negotiation negotiation = Negotiation.of(tcp.received(), tcp.sent());
            negotiation.assertAgree(terms);
            assertEquals(resumed, negotiation.isResumed(), "resumed on the wire");
        }
    }

    static Stream<Case> ourServerResumes() {
        return cases().filter(connection ->
                connection.role() == Case.Role.CLIENT && connection.peer() instanceof Peer.Returning);
    }

    /** By ticket, and in TLS 1.2 without one, which leaves the id. */
    private static Stream<Case> cases() {
        Terms older = Terms.usual(Version.TLS_1_2);
        Terms newer = Terms.usual(Version.TLS_1_3);
        Terms byId = older.peer(older.peer().without(Extension.SESSION_TICKET));
        Terms mutual = older.withClient(Pki.TRUSTED.client(KeyKind.ECDSA_P256));
        // We alone choose the suite: tstclnt crashes when it is told one and connects twice.
        Terms cbc = Terms.usual(Suite.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA).peer(older.peer());
        return Stream.of(
                        Peers.cases("TLSv1.2, ticket", older),
                        Peers.cases("TLSv1.2, id", byId),
                        Peers.cases("TLSv1.2, client certificate", mutual),
                        Peers.cases("TLSv1.2, CBC", cbc),
                        Peers.cases("TLSv1.3", newer))
                .flatMap(cases -> cases)
                .filter(
                        connection -> // which resumes nothing in TLS 1.3
                        connection.peer() != JvmPeer.BOUNCY_CASTLE
                                        || connection.terms().version() == Version.TLS_1_2);
    }
}
