package dev.handfast.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.HandshakeEvent;
import dev.handfast.HandshakeListener;
import dev.handfast.TlsMessage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a trace keeps of whatever it is told, and what is told of it. */
class TraceTest {
    private static final String HOSTILE = "evil\u001b[2J\u0007\u202e.example\r\n\u0000";

    private final Trace trace = new Trace("Alice", "Bob");
    private final HandshakeListener client = trace.side(Side.CLIENT);

    @Test
    void noPeerFillsTheMemory() {
        for (int update = 0; update < Trace.MOST_MOMENTS + 10; update++) {
            client.on(new HandshakeEvent.ReadKeysChanged("key update"));
        }
        assertEquals(Trace.MOST_MOMENTS, trace.recording().moments().size());
        assertEquals(10, trace.recording().dropped());
    }

    @Test
    void norByLongMessages() {
        byte[] long1 = new byte[(int) Trace.MOST_BYTES / 2];
        for (int number = 0; number < 3; number++) {
            client.on(new HandshakeEvent.MessageReceived(new TlsMessage("Certificate", long1, "long")));
        }
        assertEquals(2, trace.recording().moments().size());
        assertEquals(1, trace.recording().dropped());
    }

    @Test
    void aRecordingStaysAsItIs() {
        client.on(new HandshakeEvent.ReadKeysChanged("handshake"));
        Recording then = trace.recording();
        client.on(new HandshakeEvent.WriteKeysChanged("handshake"));
        assertEquals(1, then.moments().size());
        assertEquals(2, trace.recording().moments().size());
        assertEquals(0, then.moments().get(0).nanos(), "time begins with the first moment");
    }

    @Test
    void nothingThatAPeerChoseReachesTheTerminalAsControl() {
        byte[] bytes = {1, 0, 0, 0};
        client.on(new HandshakeEvent.MessageReceived(new TlsMessage("ServerHello", bytes, HOSTILE)));
        client.on(new HandshakeEvent.Decided("application protocol", HOSTILE, HOSTILE));
        client.on(new HandshakeEvent.PeerVerified("CN=" + HOSTILE, HOSTILE));
        client.on(new HandshakeEvent.AlertSent("bad_certificate", HOSTILE));
        for (int width : new int[] {40, 100}) {
            List<String> lines = new ArrayList<>();
            new TextTeller(width, Paint.PLAIN).tell(trace, lines::add);
            assertTrue(lines.stream().anyMatch(line -> line.contains("evil")), lines.toString());
            for (String line : lines) {
                assertFalse(
                        line.codePoints()
                                .anyMatch(character -> Character.isISOControl(character)
                                        || Character.getType(character) == Character.FORMAT),
                        line);
            }
        }
    }

    @Test
    void colourIsAddedAroundWordsAndNowhereElse() {
        client.on(new HandshakeEvent.AlertSent("bad_certificate", "its issuer is not known"));
        List<String> lines = new ArrayList<>();
        new TextTeller(80, (style, text) -> "<" + style + ">" + text + "</>").tell(trace, lines::add);
        assertTrue(lines.contains("  <FAILED>because its issuer is not known</>"), lines.toString());
    }

    @Test
    void theFirstAlertIsTheEnd() {
        client.on(new HandshakeEvent.AlertSent("bad_certificate", "its issuer is not known"));
        trace.side(Side.SERVER).on(new HandshakeEvent.AlertReceived("bad_certificate"));
        Outcome outcome = Outcome.of(trace.recording());
        assertFalse(outcome.completed());
        assertEquals(
                new Outcome.Ending(Side.CLIENT, "bad_certificate", "its issuer is not known"),
                outcome.ending().orElseThrow());
    }
}
