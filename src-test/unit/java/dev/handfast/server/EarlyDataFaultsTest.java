package dev.handfast.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.handshake.ResumingTls13Client;
import dev.handfast.handshake.ScriptedClient;
import dev.handfast.handshake.ScriptedPeer;
import dev.handfast.message.EndOfEarlyData;
import dev.handfast.wire.Alert;
import dev.handfast.wire.ContentType;
import dev.handfast.wire.PeerAlert;
import dev.handfast.wire.TlsFault;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that has taken early data reads it until its end, and nothing else (RFC 9846 §4.3.10, §4.6). */
class EarlyDataFaultsTest {
    private static final byte[] END = new EndOfEarlyData().encode();
    private static final int FATAL = 2;
    private static final int WARNING = 1;

    // ---- how much

    @ParameterizedTest
    @ValueSource(ints = {1, 10, ResumingTls13Client.LIMIT})
    void asMuchAsTheTicketAllowsIsRead(int record) throws TlsFault {
        ResumingTls13Client client = reading();
        for (int sent = 0; sent < ResumingTls13Client.LIMIT; sent += record) {
            client.data(record);
        }
        client.endEarlyData();
        client.finish();
        assertTrue(client.subject().isOpen());
        assertEquals(ResumingTls13Client.LIMIT, client.earlyDataRead());
        assertEquals(0, client.dataReceived().length, "early data came as data of the connection");
    }

    @Test
    void moreThanTheTicketAllowsIsUnexpected() throws TlsFault {
        ResumingTls13Client client = reading();
        client.data(ResumingTls13Client.LIMIT + 1);
        client.assertDies(Alert.UNEXPECTED_MESSAGE);
        assertEquals(0, client.earlyDataRead());
    }

    @Test
    void moreInSeveralRecordsIsUnexpected() throws TlsFault {
        ResumingTls13Client client = reading();
        client.data(1);
        client.data(ResumingTls13Client.LIMIT - 1);
        client.data(1);
        client.assertDies(Alert.UNEXPECTED_MESSAGE);
        assertEquals(ResumingTls13Client.LIMIT, client.earlyDataRead());
    }

    @Test
    void noneAtAllIsFine() throws TlsFault {
        ResumingTls13Client client = reading();
        client.endEarlyData();
        client.finish();
        assertTrue(client.subject().isOpen());
    }

    @Test
    void itMayComeBeforeTheFlightIsRead() throws TlsFault {
        ResumingTls13Client client = ResumingTls13Client.of().announce();
        client.data(10);
        client.hearFlight();
        client.data(10);
        client.endEarlyData();
        client.finish();
        assertTrue(client.subject().isOpen());
        assertEquals(20, client.earlyDataRead());
    }

    @Test
    void emptyRecordsAreNotForFree() throws TlsFault {
        dies(client -> record(client, ContentType.APPLICATION_DATA));
    }

    @Test
    void nothingIsSkipped() throws TlsFault {
        ResumingTls13Client client = reading();
        client.raw(ScriptedPeer.plainRecord(23, ScriptedClient.filled(50, 0xED)));
        client.assertDies(Alert.BAD_RECORD_MAC);
    }

    // ---- its end

    @Test
    void withoutAnEndFinishedComesUnderOtherKeys() throws TlsFault {
        ResumingTls13Client client = reading();
        client.leaveEarlyData();
        client.say(client.finished());
        client.assertDies(Alert.BAD_RECORD_MAC);
    }

    @Test
    void theEndIsSaidOnce() throws TlsFault {
        ResumingTls13Client client = reading();
        client.endEarlyData();
        client.say(new EndOfEarlyData());
        client.assertDies(Alert.UNEXPECTED_MESSAGE);
    }

    @Test
    void afterTheEndComesNoMoreEarlyData() throws TlsFault {
        ResumingTls13Client client = reading();
        client.endEarlyData();
        client.returnToEarlyData();
        client.data(1);
        client.assertDies(Alert.BAD_RECORD_MAC);
    }

