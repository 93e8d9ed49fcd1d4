package dev.handfast.handshake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.explain.Comparison;
import dev.handfast.explain.Dissection;
import dev.handfast.explain.Field;
import dev.handfast.explain.Outcome;
import dev.handfast.explain.Paint;
import dev.handfast.explain.Recording;
import dev.handfast.explain.ShownChain;
import dev.handfast.explain.Side;
import dev.handfast.explain.TextTeller;
import dev.handfast.explain.Trace;
import dev.handfast.explain.TracedMessage;
import dev.handfast.message.ServerName;
import dev.handfast.wire.Alert;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.TlsFault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real handshakes of ours, recorded: whose each message is, under which keys it went, and what its bytes are. */
class TracedHandshakesTest {
    private static final int MUTATIONS = 60;

    /** Both sides' settings. */
    enum Kind {
        TLS13(ProtocolVersion.TLS_1_3, CipherSuite.TLS_AES_128_GCM_SHA256, ClientAuthentication.NONE),
        TLS13_MUTUAL(ProtocolVersion.TLS_1_3, CipherSuite.TLS_AES_256_GCM_SHA384, ClientAuthentication.NEEDED),
        ECDHE(ProtocolVersion.TLS_1_2, CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, ClientAuthentication.NONE),
        ECDHE_MUTUAL(
                ProtocolVersion.TLS_1_2,
                CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
                ClientAuthentication.NEEDED),
        DHE(ProtocolVersion.TLS_1_2, CipherSuite.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256, ClientAuthentication.NONE),
        RSA(ProtocolVersion.TLS_1_2, CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256, ClientAuthentication.NONE);

        private final ProtocolVersion version;
        private final CipherSuite suite;
        private final ClientAuthentication authentication;

        Kind(ProtocolVersion version, CipherSuite suite, ClientAuthentication authentication) {
            this.version = version;
            this.suite = suite;
            this.authentication = authentication;
        }

        private Settings.Builder settings() {
            return ScriptedTls12Client.settings().versions(List.of(version)).suites(List.of(suite));
        }

        /** @param heard the sides that are listened to */
        Recording record(Side... heard) throws TlsFault {
            return trace(heard).recording();
        }

