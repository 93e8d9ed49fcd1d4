package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.FailureKind;
import dev.handfast.HandfastContext;
import dev.handfast.HandfastParameters;
import dev.handfast.HandshakeEvent;
import dev.handfast.HandshakeListener;
import dev.handfast.HandshakeObserver;
import dev.handfast.HandshakeStart;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import jdk.jfr.EventSettings;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who hears of a handshake: of a connection, a context, the JVM; the flight recorder; the log. */
class ListenersTest {
    private static final HandshakeStart START = new HandshakeStart(HandshakeStart.Role.CLIENT, "good.example", 443);

    private static final List<String> FLIGHTS = List.of(
            "dev.handfast.Handshake",
            "dev.handfast.HandshakeFailure",
            "dev.handfast.CertificateChain",
            "dev.handfast.Alert",
            "dev.handfast.KeyUpdate");

    private final TestAuthority authority = new TestAuthority("authority");
    private final SSLContext client = context();
    private final SSLContext server = context();
    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());

    @TempDir
    private Path folder;

    @AfterEach
    void nobodyListensToThisJvm() {
        HandfastContext.setHandshakeObserverOfThisJvm(null);
    }

    private SSLContext context() {
        return Contexts.ours(
                TestAuthority.keyManagers(
                        "SunX509", authority.leaf().host("good.example").issue()),
                authority.trustManager());
    }

    private void meet() {
        Meeting.of(engine(), server.createSSLEngine()).required();
    }

    private SSLEngine engine() {
        return client.createSSLEngine("good.example", 443);
    }

    private HandshakeObserver observer(String name) {
        return start -> event -> {
            if (event instanceof HandshakeEvent.Completed completed) {
                heard.add(name + " hears of " + start + ": " + completed.protocol());
            }
        };
    }

    @Test
    void aContextTellsOfItsOwnConnections() {
        HandfastContext.of(client).setHandshakeObserver(observer("context"));
        meet();
        assertEquals(List.of("context hears of client of good.example:443: TLSv1.3"), heard);
        HandfastContext.of(client).setHandshakeObserver(null);
        meet();
        assertEquals(1, heard.size());
    }

    @Test
    void theJvmTellsOfAll() {
        HandfastContext.setHandshakeObserverOfThisJvm(observer("JVM"));
        meet();
        assertEquals(2, heard.size(), heard.toString());
        assertTrue(heard.contains("JVM hears of server: TLSv1.3"), heard.toString());
    }

    @Test
    void allHearTheSame() {
        HandfastContext.of(client).setHandshakeObserver(observer("context"));
        HandfastContext.setHandshakeObserverOfThisJvm(observer("JVM"));
        SSLEngine engine = engine();
        HandfastParameters parameters = (HandfastParameters) engine.getSSLParameters();
        parameters.setHandshakeListener(observer("connection").listenerFor(START));
        engine.setSSLParameters(parameters);
        Meeting.of(engine, server.createSSLEngine()).required();
        assertEquals(
                Map.of("connection", 1L, "context", 1L, "JVM", 2L),
                heard.stream().collect(Collectors.groupingBy(line -> line.split(" ", 2)[0], Collectors.counting())));
    }

    @Test
    void whoFailsDisturbsNobody() {
        HandfastContext.of(client).setHandshakeObserver(start -> {
            throw new IllegalStateException("the observer fails");
        });
        HandfastContext.of(server).setHandshakeObserver(start -> event -> {
            throw new IllegalStateException("the listener fails");
        });
        HandfastContext.setHandshakeObserverOfThisJvm(observer("JVM"));
        meet();
        assertEquals(2, heard.size(), heard.toString());
    }

    /** That is how the engine knows that nothing has to be told, and makes no events. */
    @Test
    void nobodyIsSilence() {
        assertSame(HandshakeListener.SILENT, Listeners.of(HandshakeListener.SILENT, HandfastContext.of(client), START));
    }

    @Test
    void recordsAndBytesAreCounted() {
        List<HandshakeEvent.Completed> completed = new ArrayList<>();
        HandfastContext.of(client).setHandshakeObserver(start -> event -> {
            if (event instanceof HandshakeEvent.Completed done) {
                completed.add(done);
            }
        });
        meet();
        var traffic = completed.get(0).traffic();
        assertTrue(traffic.recordsSent() >= 1 && traffic.bytesSent() > 100, traffic.toString());
        assertTrue(traffic.recordsReceived() >= 3 && traffic.bytesReceived() > 500, traffic.toString());
    }

    /** What the flight recorder has of one kind, if it wants no other, when all that is done in {@code body} is over. */
    private List<RecordedEvent> recorded(String name, Setting.Body body) throws Exception {
        Path file = folder.resolve("flight.jfr");
        try (Recording recording = new Recording()) {
            FLIGHTS.forEach(recording::disable);
            EventSettings wanted = recording.enable(name);
            if (name.equals("dev.handfast.Handshake")) {
                wanted.withoutThreshold(); // it leaves out the quick ones, and these are
            }
            recording.start();
            body.run();
            recording.stop();
            recording.dump(file);
        }
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().equals(name))
                .toList();
    }

    @Test
    void theFlightRecorderGetsHandshakes() throws Exception {
        List<RecordedEvent> handshakes = recorded("dev.handfast.Handshake", this::meet);
        assertEquals(2, handshakes.size());
        Map<String, RecordedEvent> bySide =
                handshakes.stream().collect(Collectors.toMap(event -> event.getString("side"), Function.identity()));
        RecordedEvent ofClient = bySide.get("client of good.example:443");
        assertEquals("TLSv1.3", ofClient.getString("protocol"));
        assertEquals("x25519", ofClient.getString("group"));
        assertTrue(ofClient.getLong("bytesReceived") > 500);
    }

    /** As an event of their own, since those that succeed have a threshold. */
    @Test
    void theFlightRecorderGetsHandshakesThatFail() throws Exception {
        List<RecordedEvent> failures = recorded("dev.handfast.HandshakeFailure", () -> {
            meet();
            Meeting.of(elsewhere(), server.createSSLEngine());
        });
        Map<String, RecordedEvent> bySide =
                failures.stream().collect(Collectors.toMap(event -> event.getString("side"), Function.identity()));
        assertEquals(Set.of("client of bad.example:443", "server"), bySide.keySet());
        RecordedEvent ofClient = bySide.get("client of bad.example:443");
        assertEquals("CERTIFICATE_REFUSED", ofClient.getString("kind"), "by a trust manager of the JDK");
        assertEquals("sent certificate_unknown", ofClient.getString("direction") + " " + ofClient.getString("alert"));
        assertTrue(ofClient.getString("sentence").contains("bad.example"), ofClient.toString());
        assertEquals(FailureKind.CERTIFICATE_REFUSED.remedy(), ofClient.getString("remedy"));
        RecordedEvent ofServer = bySide.get("server");
        assertEquals("CERTIFICATE_REFUSED", ofServer.getString("kind"));
        assertEquals("received", ofServer.getString("direction"));
        assertTrue(ofServer.getString("sentence").contains("the peer refuses our certificate"), ofServer.toString());
        assertEquals(
                List.of(), recorded("dev.handfast.Handshake", () -> Meeting.of(elsewhere(), server.createSSLEngine())));
    }

    /** For a host that the server has no certificate of. */
    private SSLEngine elsewhere() {
        SSLEngine elsewhere = client.createSSLEngine("bad.example", 443);
        HandfastParameters parameters = (HandfastParameters) elsewhere.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        elsewhere.setSSLParameters(parameters);
        return elsewhere;
    }

    @Test
    void theFlightRecorderGetsChainsThatAreTrusted() throws Exception {
        List<RecordedEvent> chains = recorded("dev.handfast.CertificateChain", this::meet);
        assertEquals(1, chains.size(), "the server asks for no certificate");
        assertTrue(chains.get(0).getBoolean("trusted"));
        assertTrue(chains.get(0).getString("findings").contains("takes the chain"), chains.toString());
    }

    @Test
    void theFlightRecorderGetsChainsThatAreNotAndTheAlerts() throws Exception {
        List<RecordedEvent> chains =
                recorded("dev.handfast.CertificateChain", () -> Meeting.of(elsewhere(), server.createSSLEngine()));
        assertEquals(
                List.of(false),
                chains.stream().map(event -> event.getBoolean("trusted")).toList());

        List<RecordedEvent> alerts =
                recorded("dev.handfast.Alert", () -> Meeting.of(elsewhere(), server.createSSLEngine()));
        assertEquals(
                Set.of("sent certificate_unknown", "received certificate_unknown"),
                alerts.stream()
                        .map(event -> event.getString("direction") + " " + event.getString("alert"))
                        .collect(Collectors.toSet()));
    }

    @Test
    void theFlightRecorderGetsKeyUpdates() throws Exception {
        List<RecordedEvent> updates = recorded("dev.handfast.KeyUpdate", () -> {
            EnginePair pair = EnginePair.oursOpen();
            pair.client.engine.beginHandshake();
            pair.carry(pair.client.wrap(new byte[1]), pair.server);
            pair.carry(pair.server.wrap(new byte[1]), pair.client);
        });
        assertEquals(
                List.of("sent", "received", "sent", "received"),
                updates.stream().map(event -> event.getString("direction")).toList());
    }

    @Test
    void theLogHasALineForEachHandshakeIfSomebodyAsks() {
        Logger log = Logger.getLogger("dev.handfast");
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord told) {
                heard.add(told.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        log.addHandler(handler);
        log.setUseParentHandlers(false);
        try {
            meet();
            assertEquals(List.of(), heard, "it is quiet by default");
            log.setLevel(Level.FINE);
            meet();
            assertEquals(2, heard.size(), heard.toString());
            assertTrue(
                    heard.stream()
                            .anyMatch(line ->
                                    line.startsWith("client of good.example:443: TLSv1.3, TLS_AES_256_GCM_SHA384")),
                    heard.toString());
            heard.clear();
            Meeting.of(elsewhere(), server.createSSLEngine());
            assertTrue(
                    heard.stream()
                            .anyMatch(line -> line.startsWith(
                                            "client of bad.example:443: the handshake failed, CERTIFICATE_REFUSED: ")
                                    && line.contains("to do: " + FailureKind.CERTIFICATE_REFUSED.remedy())),
                    heard.toString());
        } finally {
            log.setLevel(null);
            log.setUseParentHandlers(true);
            log.removeHandler(handler);
        }
    }
}
