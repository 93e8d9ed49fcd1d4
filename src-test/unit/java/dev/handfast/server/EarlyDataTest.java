package dev.handfast.server;

import static dev.handfast.handshake.Draft.EARLY_DATA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.handshake.ClientAuthentication;
import dev.handfast.handshake.Draft;
import dev.handfast.handshake.ScriptedClient;
import dev.handfast.handshake.ScriptedPeer;
import dev.handfast.wire.Alert;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.TlsFault;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that takes no early data skips what comes of it (RFC 9846 §4.3.10). */
class EarlyDataTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16, 17, 100, 1 << 14})
    void isSkippedInTheFirstFlight(int length) throws TlsFault {
        ScriptedClient client = offering();
        client.raw(earlyData(length));
        client.raw(ScriptedPeer.changeCipherSpec());
        client.raw(earlyData(1));
        client.hearFlight();
        client.finish();
        assertTrue(client.subject().isOpen());
        assertEquals(0, client.dataReceived().length);
    }

    @Test
    void isSkippedBeforeARetriedHello() throws TlsFault {
        var client = new ScriptedClient(
                ScriptedClient.settings().groups(List.of(NamedGroup.SECP256R1)).build());
        Draft first = client.draft().append(EARLY_DATA);
        client.say(first.encode());
        client.raw(earlyData(1000));
        client.raw(ScriptedPeer.changeCipherSpec());
        client.raw(earlyData(0));
        client.say(client.second(first, client.hearRetry()).without(EARLY_DATA).encode());
        client.hearFlight();
        client.finish();
        assertTrue(client.subject().isOpen());
    }

    @Test
    void afterARetriedHelloNothingIsSkippedAnyMore() throws TlsFault {
        var client = new ScriptedClient(
                ScriptedClient.settings().groups(List.of(NamedGroup.SECP256R1)).build());
        Draft first = client.draft().append(EARLY_DATA);
        client.say(first.encode());
        client.say(client.second(first, client.hearRetry()).without(EARLY_DATA).encode());
        client.hearFlight();
        client.raw(earlyData(100));
        client.assertDies(Alert.BAD_RECORD_MAC);
    }

    @Test
    void notOfferedIsNotSkipped() throws TlsFault {
        ScriptedClient client = new ScriptedClient().protectedPart();
        client.raw(earlyData(100));
        client.assertDies(Alert.BAD_RECORD_MAC);
    }

    @Test
    void notOfferedBeforeAnyHelloIsUnexpected() throws TlsFault {
        var client = new ScriptedClient();
        client.raw(earlyData(100));
        client.assertDies(Alert.UNEXPECTED_MESSAGE);
    }

    @Test
    void moreThanTheBudgetIsAFault() throws TlsFault {
        ScriptedClient client = offering();
        client.hearFlight();
        for (int record = 0; record < 3 && !client.subject().isFailed(); record++) {
            client.raw(earlyData(1 << 14));
        }
        client.assertDies(Alert.BAD_RECORD_MAC);
    }

    @Test
    void emptyRecordsAreNotForFree() throws TlsFault {
        ScriptedClient client = offering();
        client.hearFlight();
        for (int record = 0; record < 10_000 && !client.subject().isFailed(); record++) {
            client.raw(earlyData(0));
        }
        client.assertDies(Alert.BAD_RECORD_MAC);
    }

    @Test
    void endsWithTheFirstRecordThatOpens() throws TlsFault {
        var client = new ScriptedClient(ScriptedClient.settings()
                .clientAuthentication(ClientAuthentication.WANTED)
                .build());
        client.say(client.draft().append(EARLY_DATA).encode());
        client.hearFlight();
        client.raw(earlyData(50));
        client.show(Optional.empty());
        client.raw(earlyData(50));
        client.assertDies(Alert.BAD_RECORD_MAC);
    }

    private static ScriptedClient offering() throws TlsFault {
        var client = new ScriptedClient();
        client.say(client.draft().append(EARLY_DATA).encode());
        return client;
    }

    /** A record that looks encrypted and opens with no key. */
    private static byte[] earlyData(int length) {
        return ScriptedPeer.plainRecord(23, ScriptedClient.filled(length, 0xED));
    }
}
