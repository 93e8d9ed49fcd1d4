package dev.handfast.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.crypto.Hash;
import dev.handfast.crypto.Offer;
import dev.handfast.crypto.Secret;
import dev.handfast.handshake.Connection;
import dev.handfast.handshake.Conversation;
import dev.handfast.handshake.Flow;
import dev.handfast.handshake.ScriptedServer;
import dev.handfast.handshake.Settings;
import dev.handfast.handshake.State;
import dev.handfast.message.ClientHello;
import dev.handfast.message.Extension;
import dev.handfast.message.HelloRetryRequest;
import dev.handfast.message.Tls13Messages;
import dev.handfast.rfc8448.Rfc8448;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.TlsFault;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Our client takes the place of the one in RFC 8448, from its ClientHello on: it believes the server's records byte for byte,
 * certificate signature and Finished among them, and its own records are those of the RFC.
 */
class Rfc8448ClientTest {
    private static Stream<Rfc8448> traces() {
        return Stream.of(Rfc8448.SIMPLE, Rfc8448.HELLO_RETRY_REQUEST, Rfc8448.COMPATIBILITY_MODE);
    }

    @ParameterizedTest
    @MethodSource("traces")
    void theDialogueIsThatOfTheRfc(Rfc8448 trace) throws TlsFault {
        Connection client = new Connection(settings(), flow -> opening(trace, flow));
        client.begin();
        take(client); // the hello, in a record whose version is not what the RFC's client writes
        List<byte[]> server = records(trace, "server", "send handshake record");
        List<byte[]> hellos = records(trace, "client", "send handshake record");
        int first = trace.equals(Rfc8448.HELLO_RETRY_REQUEST) ? 1 : 0;
        give(client, server.get(first)); // ServerHello
        if (trace.equals(Rfc8448.COMPATIBILITY_MODE)) {
            give(client, new byte[] {20, 3, 3, 0, 1, 1});
        }
        give(client, server.get(first + 1)); // EncryptedExtensions to Finished
        assertTrue(client.isOpen());
        if (first == 0) {
            assertArrayEquals(new byte[] {20, 3, 3, 0, 1, 1}, take(client));
        }
        assertArrayEquals(hellos.get(hellos.size() - 1), take(client), "Finished");
        if (server.size() > first + 2) {
            give(client, server.get(first + 2)); // NewSessionTicket
        }
        for (byte[] data : records(trace, "client", "send application_data record")) {
            byte[] payload =
                    trace.step("client", "send application_data record").value("payload");
            byte[] record = new byte[client.sealedLength(payload.length)];
            assertEquals(record.length, client.write(payload, 0, payload.length, record, 0));
            assertArrayEquals(data, record);
        }
        for (byte[] data : records(trace, "server", "send application_data record")) {
            assertArrayEquals(
                    trace.step("server", "send application_data record").value("payload"), give(client, data));
        }
        client.closeOutbound();
        assertArrayEquals(trace.step("client", "send alert record").value("complete record"), take(client));
        give(client, trace.step("server", "send alert record").value("complete record"));
        assertTrue(client.isPeerClosed());
    }

    /** The hellos of the RFC are in the transcript, and the key share has the RFC's result. */
    private static State opening(Rfc8448 trace, Flow flow) throws TlsFault {
        var conversation = new Conversation(settings());
        List<byte[]> messages = trace.messages();
        var hello = (ClientHello) Tls13Messages.decode(messages.get(0));
        Optional<Retry> retry = Optional.empty();
        if (trace.equals(Rfc8448.HELLO_RETRY_REQUEST)) {
            var request = (HelloRetryRequest) Tls13Messages.decode(messages.get(1));
            conversation.transcript().add(messages.get(0));
            conversation.transcript().choose(Hash.SHA_256);
            conversation.transcript().replaceFirstHelloByItsHash();
            conversation.transcript().add(messages.get(1));
            hello = (ClientHello) Tls13Messages.decode(messages.get(2));
            retry = Optional.of(Retry.of(request, CipherSuite.TLS_AES_128_GCM_SHA256));
        }
        conversation.say(flow, hello);
        flow.expectAnswer();
        var share = hello.extensions().get(Extension.KEY_SHARE_CH).orElseThrow().get(0);
        byte[] shared = trace.step("server", "extract secret \"handshake\"").value("IKM");
        return new WaitServerHello(
                conversation,
                new ClientOffer(
                        hello,
                        Optional.of(new OwnKeyShare(share.group(), agreeing(shared))),
                        new OfferedPsks(List.of()),
                        Optional.empty(),
                        Optional.empty()),
                retry);
    }

    private static Settings settings() {
        return ScriptedServer.settings().build();
    }

    private static Offer agreeing(byte[] shared) {
        return new Offer() {
            @Override
            public byte[] share() {
                return new byte[0];
            }

            @Override
            public Secret agree(byte[] peerShare) {
                return new Secret(shared);
            }

            @Override
            public void close() {}
        };
    }

    private static List<byte[]> records(Rfc8448 trace, String role, String title) {
        return trace.steps(role, title).stream()
                .map(step -> step.value("complete record"))
                .toList();
    }

    private static byte[] take(Connection connection) {
        byte[] record = new byte[connection.outputLength()];
        connection.takeOutput(record, 0);
        return record;
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
