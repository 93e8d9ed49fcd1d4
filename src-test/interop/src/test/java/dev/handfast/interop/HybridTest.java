package dev.handfast.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Post-quantum hybrids with each peer that has them (draft-ietf-tls-ecdhe-mlkem). With Chromium: see {@link ChromiumTest}. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HybridTest {
    private static final Exchange SHORT = Exchange.of(1000);

    /** With RSA: BCJSSE has no use for a certificate whose curve it may not use. */
    private static final Terms USUAL = Terms.usual(Version.TLS_1_3).withServer(Pki.TRUSTED.server(KeyKind.RSA));

    @TempDir
    Path directory;

    /** Our client's share is in its first hello; a peer's may be another one, and then our server asks. */
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void weTakeNothingElse(Case connection) throws Exception {
        connection.connect(directory, SHORT, (ours, conversation, negotiation) -> {
            conversation.exchange(ours, SHORT);
            if (connection.role() == Case.Role.SERVER) {
                assertFalse(negotiation.isRetried(), "a HelloRetryRequest");
            }
        });
    }

    static Stream<Case> weTakeNothingElse() {
        return each("is all we take", (usual, hybrid) -> usual.ours(usual.ours().with(hybrid)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void aHelloRetryRequestLeadsToIt(Case connection) throws Exception {
        assertRetriedAsClient(connection);
    }

    /** The name that a peer as a client gives to what it takes is the share that it sends: nobody has to ask for it. */
    static Stream<Case> aHelloRetryRequestLeadsToIt() {
        return each(
                "is all the peer takes, and not our first",
                (usual, hybrid) -> usual.ours(usual.ours().with(Group.X25519, hybrid))
                        .peer(usual.peer().with(hybrid)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void aHelloRetryRequestLeadsAwayFromIt(Case connection) throws Exception {
        assertRetriedAsClient(connection);
    }

    /** Peers that have no hybrids among them. */
    static Stream<Case> aHelloRetryRequestLeadsAwayFromIt() {
        return Peers.cases(
                "X25519MLKEM768 is our first, and nothing that the peer takes",
                USUAL.ours(USUAL.ours().with(Group.X25519_MLKEM768, Group.SECP384R1))
                        .peer(USUAL.peer().with(Group.SECP384R1)));
    }

    private void assertRetriedAsClient(Case connection) throws Exception {
        connection.connect(directory, SHORT, (ours, conversation, negotiation) -> {
            conversation.exchange(ours, SHORT);
            assertEquals(connection.role() == Case.Role.SERVER, negotiation.isRetried(), "a HelloRetryRequest");
        });
    }

    private static Stream<Case> each(String feature, BiFunction<Terms, Group, Terms> held) {
        return Group.HYBRIDS.stream().flatMap(hybrid -> Peers.cases(hybrid + " " + feature, held.apply(USUAL, hybrid)));
    }
}
