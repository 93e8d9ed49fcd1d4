package dev.handfast.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handfast.HandshakeEvent;
import dev.handfast.HandshakeListener;
import dev.handfast.RecordCounts;
import dev.handfast.TlsMessage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A handshake with RSA key transport becomes a story of seven steps, in whatever order the two sides come to do their parts. */
class KeyTransportStoryTest {
    private static final RecordCounts NO_TRAFFIC = new RecordCounts(0, 0, 0, 0);

    private final KeyTransportStory story = new KeyTransportStory();
    private final HandshakeListener client = story.side("Alice", "Bob");
    private final HandshakeListener server = story.side("Bob", "Alice");

    @Test
    void everyMomentStandsInItsStep() {
        client.on(new HandshakeEvent.MessageSent(new TlsMessage("ClientHello", new byte[100], "I know a suite")));
        server.on(new HandshakeEvent.MessageReceived(new TlsMessage("ClientHello", new byte[100], "I know a suite")));
        server.on(new HandshakeEvent.Decided("cipher suite", "TLS_RSA", "it is ours"));
        server.on(new HandshakeEvent.Decided("certificate", "CN=Bob", "our key manager chose it"));
        server.on(new HandshakeEvent.MessageSent(new TlsMessage("ServerHello", new byte[80], "let us use it")));
        server.on(new HandshakeEvent.MessageSent(new TlsMessage("Certificate", new byte[900], "my certificate")));
        server.on(new HandshakeEvent.MessageSent(
                new TlsMessage("CertificateRequest", new byte[50], "show me a certificate, too")));
        server.on(new HandshakeEvent.MessageSent(new TlsMessage("ServerHelloDone", new byte[4], "your turn")));
        client.on(new HandshakeEvent.PeerVerified("CN=Bob", "it is trusted"));
        client.on(new HandshakeEvent.MessageSent(new TlsMessage("Certificate", new byte[900], "my certificate")));
        client.on(new HandshakeEvent.MessageSent(new TlsMessage("ClientKeyExchange", new byte[260], "my part")));
        client.on(new HandshakeEvent.SecretDerived("pre-master secret", "random bytes"));
        client.on(new HandshakeEvent.SecretDerived("master secret", "the pre-master secret"));
        client.on(new HandshakeEvent.WriteKeysChanged("application data"));
        client.on(new HandshakeEvent.MessageSent(new TlsMessage("Finished", new byte[16], "a MAC")));
        server.on(new HandshakeEvent.SecretDerived("pre-master secret", "what Alice sent"));
        server.on(new HandshakeEvent.SecretDerived("master secret", "the pre-master secret"));
        server.on(new HandshakeEvent.ReadKeysChanged("application data"));
        server.on(new HandshakeEvent.WriteKeysChanged("application data"));
        server.on(new HandshakeEvent.MessageSent(new TlsMessage("Finished", new byte[16], "a MAC")));
        server.on(new HandshakeEvent.Completed("TLSv1.2", "TLS_RSA", "none", NO_TRAFFIC));
        client.on(new HandshakeEvent.Completed("TLSv1.2", "TLS_RSA", "none", NO_TRAFFIC));
        assertEquals(
                List.of(
                        "1. Hello",
                        "Alice to Bob: ClientHello (100 bytes)",
                        "    \"I know a suite.\"",
                        "    (Bob settles the cipher suite: TLS_RSA, because it is ours)",
                        "Bob to Alice: ServerHello (80 bytes)",
                        "    \"let us use it.\"",
                        "",
                        "2. Certificate",
                        "    (Bob settles the certificate: CN=Bob, because our key manager chose it)",
                        "Bob to Alice: Certificate (900 bytes)",
                        "    \"my certificate.\"",
                        "Bob to Alice: CertificateRequest (50 bytes)",
                        "    \"show me a certificate, too.\"",
                        "Bob to Alice: ServerHelloDone (4 bytes)",
                        "    \"your turn.\"",
                        "Alice to Bob: Certificate (900 bytes)",
                        "    \"my certificate.\"",
                        "",
                        "3. Validation",
                        "    (Alice believes that Bob is CN=Bob: it is trusted)",
                        "",
                        "4. Pre-master secret",
                        "Alice to Bob: ClientKeyExchange (260 bytes)",
                        "    \"my part.\"",
                        "    (Alice has the pre-master secret, made of random bytes)",
                        "    (Bob has the pre-master secret, made of what Alice sent)",
                        "",
                        "5. Master secret",
                        "    (Alice has the master secret, made of the pre-master secret)",
                        "    (Bob has the master secret, made of the pre-master secret)",
                        "",
                        "6. A test message each way",
                        "    (from here on Alice writes under the keys for application data)",
                        "Alice to Bob: Finished (16 bytes)",
                        "    \"a MAC.\"",
                        "    (from here on Bob writes under the keys for application data)",
                        "Bob to Alice: Finished (16 bytes)",
                        "    \"a MAC.\"",
                        "",
                        "7. Symmetric encryption",
                        "    (Bob is done: TLSv1.2, TLS_RSA)",
                        "    (Alice is done: TLSv1.2, TLS_RSA)"),
                toldWithoutExplanations());
    }

    @Test
    void everyStepIsExplainedEvenBeforeAnythingHappened() {
        List<String> lines = new ArrayList<>();
        story.tell(lines::add);
        for (int step = 0; step < 7; step++) {
            assertEquals(step + 1 + ".", lines.get(3 * step).substring(0, 2));
            assertEquals("   ", lines.get(3 * step + 1).substring(0, 3));
        }
        assertEquals(7 + 7 + 6, lines.size(), "a title and an explanation for each, a line between them");
    }

    /** An explanation stands behind each title, three spaces in. */
    private List<String> toldWithoutExplanations() {
        List<String> lines = new ArrayList<>();
        story.tell(lines::add);
        lines.removeIf(line -> line.startsWith("   ") && !line.startsWith("    "));
        return lines;
    }
}
