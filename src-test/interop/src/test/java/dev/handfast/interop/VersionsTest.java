package dev.handfast.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two sides that do not speak the same versions. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class VersionsTest {
    private static final Exchange SHORT = Exchange.of(1000);

    @TempDir
    Path directory;

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void agreesOnTheNewestOfBoth(Case connection) throws Exception {
        connection.connect(directory, SHORT, (ours, conversation, negotiation) -> {
            assertEquals(
                    connection.terms().version().toString(), ours.getSession().getProtocol());
            conversation.exchange(ours, SHORT);
        });
    }

    static Stream<Case> agreesOnTheNewestOfBoth() {
        Versions older = Versions.only(Version.TLS_1_2);
        Versions newer = Versions.only(Version.TLS_1_3);
        return Stream.of(
                        meeting(Versions.ALL, Versions.ALL),
                        meeting(Versions.ALL, older),
                        meeting(older, Versions.ALL),
                        meeting(Versions.ALL, newer),
                        meeting(newer, Versions.ALL))
                .flatMap(VersionsTest::cases);
    }

    /** A server of ours that could do better says so where a man in the middle cannot take it out (RFC 9846 §4.2.3). */
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void tellsOfTheDowngrade(Case connection) throws Exception {
        connection.connect(
                directory,
                SHORT,
                (ours, conversation, negotiation) ->
                        assertTrue(negotiation.agreed().isDowngrade(), "the end of the random"));
    }

    static Stream<Case> tellsOfTheDowngrade() {
        return cases(meeting(Versions.only(Version.TLS_1_2), Versions.ALL))
                .filter(connection -> connection.role() == Case.Role.CLIENT);
    }

    @Test
    void refusesAClientThatFellBackThoughWeAreNew() throws Exception {
        assumeTrue(Ours.isHandfast(), "SunJSSE does not know of it");
        Terms terms = meeting(Versions.only(Version.TLS_1_2), Versions.ALL);
        Case connection = new Case(OpenSsl.fallingBack(), Case.Role.CLIENT, "fallback", terms);
        assertEquals(
                OptionalInt.of(Refusal.INAPPROPRIATE_FALLBACK),
                connection.refuse(directory).sent().alert());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refusesIfTheyHaveNoneInCommon(Case connection) throws Exception {
        Refusal refusal = connection.refuse(directory);
        if (refusal.sent().alert().isPresent()) {
            assertEquals(
                    OptionalInt.of(Refusal.PROTOCOL_VERSION), refusal.sent().alert());
        } else {
            // GnuTLS misses a suite first.
            int peers = refusal.received().alert().orElseThrow();
            assertTrue(
                    Set.of(Refusal.PROTOCOL_VERSION, Refusal.HANDSHAKE_FAILURE).contains(peers), "alert " + peers);
        }
    }

    static Stream<Case> refusesIfTheyHaveNoneInCommon() {
        Versions older = Versions.only(Version.TLS_1_2);
        Versions newer = Versions.only(Version.TLS_1_3);
        return Stream.of(meeting(older, newer), meeting(newer, older)).flatMap(VersionsTest::cases);
    }

    private static Terms meeting(Versions peer, Versions ours) {
        Terms usual = Terms.usual(Version.TLS_1_2);
        return usual.peer(Side.of(peer)).ours(Side.of(ours));
    }

    private static Stream<Case> cases(Terms terms) {
        return Peers.cases(
                terms.peer().versions() + " meets ours of " + terms.ours().versions(), terms);
    }
}
