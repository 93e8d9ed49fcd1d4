package dev.handfast.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.PskCredential;
import dev.handfast.PskCredential.HashAlgorithm;
import dev.handfast.PskSource;
import dev.handfast.handshake.Draft;
import dev.handfast.handshake.EarlyDataRules;
import dev.handfast.handshake.ResumingTls13Client;
import dev.handfast.handshake.ScriptedPeer;
import dev.handfast.handshake.Settings;
import dev.handfast.handshake.SourcedPsks;
import dev.handfast.wire.Alert;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.TlsFault;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which early data a server takes (RFC 9846 §4.3.10, §8). What it rejects it drops, and the handshake goes on; the filter is asked
 * last, so that nobody fills it with what would be rejected anyway.
 */
class EarlyDataAcceptanceTest {
    private static final byte[] NAME = "meter 17".getBytes(US_ASCII);
    private static final byte[] UNKNOWN = {1, 2, 3};
    private static final CipherSuite SUITE = CipherSuite.TLS_AES_128_GCM_SHA256;
    private static final int LIMIT = ResumingTls13Client.LIMIT;

    private final List<Instant> asked = new ArrayList<>();

    private ResumingTls13Client client(Consumer<Settings.Builder> change) {
        return ResumingTls13Client.of(change, (id, sent) -> asked.add(sent));
    }

    private static void asItIs(Settings.Builder server) {}

    // ---- time

