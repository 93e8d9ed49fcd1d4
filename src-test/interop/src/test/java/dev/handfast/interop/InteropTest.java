package dev.handfast.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Handfast with each peer in each role, one feature at a time. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InteropTest {
    private static final Exchange SHORT = Exchange.of(1000);
    private static final Exchange LONG = Exchange.of(10 << 20);

    /** The groups that clients of TLS 1.3 predict. */
    private static final Set<Group> PREDICTED = Set.of(Group.X25519, Group.SECP256R1);

    /** One protocol that every peer knows that knows any. */
    private static final String HTTP = "http/1.1";

    @TempDir
    Path directory;

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void agreesOnTheSuite(Case connection) throws Exception {
        connection.connect(directory, SHORT, (ours, conversation, negotiation) -> {
            Suite suite = connection.terms().peer().suite().orElseThrow();
            assertEquals(suite.name(), ours.getSession().getCipherSuite());
            assertEquals(suite.version().toString(), ours.getSession().getProtocol());
            conversation.exchange(ours, SHORT);
        });
    }

    static Stream<Case> agreesOnTheSuite() {
        return Stream.of(Suite.values()).flatMap(suite -> Peers.cases(suite.name(), Terms.usual(suite)));
    }

    /** A client of ours gets a HelloRetryRequest for each of these groups but the one that it likes best. */
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void agreesOnTheGroupThatThePeerTakes(Case connection) throws Exception {
        connection.connect(directory, SHORT, (ours, conversation, negotiation) -> {
            conversation.exchange(ours, SHORT);
            boolean mayBeRetried = connection.terms().version() == Version.TLS_1_3;
            if (mayBeRetried && connection.role() == Case.Role.SERVER && Ours.isHandfast()) {
                Group taken = connection.terms().peer().group().orElseThrow();
                assertEquals(taken != Group.X25519, negotiation.isRetried(), "a HelloRetryRequest");
            }
        });
    }

    static Stream<Case> agreesOnTheGroupThatThePeerTakes() {
        return eachGroup(
                "is all the peer takes",
                (terms, group) -> terms.peer(terms.peer().with(group)));
    }

    /** A server of ours sends a HelloRetryRequest for each of these groups that the peer did not predict. */
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void agreesOnTheGroupThatWeTake(Case connection) throws Exception {
        connection.connect(directory, SHORT, (ours, conversation, negotiation) -> {
            conversation.exchange(ours, SHORT);
            boolean mayBeRetried = connection.terms().version() == Version.TLS_1_3;
            Group taken = connection.terms().ours().group().orElseThrow();
            if (connection.role() == Case.Role.SERVER) {
                assertFalse(negotiation.isRetried(), "we predicted the only group that we take");
            } else if (mayBeRetried && !PREDICTED.contains(taken)) {
                assertTrue(negotiation.isRetried(), "a HelloRetryRequest");
            }
        });
    }

    static Stream<Case> agreesOnTheGroupThatWeTake() {
        return eachGroup(
                "is all we take", (terms, group) -> terms.ours(terms.ours().with(group)));
    }

    /** All groups but hybrids, with RSA: see {@link Pki}. Handfast agrees in finite fields in TLS 1.2 alone. */
    private static Stream<Case> eachGroup(String feature, BiFunction<Terms, Group, Terms> held) {
        Terms retrying = Terms.usual(Suite.TLS_AES_128_GCM_SHA256).withServer(Pki.TRUSTED.server(KeyKind.RSA));
        Terms elliptic = Terms.usual(Suite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256);
        Terms finite = Terms.usual(Suite.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256);
        return Group.CLASSICAL.stream()
                .flatMap(group -> Stream.of(retrying, elliptic, finite)
                        .filter(terms -> group.isFiniteField() == terms.equals(finite))
                        .flatMap(terms ->
                                Peers.cases(terms.version() + ", " + group + ' ' + feature, held.apply(terms, group))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void usesTheServersCertificate(Case connection) throws Exception {
        connection.connect(directory, SHORT, (ours, conversation, negotiation) -> conversation.exchange(ours, SHORT));
    }

    static Stream<Case> usesTheServersCertificate() {
        return eachKind("server certificate", (terms, kind) -> terms.withServer(Pki.TRUSTED.server(kind)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void authenticatesBothSides(Case connection) throws Exception {
        connection.connect(directory, SHORT, (ours, conversation, negotiation) -> {
            conversation.exchange(ours, SHORT);
            String peer = ours.getSession().getPeerPrincipal().getName();
            assertEquals(connection.role() == Case.Role.CLIENT ? Pki.CLIENT : "CN=" + Pki.HOST, peer);
        });
    }

    static Stream<Case> authenticatesBothSides() {
        return eachKind("client certificate", (terms, kind) -> terms.withClient(Pki.TRUSTED.client(kind)));
    }

    private static Stream<Case> eachKind(String certificate, BiFunction<Terms, KeyKind, Terms> certified) {
        return Stream.of(Version.values())
                .flatMap(version -> Stream.of(KeyKind.values())
                        .flatMap(kind -> Peers.cases(
                                version + ", " + kind + ' ' + certificate,
                                certified.apply(Terms.usual(version), kind))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void namesTheServer(Case connection) throws Exception {
        connection.connect(directory, SHORT, (ours, conversation, negotiation) -> {
            conversation.exchange(ours, SHORT);
            assertTrue(negotiation.offer().has(Extension.SERVER_NAME), "the name is sent");
            if (connection.role() == Case.Role.CLIENT) {
                assertEquals(
                        List.of(new SNIHostName(Pki.HOST)),
                        ((ExtendedSSLSession) ours.getSession()).getRequestedServerNames());
            }
        });
    }

    static Stream<Case> namesTheServer() {
        return Stream.of(Version.values())
                .flatMap(version -> Peers.cases(version + ", server name", Terms.usual(version)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refusesToBeAnotherServer(Case connection) throws Exception {
        Refusal refusal = connection.refuse(directory);
        assertEquals(OptionalInt.of(Refusal.UNRECOGNIZED_NAME), refusal.server(connection), "the server's alert");
    }

    static Stream<Case> refusesToBeAnotherServer() {
        return Stream.of(Version.values())
                .flatMap(version -> Peers.cases(
                        version + ", name of another server",
                        Terms.usual(version).asking("other.example")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void agreesOnTheApplicationProtocol(Case connection) throws Exception {
        connection.connect(directory, SHORT, (ours, conversation, negotiation) -> {
            assertEquals(HTTP, ours.getApplicationProtocol());
            conversation.exchange(ours, SHORT);
        });
    }

    static Stream<Case> agreesOnTheApplicationProtocol() {
        return Stream.of(Version.values())
                .flatMap(version ->
                        Peers.cases(version + ", " + HTTP, Terms.usual(version).speaking(HTTP)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void passesTenMebibytesEachWay(Case connection) throws Exception {
        // gnutls-cli prints what it receives byte by byte, with a system call for each.
        boolean slow = connection.peer() instanceof GnuTls && connection.role() == Case.Role.CLIENT;
        Exchange much = slow ? Exchange.of(1 << 20) : LONG;
        connection.connect(directory, much, (ours, conversation, negotiation) -> conversation.exchange(ours, much));
    }

    /** One suite for each way of protecting records. */
    static Stream<Case> passesTenMebibytesEachWay() {
        return Stream.of(
                        Suite.TLS_AES_128_GCM_SHA256,
                        Suite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
                        Suite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
                        Suite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA)
                .flatMap(suite -> Peers.cases("10 MiB each way in " + suite, Terms.usual(suite))
                        .filter(connection -> !isStuck(connection, suite)));
    }

    /** Conscrypt's server stops in the middle if its client takes tickets of TLS 1.3: with SunJSSE in our place, too. */
    private static boolean isStuck(Case connection, Suite suite) {
        return connection.role() == Case.Role.SERVER
                && suite.version() == Version.TLS_1_3
                && connection.peer().toString().equals("Conscrypt");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void goesOnAfterWeUpdatedOurKeys(Case connection) throws Exception {
        connection.connect(directory, SHORT, (ours, conversation, negotiation) -> {
            ours.startHandshake();
            ours.startHandshake();
            conversation.exchange(ours, SHORT);
        });
    }

    static Stream<Case> goesOnAfterWeUpdatedOurKeys() {
        return Peers.cases("key update by us", Terms.usual(Version.TLS_1_3));
    }
}
