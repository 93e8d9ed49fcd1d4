package dev.handfast.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.FailureKind;
import dev.handfast.HandshakeEvent;
import dev.handfast.TlsFailure;
import dev.handfast.client.TlsClient;
import dev.handfast.record.PlainSealer;
import dev.handfast.record.Sealer;
import dev.handfast.wire.Alert;
import dev.handfast.wire.ContentType;
import dev.handfast.wire.TlsFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A handshake that begins and does not come to its end is told so, once, whatever ends it. */
class FailedHandshakesTest {
    private static final int WARNING = 1;
    private static final int FATAL = 2;

    private final List<HandshakeEvent> heard = new ArrayList<>();

    private Settings.Builder settings() {
        return ScriptedClient.settings().listener(heard::add);
    }

    private ScriptedTls13Peer peer(Role role) {
        return role.peer(settings().build());
    }

    private static TlsFault ours() {
        return new TlsFault(Alert.INTERNAL_ERROR, "out of luck");
    }

    private List<HandshakeEvent.Failed> failures() {
        return heard.stream()
                .filter(HandshakeEvent.Failed.class::isInstance)
                .map(HandshakeEvent.Failed.class::cast)
                .toList();
    }

    private long count(Class<? extends HandshakeEvent> type) {
        return heard.stream().filter(type::isInstance).count();
    }

    /** The one failure, which no end is told of besides. */
    private HandshakeEvent.Failed failure() {
        assertEquals(1, failures().size(), heard.toString());
        assertEquals(0, count(HandshakeEvent.Completed.class), heard.toString());
        assertEquals(failures().get(0), heard.get(heard.size() - 1), "nothing comes behind it");
        return failures().get(0);
    }

    private void assertCompletedOnly() {
        assertEquals(List.of(), failures());
        assertEquals(1, count(HandshakeEvent.Completed.class));
    }

