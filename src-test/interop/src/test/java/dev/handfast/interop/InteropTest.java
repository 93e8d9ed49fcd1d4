package dev.handfast.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Handfast with each peer in each role, one feature at a time. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InteropTest {
    private static final Exchange SHORT = Exchange.of(1000);
    private static final Exchange LONG = Exchange.of(10 << 20);

    /** The groups that clients predict. */
    private static final Set<Group> PREDICTED = Set.of(Group.X25519, Group.SECP256R1);

    @TempDir
    Path directory;

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void agreesOnTheSuite(Case connection) throws Exception {
        connection.connect(directory, SHORT, (ours, conversation, hellos) -> {
            assertEquals("TLSv1.3", ours.getSession().getProtocol());
            assertEquals(
                    connection.terms().suite().orElseThrow().name(),
                    ours.getSession().getCipherSuite());
            conversation.exchange(ours, SHORT);
        });
    }

    static Stream<Case> agreesOnTheSuite() {
        return Stream.of(Suite.values())
                .flatMap(suite -> Peers.cases(suite.name(), Terms.usual().with(suite)));
    }

    /** A client of ours gets a HelloRetryRequest for each of these groups but the one that it likes best. */
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void agreesOnTheGroupThatThePeerTakes(Case connection) throws Exception {
        connection.connect(directory, SHORT, (ours, conversation, hellos) -> {
            conversation.exchange(ours, SHORT);
            if (connection.role() == Case.Role.SERVER && Ours.isHandfast()) {
                Group taken = connection.terms().peerGroup().orElseThrow();
                assertEquals(taken != Group.X25519, hellos.retried(), "a HelloRetryRequest");
            }
        });
    }

    /** With RSA: see {@link Pki}. */
    static Stream<Case> agreesOnTheGroupThatThePeerTakes() {
        Terms terms = Terms.usual().withServer(Pki.TRUSTED.server(KeyKind.RSA));
        return Stream.of(Group.values())
                .flatMap(group -> Peers.cases(group + " is all the peer takes", terms.peerTakes(group)));
    }

    /** A server of ours sends a HelloRetryRequest for each of these groups that the peer did not predict. */
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void agreesOnTheGroupThatWeTake(Case connection) throws Exception {
        connection.connect(directory, SHORT, (ours, conversation, hellos) -> {
            conversation.exchange(ours, SHORT);
            Group taken = connection.terms().ourGroup().orElseThrow();
            if (connection.role() == Case.Role.SERVER) {
                assertFalse(hellos.retried(), "we predicted the only group that we take");
            } else if (!PREDICTED.contains(taken)) {
                assertTrue(hellos.retried(), "a HelloRetryRequest");
            }
        });
    }

    static Stream<Case> agreesOnTheGroupThatWeTake() {
        return Stream.of(Group.values())
                .flatMap(group ->
                        Peers.cases(group + " is all we take", Terms.usual().weTake(group)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void usesTheServersCertificate(Case connection) throws Exception {
        connection.connect(directory, SHORT, (ours, conversation, hellos) -> conversation.exchange(ours, SHORT));
    }

    static Stream<Case> usesTheServersCertificate() {
        return Stream.of(KeyKind.values())
                .flatMap(kind ->
                        Peers.cases(kind + " server certificate", Terms.usual().withServer(Pki.TRUSTED.server(kind))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void authenticatesBothSides(Case connection) throws Exception {
        connection.connect(directory, SHORT, (ours, conversation, hellos) -> {
            conversation.exchange(ours, SHORT);
            String peer = ours.getSession().getPeerPrincipal().getName();
            assertEquals(connection.role() == Case.Role.CLIENT ? Pki.CLIENT : "CN=" + Pki.HOST, peer);
        });
    }

    static Stream<Case> authenticatesBothSides() {
        return Stream.of(KeyKind.values())
                .flatMap(kind ->
                        Peers.cases(kind + " client certificate", Terms.usual().withClient(Pki.TRUSTED.client(kind))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void passesTenMebibytesEachWay(Case connection) throws Exception {
        connection.connect(directory, LONG, (ours, conversation, hellos) -> conversation.exchange(ours, LONG));
    }

    static Stream<Case> passesTenMebibytesEachWay() {
        return Peers.cases("10 MiB each way", Terms.usual());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void goesOnAfterWeUpdatedOurKeys(Case connection) throws Exception {
        connection.connect(directory, SHORT, (ours, conversation, hellos) -> {
            ours.startHandshake();
            ours.startHandshake();
            conversation.exchange(ours, SHORT);
        });
    }

    static Stream<Case> goesOnAfterWeUpdatedOurKeys() {
        return Peers.cases("key update by us", Terms.usual());
    }
}