    @Test
    void betweenTheEndAndFinishedComesNoData() throws TlsFault {
        ResumingTls13Client client = reading();
        client.endEarlyData();
        client.data(1);
        client.assertDies(Alert.UNEXPECTED_MESSAGE);
        assertEquals(0, client.earlyDataRead());
    }

    /** RFC 9846 §5.1: keys change behind it. */
    @Test
    void theEndSharesItsRecordWithNothing() throws TlsFault {
        for (byte[] more : new byte[][] {END, {20}, ScriptedPeer.message(20, new byte[32])}) {
            ResumingTls13Client client = reading();
            client.record(ContentType.HANDSHAKE, ScriptedPeer.join(END, more));
            client.assertDies(Alert.UNEXPECTED_MESSAGE);
        }
    }

    @Test
    void theEndHasNoBody() throws TlsFault {
        ResumingTls13Client client = reading();
        client.record(ContentType.HANDSHAKE, ScriptedPeer.message(5, (byte) 0));
        client.assertDies(Alert.DECODE_ERROR);
    }

    @Test
    void betweenThePartsOfTheEndComesNothing() throws TlsFault {
        for (ContentType type : new ContentType[] {ContentType.APPLICATION_DATA, ContentType.CHANGE_CIPHER_SPEC}) {
            ResumingTls13Client client = reading();
            client.record(ContentType.HANDSHAKE, Arrays.copyOf(END, 3));
            if (type == ContentType.CHANGE_CIPHER_SPEC) {
                client.raw(ScriptedPeer.changeCipherSpec());
            } else {
                client.data(1);
            }
            client.assertDies(Alert.UNEXPECTED_MESSAGE);
        }
    }

    // ---- what else comes in between

    @Test
    void aChangeCipherSpecIsDropped() throws TlsFault {
        ResumingTls13Client client = reading();
        client.data(1);
        client.raw(ScriptedPeer.changeCipherSpec());
        client.data(1);
        client.raw(ScriptedPeer.changeCipherSpec());
        client.endEarlyData();
        client.raw(ScriptedPeer.changeCipherSpec());
        client.finish();
        assertTrue(client.subject().isOpen());
        assertEquals(2, client.earlyDataRead());
    }

    @Test
    void manyChangeCipherSpecsAreNot() throws TlsFault {
        dies(client -> client.raw(ScriptedPeer.changeCipherSpec()));
    }

    @Test
    void theClientsAlertIsUnderstood() throws TlsFault {
        ResumingTls13Client client = reading();
        client.alert(FATAL, Alert.ILLEGAL_PARAMETER);
        PeerAlert alert = assertThrows(PeerAlert.class, client.subject()::checkFault);
        assertEquals(Alert.ILLEGAL_PARAMETER, alert.alert());
        client.assertDead();
    }

    @Test
    void theClientMayCancel() throws TlsFault {
        ResumingTls13Client client = reading();
        client.data(1);
        client.alert(WARNING, Alert.USER_CANCELED);
        client.alert(WARNING, Alert.CLOSE_NOTIFY);
        client.subject().checkFault();
        assertTrue(client.subject().isInboundClosed());
        client.data(1);
        assertEquals(1, client.earlyDataRead());
    }

    @Test
    void anAlertInTheClearIsNobodys() throws TlsFault {
        ResumingTls13Client client = reading();
        client.raw(ScriptedPeer.plainRecord(21, (byte) FATAL, (byte) Alert.INTERNAL_ERROR.code()));
        client.assertDies(Alert.UNEXPECTED_MESSAGE);
    }

    private static ResumingTls13Client reading() throws TlsFault {
        return ResumingTls13Client.of().protectedPart();
    }

    /** What brings nothing may come, and not for ever. */
    private static void dies(Consumer<ResumingTls13Client> saying) throws TlsFault {
        ResumingTls13Client client = reading();
        for (int times = 0; times < 32; times++) {
            saying.accept(client);
        }
        client.subject().checkFault();
        saying.accept(client);
        client.assertDies(Alert.UNEXPECTED_MESSAGE);
    }

    private static void record(ResumingTls13Client client, ContentType type) {
        try {
            client.record(type);
        } catch (TlsFault impossible) {
            throw new AssertionError(impossible);
        }
    }
}