    @ParameterizedTest
    @ValueSource(longs = {50_000, 55_000, 60_000, 65_000, 70_000})
    void whatWasSentJustNowIsTaken(long age) throws TlsFault {
        ResumingTls13Client client = aMinuteLater(age);
        assertTrue(client.hearResumed());
        assertEquals(List.of(ResumingTls13Client.NOW.plusMillis(age)), asked);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 49_999, 70_001, 0xFFFF_FFFFL})
    void whatWasSentAtAnotherTimeIsRejected(long age) throws TlsFault {
        assertRejected(aMinuteLater(age));
    }

    private ResumingTls13Client aMinuteLater(long age) throws TlsFault {
        ResumingTls13Client client = client(server -> server.clock(() -> ResumingTls13Client.NOW.plusSeconds(60)));
        return client.announce(client.announcing(Duration.ofMillis(age)));
    }

    // ---- what it goes with

    /** The session is resumed, and the early data is rejected. */
    private enum Misfit {
        A_TICKET_WITHOUT_EARLY_DATA(
                EarlyDataAcceptanceTest::asItIs,
                (client, hello) -> client.resuming(hello, Duration.ZERO, ResumingTls13Client.ticket(SUITE, "", 0))),
        A_TICKET_THAT_ALLOWS_MORE(
                EarlyDataAcceptanceTest::asItIs,
                (client, hello) ->
                        client.resuming(hello, Duration.ZERO, ResumingTls13Client.ticket(SUITE, "", LIMIT + 1))),
        THE_SECOND_TICKET(
                EarlyDataAcceptanceTest::asItIs,
                (client, hello) -> client.resuming(hello, Duration.ZERO, UNKNOWN, ResumingTls13Client.ticket())),
        ANOTHER_SUITE(
                EarlyDataAcceptanceTest::asItIs,
                (client, hello) -> client.resuming(
                        hello,
                        Duration.ZERO,
                        ResumingTls13Client.ticket(CipherSuite.TLS_CHACHA20_POLY1305_SHA256, "", LIMIT))),
        A_SERVER_THAT_TAKES_NONE(
                server -> server.earlyDataRules(EarlyDataRules.NONE),
                (client, hello) -> client.resuming(hello, Duration.ZERO, ResumingTls13Client.ticket())),
        A_SERVER_THAT_HAS_SWITCHED_IT_OFF(
                server -> server.switchedOff(Set.of(Draft.EARLY_DATA)),
                (client, hello) -> client.resuming(hello, Duration.ZERO, ResumingTls13Client.ticket())),
        A_KEY_FROM_ELSEWHERE(
                server -> server.psks(new SourcedPsks(
                        PskSource.of(PskCredential.of(NAME, ResumingTls13Client.PSK, HashAlgorithm.SHA_256)), null, 0)),
                (client, hello) -> client.withExternalPsks(hello, NAME));

        private final Consumer<Settings.Builder> server;
        private final BiFunction<ResumingTls13Client, Draft, Draft> hello;

        Misfit(Consumer<Settings.Builder> server, BiFunction<ResumingTls13Client, Draft, Draft> hello) {
            this.server = server;
            this.hello = hello;
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatDoesNotFitIsRejected(Misfit misfit) throws TlsFault {
        ResumingTls13Client client = client(misfit.server);
        Draft hello = misfit.hello.apply(client, client.draft().append(Draft.EARLY_DATA));
        assertRejected(client.announce(hello));
    }

    private void assertRejected(ResumingTls13Client client) throws TlsFault {
        client.data(10);
        client.raw(ScriptedPeer.changeCipherSpec());
        assertFalse(client.hearResumed(), "early data is taken");
        client.returnToEarlyData();
        client.data(10);
        client.leaveEarlyData();
        client.finish();
        assertTrue(client.subject().isOpen());
        assertEquals(0, client.earlyDataRead() + client.dataReceived().length);
        assertEquals(List.of(), asked);
    }

    @Test
    void whoAnnouncesNoneBringsNone() throws TlsFault {
        ResumingTls13Client client = client(EarlyDataAcceptanceTest::asItIs);
        client.announce(client.resuming(client.draft(), Duration.ZERO, ResumingTls13Client.ticket()));
        assertFalse(client.hearResumed());
        assertEquals(List.of(), asked);
        client.returnToEarlyData();
        client.data(1);
        client.assertDies(Alert.BAD_RECORD_MAC);
    }

    /** What is rejected may be as much as would have been taken. */
    @Test
    void asMuchAsIsAllowedIsDropped() throws TlsFault {
        ResumingTls13Client client = client(
                server -> server.earlyDataRules(new EarlyDataRules(Integer.MAX_VALUE, (id, sent) -> true, data -> {})));
        client.announce(client.resuming(client.draft().append(Draft.EARLY_DATA), Duration.ZERO, UNKNOWN));
        for (int times = 0; times < 10; times++) {
            client.data(1 << 14);
        }
        client.hearUnresumed();
        client.finish();
        assertTrue(client.subject().isOpen());
    }

    @Test
    void withAnotherProtocolThereIsNothingToResume() throws TlsFault {
        ResumingTls13Client client = client(EarlyDataAcceptanceTest::asItIs);
        byte[] ticket = ResumingTls13Client.ticket(SUITE, "h2", LIMIT);
        client.announce(client.resuming(client.draft().append(Draft.EARLY_DATA), Duration.ZERO, ticket));
        client.data(10);
        client.hearUnresumed();
        client.finish();
        assertTrue(client.subject().isOpen());
        assertEquals(0, client.earlyDataRead());
        assertEquals(List.of(), asked);
    }

    @Test
    void theEndOfWhatWasRejectedIsUnexpected() throws TlsFault {
        ResumingTls13Client client = client(server -> server.earlyDataRules(EarlyDataRules.NONE));
        client.announce();
        client.hearResumed();
        client.endEarlyData();
        client.assertDies(Alert.UNEXPECTED_MESSAGE);
    }

    // ---- copies

    @Test
    void theSecondCopyIsRejected() throws TlsFault {
        Set<ByteBuffer> known = new HashSet<>();
        ResumingTls13Client first = filtered(known);
        ResumingTls13Client second = filtered(known);
        Draft hello = first.announcing(Duration.ZERO);
        first.announce(hello).hearFlight();
        second.announce(hello);
        second.data(10);
        second.subject().checkFault();
        assertEquals(0, second.earlyDataRead());
        first.data(10);
        assertEquals(10, first.earlyDataRead());
    }

    private static ResumingTls13Client filtered(Set<ByteBuffer> known) {
        return ResumingTls13Client.of(
                EarlyDataAcceptanceTest::asItIs, (id, sent) -> known.add(ByteBuffer.wrap(id.clone())));
    }

    @Test
    void whoHasNotGotTheKeyFillsNoFilter() throws TlsFault {
        ResumingTls13Client client = client(EarlyDataAcceptanceTest::asItIs);
        byte[] offer = client.announcing(Duration.ZERO).body(Draft.PRE_SHARED_KEY);
        offer[offer.length - 1] ^= 1;
        client.say(client.announcing(Duration.ZERO)
                .with(Draft.PRE_SHARED_KEY, offer)
                .encode());
        client.assertDies(Alert.DECRYPT_ERROR);
        assertEquals(List.of(), asked);
    }

    @Test
    void aFilterThatFailsEndsTheHandshake() throws TlsFault {
        ResumingTls13Client client = ResumingTls13Client.of(EarlyDataAcceptanceTest::asItIs, (id, sent) -> {
            throw new IllegalStateException("the store is away");
        });
        client.announce();
        TlsFault fault = assertThrows(TlsFault.class, client.subject()::checkFault);
        assertTrue(fault.getMessage().contains("replay filter"), fault.getMessage());
        client.assertDies(Alert.INTERNAL_ERROR);
    }

    // ---- a HelloRetryRequest

    @Test
    void aRetriedHelloGoesOnWithoutEarlyData() throws TlsFault {
        ResumingTls13Client client = retrying();
        Draft first = client.announcing(Duration.ZERO);
        client.announce(first);
        client.data(LIMIT);
        Draft second = client.second(first, client.hearRetry()).without(Draft.EARLY_DATA);
        client.say(client.resuming(second, Duration.ZERO, ResumingTls13Client.ticket())
                .encode());
        assertFalse(client.hearResumed());
        client.finish();
        assertTrue(client.subject().isOpen());
        assertEquals(0, client.earlyDataRead());
        assertEquals(List.of(), asked);
    }

    @Test
    void aRetriedHelloAnnouncesNone() throws TlsFault {
        ResumingTls13Client client = retrying();
        Draft first = client.announcing(Duration.ZERO);
        client.announce(first);
        Draft second = client.second(first, client.hearRetry());
        client.say(client.resuming(second, Duration.ZERO, ResumingTls13Client.ticket())
                .encode());
        client.assertDies(Alert.ILLEGAL_PARAMETER);
        assertEquals(List.of(), asked);
    }

    @Test
    void behindARetriedHelloComesNone() throws TlsFault {
        ResumingTls13Client client = retrying();
        Draft first = client.announcing(Duration.ZERO);
        client.announce(first);
        Draft second = client.second(first, client.hearRetry()).without(Draft.EARLY_DATA);
        client.say(client.resuming(second, Duration.ZERO, ResumingTls13Client.ticket())
                .encode());
        client.hearResumed();
        client.returnToEarlyData();
        client.data(1);
        client.assertDies(Alert.BAD_RECORD_MAC);
    }

    private ResumingTls13Client retrying() {
        return client(server -> server.groups(List.of(NamedGroup.SECP256R1)));
    }
}
