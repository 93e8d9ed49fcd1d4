package dev.handfast.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.crypto.EarlySecret;
import dev.handfast.crypto.HandshakeSecret;
import dev.handfast.crypto.Hash;
import dev.handfast.crypto.MainSecret;
import dev.handfast.crypto.Secret;
import dev.handfast.crypto.TrafficSecret;
import dev.handfast.crypto.Transcript;
import dev.handfast.handshake.Connection;
import dev.handfast.handshake.Conversation;
import dev.handfast.handshake.Flow;
import dev.handfast.handshake.Negotiated;
import dev.handfast.handshake.PeerAuthenticated;
import dev.handfast.handshake.ScriptedClient;
import dev.handfast.handshake.Settings;
import dev.handfast.handshake.State;
import dev.handfast.rfc8448.Rfc8448;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.TlsFault;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Our server takes the place of the one in RFC 8448 once its flight is out: it believes the client's records byte for byte,
 * certificate signature and Finished among them, and what it writes then is what the RFC has.
 */
class Rfc8448ServerTest {
    private static final CipherSuite SUITE = CipherSuite.TLS_AES_128_GCM_SHA256;

    private static Stream<Rfc8448> traces() {
        return Stream.of(
                Rfc8448.SIMPLE, Rfc8448.HELLO_RETRY_REQUEST, Rfc8448.CLIENT_AUTHENTICATION, Rfc8448.COMPATIBILITY_MODE);
    }

    @ParameterizedTest
    @MethodSource("traces")
    void theDialogueIsThatOfTheRfc(Rfc8448 trace) throws TlsFault {
        Connection server = new Connection(settings(), flow -> flightSent(trace, flow));
        server.begin();
        List<Rfc8448.Step> flight = trace.steps("client", "send handshake record");
        give(server, flight.get(flight.size() - 1).value("complete record"));
        assertTrue(server.isOpen());
        assertEquals(
                trace.equals(Rfc8448.CLIENT_AUTHENTICATION),
                !server.negotiated().peerChain().isEmpty());
        for (Rfc8448.Step data : trace.steps("client", "send application_data record")) {
            assertArrayEquals(data.value("payload"), give(server, data.value("complete record")));
        }
        give(server, trace.step("client", "send alert record").value("complete record"));
        assertTrue(server.isPeerClosed());
        if (trace.steps("server", "construct a NewSessionTicket")
                .isEmpty()) { // ours sends none: the numbers go together
            for (Rfc8448.Step data : trace.steps("server", "send application_data record")) {
                byte[] payload = data.value("payload");
                byte[] record = new byte[server.sealedLength(payload.length)];
                server.write(payload, 0, payload.length, record, 0);
                assertArrayEquals(data.value("complete record"), record);
            }
            server.closeOutbound();
            byte[] alert = new byte[server.outputLength()];
            server.takeOutput(alert, 0);
            assertArrayEquals(trace.step("server", "send alert record").value("complete record"), alert);
        }
    }

    /** All up to the server's Finished is in the transcript; the key schedule starts from the RFC's shared secret. */
    private static State flightSent(Rfc8448 trace, Flow flow) throws TlsFault {
        var conversation = new Conversation(settings());
        Transcript transcript = conversation.transcript();
        List<byte[]> messages = trace.messages();
        transcript.add(messages.get(0));
        transcript.choose(Hash.SHA_256);
        int next = 1;
        if (trace.equals(Rfc8448.HELLO_RETRY_REQUEST)) {
            transcript.replaceFirstHelloByItsHash();
            transcript.add(messages.get(1));
            transcript.add(messages.get(2));
            next = 3;
        }
        transcript.add(messages.get(next++));
        byte[] shared = trace.step("server", "extract secret \"handshake\"").value("IKM");
        HandshakeSecret secret = EarlySecret.withoutPsk(Hash.SHA_256).intoHandshake(new Secret(shared));
        TrafficSecret client = secret.clientTraffic(transcript.hash());
        byte[] message;
        do {
            message = messages.get(next++);
            transcript.add(message);
        } while (message[0] != 20);
        flow.readHandshake(client, SUITE);
        MainSecret main = secret.intoMain();
        flow.writeTraffic(main.serverTraffic(transcript.hash()), SUITE);
        var keys = new Tls13Keys(SUITE, client, main.clientTraffic(transcript.hash()), Optional.empty());
        Negotiated agreed = Negotiated.nothing(List.of()).with(ProtocolVersion.TLS_1_3, SUITE, NamedGroup.X25519);
        flow.agree(agreed);
        return trace.equals(Rfc8448.CLIENT_AUTHENTICATION)
                ? new Tls13WaitCertificate(conversation, keys, agreed)
                : new Tls13WaitFinished(conversation, keys, PeerAuthenticated.anonymously(agreed));
    }

    private static Settings settings() {
        return ScriptedClient.settings().build();
    }

    private static byte[] give(Connection connection, byte[] record) throws TlsFault {
        byte[] content = new byte[record.length];
        int length = connection.receive(record, 0, record.length, content, 0);
        for (Runnable task = connection.takeTask(); task != null; task = connection.takeTask()) {
            task.run();
            connection.checkFault();
        }
        return Arrays.copyOf(content, length);
    }
}
