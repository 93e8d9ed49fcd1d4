package dev.handfast.tool.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.handfast.FailureKind;
import dev.handfast.HandshakeEvent;
import dev.handfast.RecordCounts;
import dev.handfast.TlsFailure;
import dev.handfast.TlsMessage;
import dev.handfast.explain.Side;
import dev.handfast.explain.Trace;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The document is what its schema says, today as before. */
@Timeout(120)
class JsonTellerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HELLO =
            "0100002f0303000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f00000213010100000400170000";

    @TempDir
    private Path folder;

    @Test
    void aRealHandshakeIsAsTheSchemaSays() throws Exception {
        JsonNode document = told(RecordedHandshake.of("CN=example.test", folder));
        assertEquals(List.of(), schema().validate(document));
        assertEquals(9, document.get("messages").size(), "of TLS 1.3 with two tickets");
        assertEquals("http/1.1", document.at("/outcome/applicationProtocol").asText());
        assertEquals(
                "example.test", document.at("/certificates/0/chain/0/names/0").asText());
    }

    @Test
    void aHandshakeThatFailsIsAsTheSchemaSays() throws Exception {
        JsonNode document = told(RecordedHandshake.ofDistrust(folder));
        assertEquals(List.of(), schema().validate(document));
        assertFalse(document.at("/outcome/completed").asBoolean());
        JsonNode failures = document.at("/outcome/failures");
        assertEquals(2, failures.size(), failures.toString());
        for (JsonNode failure : failures) {
            assertEquals(FailureKind.UNKNOWN_ISSUER.name(), failure.get("kind").asText());
            assertFalse(failure.get("sentence").asText().isEmpty());
            assertFalse(failure.get("remedy").asText().isEmpty());
        }
        List<String> told = new ArrayList<>();
        document.get("events").forEach(event -> {
            if (event.get("kind").asText().equals("failed")) {
                told.add(event.get("side").asText() + " " + event.get("value").asText());
                assertFalse(event.get("remedy").asText().isEmpty());
            }
        });
        assertEquals(List.of("client unknown_ca", "server unknown_ca"), told);
    }

    @Test
    void theSchemaTakesNothingElse() throws Exception {
        JsonNode document = told(recorded());
        assertEquals(List.of(), schema().validate(document));
        ObjectNode lacking = document.deepCopy();
        lacking.remove("outcome");
        assertFalse(schema().validate(lacking).isEmpty());
        ObjectNode more = document.deepCopy();
        ((ObjectNode) more.at("/messages/0")).put("secret", "");
        assertFalse(schema().validate(more).isEmpty());
        ObjectNode wrong = document.deepCopy();
        ((ObjectNode) wrong.at("/messages/0")).put("sender", "mallory");
        assertFalse(schema().validate(wrong).isEmpty());
    }

    /** Whoever changes this file changes what tools have been written for: see "version" in the schema. */
    @Test
    void theFormStaysAsItIs() throws Exception {
        JsonNode golden;
        try (InputStream in = JsonTellerTest.class.getResourceAsStream("trace.golden.json")) {
            golden = JSON.readTree(in);
        }
        assertEquals(
                golden.toPrettyString(),
                timeless(told(recorded())).toPrettyString(),
                "the document of a fixed conversation, without its times");
    }

    /** One of each kind of event. */
    private static Trace recorded() {
        var trace = new Trace("Alice", "Bob");
        byte[] bytes = HexFormat.of().parseHex(HELLO);
        var hello = new TlsMessage("ClientHello", bytes, "I know one suite");
        var client = trace.side(Side.CLIENT);
        client.on(new HandshakeEvent.MessageSent(hello));
        client.on(new HandshakeEvent.MessageReceived(
                new TlsMessage("HelloRequest", new byte[] {0, 0, 0, 1, 7}, "an odd one")));
        client.on(new HandshakeEvent.Decided("cipher suite", "A", "it is ours", List.of("A", "B"), List.of("A")));
        client.on(new HandshakeEvent.SecretDerived("early secret", "zeros"));
        client.on(new HandshakeEvent.ReadKeysChanged("handshake"));
        client.on(new HandshakeEvent.WriteKeysChanged("handshake"));
        client.on(new HandshakeEvent.PeerVerified("CN=Bob", "it has the key"));
        client.on(new HandshakeEvent.Completed("TLSv1.3", "A", "x25519", new RecordCounts(1, 2, 3, 4)));
        client.on(new HandshakeEvent.AlertReceived("decode_error"));
        client.on(new HandshakeEvent.AlertSent("internal_error", "of a test"));
        client.on(new HandshakeEvent.Failed(
                FailureKind.PEER_CLOSED,
                Optional.of(new TlsFailure.Alert("internal_error", false)),
                "of a test",
                "to do nothing"));
        return trace;
    }

    private static JsonNode told(Trace trace) throws IOException {
        var out = new StringWriter();
        JsonTeller.write(trace, out);
        return JSON.readTree(out.toString());
    }

    private static Schema schema() throws IOException {
        try (InputStream in = JsonTeller.class.getResourceAsStream("trace.schema.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new String(in.readAllBytes(), UTF_8));
        }
    }

    private static JsonNode timeless(JsonNode document) {
        ObjectNode changed = document.deepCopy();
        changed.put("began", "");
        for (String time : List.of("at", "sentAt", "receivedAt", "milliseconds")) {
            changed.findParents(time).stream()
                    .filter(parent -> !parent.get(time).isNull())
                    .forEach(parent -> ((ObjectNode) parent).put(time, 0));
        }
        return changed;
    }
}