    private static Optional<TlsFailure.Alert> alert(Alert alert, boolean byPeer) {
        return Optional.of(new TlsFailure.Alert(alert.toString(), byPeer));
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void aFaultOfOursIsTold(Role role) throws TlsFault {
        ScriptedTls13Peer peer = peer(role).protectedPart();
        peer.record(ContentType.HANDSHAKE, new byte[] {1, 0, 0, 0});
        HandshakeEvent.Failed failed = failure();
        assertEquals(FailureKind.PEER_MISBEHAVED, failed.kind());
        TlsFault fault = assertThrows(TlsFault.class, peer.subject()::checkFault);
        assertEquals(alert(fault.alert(), false), failed.alert());
        assertEquals(fault.getMessage(), failed.sentence());
        assertEquals(FailureKind.PEER_MISBEHAVED.remedy(), failed.remedy());
        assertEquals(1, count(HandshakeEvent.AlertSent.class));
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void anAlertOfThePeerIsTold(Role role) throws TlsFault {
        peer(role).protectedPart().alert(FATAL, Alert.ACCESS_DENIED);
        HandshakeEvent.Failed failed = failure();
        assertEquals(FailureKind.REFUSED_BY_PEER, failed.kind());
        assertEquals(alert(Alert.ACCESS_DENIED, true), failed.alert());
        assertEquals(0, count(HandshakeEvent.AlertSent.class));
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void aCloseInTheMiddleIsTold(Role role) throws TlsFault {
        peer(role).protectedPart().alert(WARNING, Alert.CLOSE_NOTIFY);
        HandshakeEvent.Failed failed = failure();
        assertEquals(FailureKind.PEER_CLOSED, failed.kind());
        assertEquals(alert(Alert.UNEXPECTED_MESSAGE, false), failed.alert());
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void aCancellationIsTold(Role role) throws TlsFault {
        ScriptedTls13Peer peer = peer(role).protectedPart();
        peer.alert(WARNING, Alert.USER_CANCELED);
        assertEquals(List.of(), failures(), "by itself it means nothing");
        peer.alert(WARNING, Alert.CLOSE_NOTIFY);
        HandshakeEvent.Failed failed = failure();
        assertEquals(FailureKind.PEER_CLOSED, failed.kind());
        assertEquals(alert(Alert.CLOSE_NOTIFY, true), failed.alert());
        peer.subject().lose(FailureKind.PEER_CLOSED, "TCP ended, too");
        peer.subject().fail(ours());
        assertEquals(failed, failures().get(0));
        assertEquals(1, failures().size());
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void aLossIsTold(Role role) throws TlsFault {
        ScriptedTls13Peer peer = peer(role).protectedPart();
        peer.subject().lose(FailureKind.TIMEOUT, "no more patience");
        peer.subject().lose(FailureKind.PEER_CLOSED, "TCP ended");
        HandshakeEvent.Failed failed = failure();
        assertEquals(
                new HandshakeEvent.Failed(
                        FailureKind.TIMEOUT, Optional.empty(), "no more patience", FailureKind.TIMEOUT.remedy()),
                failed);
    }

    /** Whoever was told that it failed is not told that it did not, whatever else the peer sends. */
    @Test
    void whatComesBehindALossDoesNotCount() throws TlsFault {
        var both =
                new TwoConnections(settings().build(), ScriptedClient.settings().build());
        both.client().lose(FailureKind.CANCELED, "we closed it");
        both.talk();
        assertEquals(1, failures().size());
        assertEquals(0, count(HandshakeEvent.Completed.class), heard.toString());
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void whatCompletedDoesNotFail(Role role) throws TlsFault {
        ScriptedTls13Peer peer = peer(role).handshake();
        peer.subject().lose(FailureKind.PEER_CLOSED, "TCP ended");
        peer.record(ContentType.HANDSHAKE, new byte[] {1, 0, 0, 0});
        assertTrue(peer.subject().isFailed());
        assertCompletedOnly();

        heard.clear();
        peer(role).handshake().alert(FATAL, Alert.ACCESS_DENIED);
        assertCompletedOnly();

        heard.clear();
        peer(role).handshake().alert(WARNING, Alert.CLOSE_NOTIFY);
        assertCompletedOnly();
    }

    /** A client of TLS 1.3 is done before its server has looked at its certificate. */
    @Test
    void aRefusedChainFailsForWhoRefusesIt() throws TlsFault {
        var ofServer = new ArrayList<HandshakeEvent>();
        var both = new TwoConnections(
                settings().build(),
                ScriptedClient.settings()
                        .clientAuthentication(ClientAuthentication.NEEDED)
                        .trust((soFar, authType) -> {
                            throw new TlsFault(Alert.UNKNOWN_CA, FailureKind.UNKNOWN_ISSUER, "nobody knows it");
                        })
                        .listener(ofServer::add)
                        .build());
        assertThrows(TlsFault.class, both::talk);
        assertCompletedOnly();
        heard.clear();
        heard.addAll(ofServer);
        HandshakeEvent.Failed failed = failure();
        assertEquals(FailureKind.UNKNOWN_ISSUER, failed.kind());
        assertEquals("nobody knows it", failed.sentence());
        assertEquals(1, count(HandshakeEvent.CertificatesChecked.class));
    }

    @Test
    void whatCannotEvenBeginHasBegunAndFailed() {
        Connection client = TlsClient.connection(
                settings().groups(List.of()).suites(List.of()).build());
        assertThrows(TlsFault.class, client::begin);
        assertFalse(failure().sentence().isEmpty());
    }

    @Test
    void whatHasNotBegunDoesNotFail() {
        Connection client = TlsClient.connection(settings().build());
        client.lose(FailureKind.PEER_CLOSED, "TCP ended");
        client.fail(ours());
        assertEquals(List.of(), heard);
    }

    /** An alert that no key seals is not sent, and not said to be. */
    @Test
    void anAlertThatCannotBeSentIsNotTold() throws TlsFault {
        var progress = new Progress();
        progress.begin();
        var teller = new Teller(heard::add, progress);
        var outbox = new Outbox(KeyLimits.NONE, teller);
        outbox.writeWith(new WornSealer());
        new LastWord(outbox, teller, progress).on(ours());
        assertEquals(Optional.empty(), failure().alert());
        assertEquals(1, heard.size(), heard.toString());
        assertTrue(outbox.isClosed());
    }

    /** Its key has protected all that it may. */
    private static final class WornSealer implements Sealer {
        private final PlainSealer lengths = new PlainSealer();

        @Override
        public int headroom() {
            return lengths.headroom();
        }

        @Override
        public int sealedLength(int contentLength) {
            return lengths.sealedLength(contentLength);
        }

        @Override
        public int seal(ContentType type, byte[] in, int from, int length, byte[] out, int at) throws TlsFault {
            throw new TlsFault(Alert.INTERNAL_ERROR, "the key is worn");
        }

        @Override
        public boolean needsKeyUpdate() {
            return false;
        }
    }

    /** Without a listener nobody asks what the failure was. */
    @Test
    void nobodyPaysForWhatNobodyHears() throws TlsFault {
        var asked = new AtomicInteger();
        TlsFault watched = new TlsFault(Alert.INTERNAL_ERROR, "out of luck") {
            private static final long serialVersionUID = 1L;

            @Override
            public TlsFailure.Facts facts() {
                asked.incrementAndGet();
                return super.facts();
            }

            @Override
            public String getMessage() {
                asked.incrementAndGet();
                return super.getMessage();
            }
        };
        Role.SERVER
                .peer(ScriptedClient.settings().build())
                .protectedPart()
                .subject()
                .fail(watched);
        assertEquals(0, asked.get());
        peer(Role.SERVER).protectedPart().subject().fail(watched);
        assertTrue(asked.get() > 0);
    }
}