        Trace trace(Side... heard) throws TlsFault {
            var trace = new Trace("client", "server");
            List<Side> listening = List.of(heard);
            Settings.Builder client = settings().serverNames(ResumptionTest.name("localhost"));
            client.applicationProtocols(List.of("h2", "http/1.1"));
            Settings.Builder server = settings().clientAuthentication(authentication);
            if (listening.contains(Side.CLIENT)) {
                client.listener(trace.side(Side.CLIENT));
            }
            if (listening.contains(Side.SERVER)) {
                server.listener(trace.side(Side.SERVER));
            }
            new TwoConnections(client.build(), server.build()).talk().assertFlows();
            return trace;
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachMessageIsTakenForOneWhoeverTellsIt(Kind kind) throws TlsFault {
        List<TracedMessage> both = TracedMessage.of(kind.record(Side.CLIENT, Side.SERVER));
        for (TracedMessage message : both) {
            assertTrue(message.sent().isPresent() && message.received().isPresent(), message.toString());
            assertTrue(message.sent().getAsLong() <= message.received().getAsLong(), message.toString());
        }
        for (Side heard : Side.values()) {
            assertEquals(
                    shapes(both),
                    shapes(TracedMessage.of(kind.record(heard))),
                    "who hears one side alone knows the same messages, their senders and keys");
        }
    }

    /** Certificates and signatures differ in length from run to run where they are ECDSA's: the length is left out. */
    private static Set<String> shapes(List<TracedMessage> messages) {
        var shapes = new HashSet<String>();
        for (TracedMessage message : messages) {
            shapes.add(message.sender() + " " + message.message().name() + " under " + message.keys());
        }
        assertEquals(messages.size(), shapes.size(), "no two alike in these handshakes: " + shapes);
        return shapes;
    }

    @ParameterizedTest
    @EnumSource(names = "TLS13.*", mode = EnumSource.Mode.MATCH_ALL)
    void theKeysOfTls13AreThoseOfTheStandard(Kind kind) throws TlsFault {
        for (TracedMessage message : TracedMessage.of(kind.record(Side.CLIENT, Side.SERVER))) {
            String expected = message.message().name().endsWith("lientHello")
                            || message.message().name().equals("ServerHello")
                    ? ""
                    : (message.sender() == Side.CLIENT ? "client" : "server") + "_handshake_traffic_secret";
            assertEquals(expected, message.keys().secret(), message.toString());
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyByteOfEveryMessageIsInAField(Kind kind) throws TlsFault {
        for (TracedMessage message : TracedMessage.of(kind.record(Side.CLIENT, Side.SERVER))) {
            int next = 0;
            for (Field field : message.fields()) {
                assertEquals(next, field.from(), field + " follows the one before it");
                next = field.to();
            }
            assertEquals(message.message().length(), next, message.toString());
            assertNested(message.fields(), 0, next);
            assertFalse(names(message.fields()).contains("malformed"), message.toString());
            assertFalse(names(message.fields()).contains("unexpected"), message.toString());
        }
    }

    @ParameterizedTest
    @EnumSource
    void noBytesMakeADissectionFail(Kind kind) throws TlsFault {
        Random random = new Random(kind.name().hashCode());
        for (TracedMessage message : TracedMessage.of(kind.record(Side.CLIENT, Side.SERVER))) {
            byte[] whole = message.message().bytes();
            for (int length = 0; length < whole.length; length++) {
                dissect(kind.version.toString(), kind, Arrays.copyOf(whole, length));
            }
            for (int run = 0; run < MUTATIONS; run++) {
                byte[] changed = whole.clone();
                for (int change = 0; change <= run % 5; change++) {
                    changed[random.nextInt(changed.length)] = (byte) random.nextInt();
                }
                dissect(run % 2 == 0 ? "TLSv1.2" : "TLSv1.3", kind, changed);
            }
        }
    }

    private static void dissect(String protocol, Kind kind, byte[] bytes) {
        List<Field> fields = Dissection.of(bytes, protocol, kind.suite.name());
        assertNested(fields, 0, bytes.length);
        assertFalse(bytes.length > 0 && fields.isEmpty(), "something is told of any bytes");
    }

    /** Each field lies within {@code from} and {@code to}, and behind the one before it. */
    private static void assertNested(List<Field> fields, int from, int to) {
        int next = from;
        for (Field field : fields) {
            assertTrue(next <= field.from() && field.from() <= field.to() && field.to() <= to, field.toString());
            assertNested(field.parts(), field.from(), field.to());
            next = field.to();
        }
    }

    private static Set<String> names(List<Field> fields) {
        var names = new HashSet<String>();
        for (Field field : fields) {
            names.add(field.name());
            names.addAll(names(field.parts()));
        }
        return names;
    }

    @ParameterizedTest
    @EnumSource
    void theOutcomeIsThatOfTheConnection(Kind kind) throws TlsFault {
        Recording recording = kind.record(Side.CLIENT, Side.SERVER);
        Outcome outcome = Outcome.of(recording);
        assertTrue(outcome.completed() && !outcome.resumed() && outcome.ending().isEmpty());
        assertEquals(kind.version.toString(), outcome.protocol());
        assertEquals(kind.suite.name(), outcome.cipherSuite());
        assertEquals("localhost", outcome.serverName());
        assertEquals(Set.of(Side.values()), outcome.traffic().keySet());
        List<ShownChain> chains = ShownChain.of(recording);
        assertEquals(kind.authentication == ClientAuthentication.NONE ? 1 : 2, chains.size());
        for (ShownChain chain : chains) {
            assertFalse(chain.chain().isEmpty());
            assertFalse(chain.proof().isEmpty());
        }
    }

    @ParameterizedTest
    @EnumSource
    void bothListsOfEachQuestionAreCompared(Kind kind) throws TlsFault {
        List<Comparison> comparisons = Comparison.of(kind.record(Side.CLIENT, Side.SERVER));
        Comparison suites = comparisons.stream()
                .filter(comparison -> comparison.question().equals("cipher suite"))
                .findFirst()
                .orElseThrow();
        assertEquals(List.of(kind.suite.name()), suites.server());
        assertTrue(suites.client().contains(kind.suite.name()));
        assertEquals(kind.suite.name(), suites.chosen());
        List<String> settled = comparisons.stream()
                .filter(comparison -> !comparison.chosen().isEmpty())
                .map(Comparison::question)
                .toList();
        List<String> expected = new ArrayList<>(
                List.of("version", "cipher suite", "group", "signature scheme", "application protocol"));
        if (kind == Kind.RSA) { // RSA key transport has neither a group nor a signature
            expected.removeAll(List.of("group", "signature scheme"));
        }
        assertEquals(expected, settled);
    }

    @ParameterizedTest
    @EnumSource
    void theTextFitsAnyWidth(Kind kind) throws TlsFault {
        Trace trace = kind.trace(Side.CLIENT, Side.SERVER);
        for (int width : new int[] {24, 40, 60, 76, 80, 100, 160}) {
            List<String> lines = new ArrayList<>();
            new TextTeller(width, Paint.PLAIN).tell(trace, lines::add);
            for (String line : lines) {
                assertTrue(line.length() <= Math.max(24, width), width + " columns: " + line);
            }
            String text = String.join("\n", lines);
            for (TracedMessage message : TracedMessage.of(trace.recording())) {
                assertTrue(
                        text.contains(message.message().name()),
                        message.message().name() + " is told");
            }
            assertEquals(kind == Kind.RSA, text.contains("5. Master secret"));
        }
    }

    /** A name that our server refuses, and one that it takes: a terminal obeys neither of them. */
    @ParameterizedTest
    @ValueSource(
            strings = {"\u001b[2J\u0007\r\n\u0000\u202egro.\u2066elpmaxe", "</script><script>'hurt(\"1\")'</script>&"})
    void aHostileHostNameIsToldAndNotObeyed(String name) {
        var trace = new Trace("client", "server");
        Settings.Builder client = Kind.TLS13.settings();
        client.serverNames(List.of(new ServerName(ServerName.HOST_NAME, name.getBytes(UTF_8))));
        try {
            new TwoConnections(
                            client.listener(trace.side(Side.CLIENT)).build(),
                            Kind.TLS13
                                    .settings()
                                    .listener(trace.side(Side.SERVER))
                                    .build())
                    .talk();
        } catch (TlsFault refused) {
            assertEquals(Alert.ILLEGAL_PARAMETER, refused.alert());
        }
        String told = Outcome.of(trace.recording()).serverName();
        assertEquals(
                name.startsWith("<") ? name : "\\u001B[2J\\u0007\\u000D\\u000A\\u0000\\u202Egro.\\u2066elpmaxe", told);
        for (int width : new int[] {40, 100}) {
            List<String> lines = new ArrayList<>();
            new TextTeller(width, Paint.PLAIN).tell(trace, lines::add);
            for (String line : lines) {
                assertFalse(
                        line.codePoints()
                                .anyMatch(character -> Character.isISOControl(character)
                                        || Character.getType(character) == Character.FORMAT),
                        line);
            }
        }
    }

    /** The second hello, and what came before the keys, is plain text. */
    @ParameterizedTest
    @EnumSource(names = "TLS13")
    void aRetryIsTold(Kind kind) throws TlsFault {
        var trace = new Trace("client", "server");
        Settings.Builder client = kind.settings().groups(List.of(NamedGroup.X25519, NamedGroup.SECP256R1));
        Settings.Builder server = kind.settings().groups(List.of(NamedGroup.SECP256R1));
        new TwoConnections(
                        client.listener(trace.side(Side.CLIENT)).build(),
                        server.listener(trace.side(Side.SERVER)).build())
                .talk()
                .assertFlows();
        List<String> names = TracedMessage.of(trace.recording()).stream()
                .limit(4)
                .map(message -> message.message().name() + message.keys().secret())
                .toList();
        assertEquals(List.of("ClientHello", "HelloRetryRequest", "ClientHello", "ServerHello"), names);
        TracedMessage retry = TracedMessage.of(trace.recording()).get(1);
        assertTrue(names(retry.fields()).contains("selected_group"), retry.toString());
    }
}
