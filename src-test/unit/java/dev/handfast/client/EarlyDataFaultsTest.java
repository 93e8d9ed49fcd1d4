package dev.handfast.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.EarlyData.Outcome;
import dev.handfast.PskCredential;
import dev.handfast.PskCredential.HashAlgorithm;
import dev.handfast.PskSource;
import dev.handfast.handshake.Draft;
import dev.handfast.handshake.ResumingTls13Server;
import dev.handfast.handshake.ScriptedClient;
import dev.handfast.handshake.Secrets;
import dev.handfast.handshake.Settings;
import dev.handfast.handshake.SourcedPsks;
import dev.handfast.message.ClientHello;
import dev.handfast.message.EndOfEarlyData;
import dev.handfast.message.Extension;
import dev.handfast.message.Extensions;
import dev.handfast.message.NewSessionTicket13;
import dev.handfast.message.Place;
import dev.handfast.wire.Alert;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.ContentType;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.TlsFault;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What servers make of a client's early data, and what the client says it was (RFC 9846 §4.3.10). */
class EarlyDataFaultsTest {
    private static final byte[] NAME = "meter 17".getBytes(US_ASCII);
    private static final byte[] KEY = ScriptedClient.filled(32, 0x4E);
    private static final int LIMIT = ResumingTls13Server.LIMIT;

    private static void asItIs(Settings.Builder client) {}

    private static ResumingTls13Server server(Consumer<Settings.Builder> change) {
        return ResumingTls13Server.of(change, ResumingTls13Server.session("", LIMIT), 100);
    }

    // ---- taken

    @Test
    void itsEndComesBetweenTheTwoFinished() throws TlsFault {
        ResumingTls13Server server = ResumingTls13Server.of().resumed();
        assertEquals(Outcome.PENDING, server.data().outcome());
        server.say(server.taking());
        assertEquals(Outcome.ACCEPTED, server.data().outcome());
        assertFalse(server.subject().hasOutput(), "the end is said too early");
        server.finish();
        server.hear(EndOfEarlyData.class);
        server.leaveEarlyData();
        server.hearFinish();
        assertTrue(server.subject().isOpen());
        assertArrayEquals(new byte[] {1}, server.hearData((byte) 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1 << 14, (1 << 14) + 1, LIMIT})
    void itFillsRecords(int length) throws TlsFault {
        ResumingTls13Server server =
                ResumingTls13Server.of(EarlyDataFaultsTest::asItIs, ResumingTls13Server.session("", LIMIT), length);
        server.handshake();
        assertEquals(Outcome.ACCEPTED, server.data().outcome());
    }

    @Test
    void anAlertBehindItGoesUnderItsKeys() throws TlsFault {
        ResumingTls13Server server = ResumingTls13Server.of().resumed();
        server.say(server.taking());
        server.record(ContentType.HANDSHAKE, new EndOfEarlyData().encode());
        server.assertDies(Alert.UNEXPECTED_MESSAGE);
    }

    @Test
    void ticketsSayHowMuchTheyAllow() throws TlsFault {
        ResumingTls13Server server = ResumingTls13Server.of().handshake();
        server.say(new NewSessionTicket13(
                60,
                7,
                new byte[] {1},
                new byte[] {2},
                Extensions.builder(Place.NEW_SESSION_TICKET)
                        .add(Extension.EARLY_DATA_NST, 0xFFFF_FFFFL)
                        .build()));
        server.say(new NewSessionTicket13(
                60, 7, new byte[] {1}, new byte[] {2}, Extensions.none(Place.NEW_SESSION_TICKET)));
        assertEquals(0, server.store().kept().get(0).maxEarlyData());
        assertEquals(0xFFFF_FFFFL, server.store().kept().get(1).maxEarlyData());
    }

    // ---- rejected

    @Test
    void whatIsRejectedIsNotSentAgain() throws TlsFault {
        ResumingTls13Server server = ResumingTls13Server.of().resumed();
        server.say(server.encryptedExtensions());
        assertEquals(Outcome.REJECTED, server.data().outcome());
        server.leaveEarlyData();
        server.finish();
        server.hearFinish();
        assertTrue(server.subject().isOpen());
        assertFalse(server.subject().hasOutput(), "something is sent again");
    }

    @Test
    void aServerThatDoesNotResumeRejects() throws TlsFault {
        ResumingTls13Server server = ResumingTls13Server.of();
        server.hearHello();
        server.hearEarlyData();
        server.sayHello(server.hello().encode());
        assertEquals(Outcome.REJECTED, server.data().outcome());
        server.complete();
    }

    @Test
    void withAnotherKeyItIsRejected() throws TlsFault {
        ResumingTls13Server server = server(EarlyDataFaultsTest::withKey);
        server.hearHello();
        server.hearEarlyData();
        server.select(1, KEY);
        assertEquals(Outcome.REJECTED, server.data().outcome());
        server.leaveEarlyData();
        server.say(server.encryptedExtensions());
        server.finish();
        server.hearFinish();
        assertTrue(server.subject().isOpen());
    }

    private static void withKey(Settings.Builder client) {
        client.psks(
                new SourcedPsks(PskSource.of(PskCredential.of(NAME, KEY, HashAlgorithm.SHA_256)), "localhost", 443));
    }

    @Test
    void aHelloRetryRequestRejects() throws TlsFault {
        ResumingTls13Server server = ResumingTls13Server.of();
        server.hearHello();
        server.hearEarlyData();
        ClientHello second = retried(server);
        assertEquals(Outcome.REJECTED, server.data().outcome());
        assertFalse(second.extensions().has(Extension.EARLY_DATA_CH));
        assertTrue(second.extensions().has(Extension.PRE_SHARED_KEY_CH));
        assertFalse(server.subject().hasOutput(), "early data comes behind the second hello");
        server.select(0, ResumingTls13Server.PSK);
        server.leaveEarlyData();
        server.say(server.encryptedExtensions());
        server.finish();
        server.hearFinish();
        assertTrue(server.subject().isOpen());
        assertEquals(1, server.changeCipherSpecs());
    }

    /** The second hello is heard in the clear. */
    private static ClientHello retried(ResumingTls13Server server) throws TlsFault {
        server.sayRetry(server.retry(NamedGroup.SECP256R1).encode());
        server.openInTheClear();
        return server.hearHello();
    }

    /** RFC 9846 §5.1: the initial ClientHello alone may say 0x0301. */
    @Test
    void theHelloBehindARetryIsInARecordOf0x0303() throws TlsFault {
        ResumingTls13Server server = ResumingTls13Server.of();
        assertArrayEquals(new byte[] {22, 3, 1}, Arrays.copyOf(server.takeRecord(), 3));
        server = ResumingTls13Server.of();
        server.hearHello();
        server.hearEarlyData();
        server.sayRetry(server.retry(NamedGroup.SECP256R1).encode());
        byte[] record;
        do {
            record = server.takeRecord();
        } while (record[0] == ContentType.CHANGE_CIPHER_SPEC.code());
        assertArrayEquals(new byte[] {22, 3, 3}, Arrays.copyOf(record, 3));
    }

    // ---- taken by mistake

    @Test
    void itIsTakenWhereNoneWasSent() throws TlsFault {
        for (boolean resumed : new boolean[] {true, false}) {
            ResumingTls13Server server = server(client -> client.earlyData(Optional.empty()));
            server.hearHello();
            if (resumed) {
                server.select(0, ResumingTls13Server.PSK);
                server.leaveEarlyData();
            } else {
                server.sayHello(server.hello().encode());
            }
            server.say(server.taking());
            server.assertDies(Alert.UNSUPPORTED_EXTENSION);
        }
    }

    @Test
    void itIsTakenAfterARetry() throws TlsFault {
        ResumingTls13Server server = ResumingTls13Server.of();
        server.hearHello();
        server.hearEarlyData();
        retried(server);
        server.select(0, ResumingTls13Server.PSK);
        server.leaveEarlyData();
        server.say(server.taking());
        server.assertDies(Alert.UNSUPPORTED_EXTENSION);
        assertEquals(Outcome.REJECTED, server.data().outcome());
    }

    @Test
    void itIsTakenWithoutAKey() throws TlsFault {
        ResumingTls13Server server = ResumingTls13Server.of();
        server.hearHello();
        server.hearEarlyData();
        server.sayHello(server.hello().encode());
        server.say(server.taking());
        server.assertDies(Alert.ILLEGAL_PARAMETER);
        assertEquals(Outcome.REJECTED, server.data().outcome());
    }

    @Test
    void itIsTakenWithAnotherKey() throws TlsFault {
        ResumingTls13Server server = server(EarlyDataFaultsTest::withKey);
        server.hearHello();
        server.hearEarlyData();
        server.select(1, KEY);
        server.leaveEarlyData();
        server.say(server.taking());
        server.assertDies(Alert.ILLEGAL_PARAMETER);
    }

    @Test
    void itIsTakenWithAnotherSuite() throws TlsFault {
        ResumingTls13Server server = ResumingTls13Server.of();
        server.choose(CipherSuite.TLS_CHACHA20_POLY1305_SHA256);
        server.resumed();
        server.say(server.taking());
        server.assertDies(Alert.ILLEGAL_PARAMETER);
        assertEquals(Outcome.PENDING, server.data().outcome());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "http/1.1"})
    void itIsTakenWithAnotherProtocol(String protocol) throws TlsFault {
        ResumingTls13Server server = ResumingTls13Server.of(
                client -> client.applicationProtocols(List.of("h2", "http/1.1")),
                ResumingTls13Server.session("h2", LIMIT),
                100);
        server.resumed();
        Draft taking = Draft.of(server.taking());
        server.say((protocol.isEmpty()
                        ? taking
                        : taking.with(
                                Draft.ALPN,
                                out -> out.vector(0xFFFF, list -> list.opaque(0xFF, protocol.getBytes(US_ASCII)))))
                .encode());
        server.assertDies(Alert.ILLEGAL_PARAMETER);
    }

    /** RFC 9846 §E.3: who sent early data does not go down to an older version. */
    @Test
    void aServerThatKnowsNoTls13AnyMoreIsLeft() throws TlsFault {
        ResumingTls13Server server = server(EarlyDataFaultsTest::withTls12);
        server.hearHello();
        server.hearEarlyData();
        server.say(Draft.of(server.hello())
                .without(Draft.SUPPORTED_VERSIONS)
                .without(Draft.KEY_SHARE)
                .field(67, 0xC0) // TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256
                .field(68, 0x2B)
                .encode());
        server.assertDies(Alert.PROTOCOL_VERSION);
        assertEquals(Outcome.REJECTED, server.data().outcome());
    }

    private static void withTls12(Settings.Builder client) {
        client.versions(List.of(ProtocolVersion.TLS_1_3, ProtocolVersion.TLS_1_2))
                .suites(List.of(
                        CipherSuite.TLS_AES_128_GCM_SHA256, CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256));
    }

    // ---- not sent

    private enum Misfit {
        MORE_THAN_THE_TICKET_ALLOWS(EarlyDataFaultsTest::asItIs, 99),
        A_TICKET_WITHOUT_EARLY_DATA(EarlyDataFaultsTest::asItIs, 0),
        ANOTHER_SUITE_OF_THE_HASH(client -> client.suites(List.of(CipherSuite.TLS_CHACHA20_POLY1305_SHA256)), LIMIT),
        NO_SUITE_OF_THE_HASH(client -> client.suites(List.of(CipherSuite.TLS_AES_256_GCM_SHA384)), LIMIT),
        SWITCHED_OFF(client -> client.switchedOff(Set.of(Draft.EARLY_DATA)), LIMIT),
        ONLY_TLS_1_2(client -> client.versions(List.of(ProtocolVersion.TLS_1_2)), LIMIT),
        A_PROTOCOL(client -> client.applicationProtocols(List.of("h2")), LIMIT),
        A_KEY_FROM_ELSEWHERE(
                client -> {
                    withKey(client);
                    client.applicationProtocols(List.of("h2"));
                },
                LIMIT);

        private final Consumer<Settings.Builder> change;
        private final int limit;

        Misfit(Consumer<Settings.Builder> change, int limit) {
            this.change = change;
            this.limit = limit;
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatDoesNotFitIsNotSent(Misfit misfit) {
        ResumingTls13Server server =
                ResumingTls13Server.of(misfit.change, ResumingTls13Server.session("", misfit.limit), 100);
        assertEquals(Outcome.NOT_SENT, server.data().outcome());
        server.takeRecord();
        assertFalse(server.subject().hasOutput(), "something comes behind the hello");
    }

    // ---- the end of a connection

    @Test
    void aFaultErasesWhatItGoesUnder() throws Exception {
        ResumingTls13Server waiting = ResumingTls13Server.of();
        waiting.hearHello();
        Secrets.assertErasedByAFault(waiting, true);
        Secrets.assertErasedByAFault(ResumingTls13Server.of().resumed(), true);
        ResumingTls13Server taken = ResumingTls13Server.of().resumed();
        taken.say(taken.taking());
        Secrets.assertErasedByAFault(taken, true);
        ResumingTls13Server open = ResumingTls13Server.of().handshake();
        assertThrows(
                IllegalStateException.class,
                open.store().taken().get(0).secret()::bytes,
                "the key outlives the handshake");
        Secrets.assertErasedByAFault(open, true);
    }

    // ---- middleboxes

    /** RFC 9846 §E.4: behind the first hello, and then never again; or never at all. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aChangeCipherSpecComesOnce(boolean compatible) throws TlsFault {
        for (boolean taken : new boolean[] {true, false}) {
            ResumingTls13Server server = server(client -> client.middleboxCompatibility(compatible));
            server.resumed();
            assertEquals(compatible ? 1 : 0, server.changeCipherSpecs());
            server.say(taken ? server.taking() : server.encryptedExtensions());
            server.finish();
            if (taken) {
                server.hear(EndOfEarlyData.class);
            }
            server.leaveEarlyData();
            server.hearFinish();
            assertEquals(compatible ? 1 : 0, server.changeCipherSpecs());
        }
    }

    @Test
    void aRetryWithoutCompatibilityHasNone() throws TlsFault {
        ResumingTls13Server server = server(client -> client.middleboxCompatibility(false));
        server.hearHello();
        server.hearEarlyData();
        retried(server);
        assertEquals(0, server.changeCipherSpecs());
    }
}
