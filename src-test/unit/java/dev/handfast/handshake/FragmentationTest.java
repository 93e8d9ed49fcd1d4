package dev.handfast.handshake;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.wire.ContentType;
import dev.handfast.wire.TlsFault;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records and messages have nothing to do with each other, but where keys change (RFC 9846 §5.1). */
class FragmentationTest {

    @Test
    void aClientHelloMayBeSplitAnywhere() throws TlsFault {
        int length = new ScriptedClient().hello().encode().length;
        for (int at = 1; at < length; at++) {
            var client = new ScriptedClient();
            byte[] hello = client.hello().encode();
            client.transcript.add(hello);
            client.record(ContentType.HANDSHAKE, Arrays.copyOf(hello, at));
            client.record(ContentType.HANDSHAKE, Arrays.copyOfRange(hello, at, length));
            client.hearHello();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 64, 1000})
    void everyMessageMayComeInPieces(int size) throws TlsFault {
        var server = new ScriptedServer();
        server.hearHello();
        byte[] hello = server.hello().encode();
        pieces(server, hello, size);
        server.heardHello(hello);
        for (byte[] message : flight(server)) {
            pieces(server, message, size);
        }
        completeInPieces(server, size);

        var client = new ScriptedClient(ScriptedClient.settings()
                .clientAuthentication(ClientAuthentication.NEEDED)
                .build());
        byte[] first = client.hello().encode();
        client.transcript.add(first);
        pieces(client, first, size);
        client.hearFlight();
        byte[] certificate = client.certificate(Identities.RSA).encode();
        sayInPieces(client, certificate, size);
        sayInPieces(client, client.certificateVerify(Identities.RSA).encode(), size);
        sayInPieces(client, client.finished().encode(), size);
        client.sealWith(client.clientTraffic);
        assertTrue(client.subject().isOpen());
    }

    @Test
    void theWholeFlightMayComeInOneRecord() throws TlsFault {
        ScriptedServer server = new ScriptedServer().protectedPart();
        byte[] messages = ScriptedPeer.join(flight(server));
        byte[] finished = server.finished().encode();
        server.record(ContentType.HANDSHAKE, ScriptedPeer.join(messages, finished));
        server.transcript.add(finished);
        server.deriveTraffic();
        server.sealWith(server.serverTraffic);
        server.hearFinish();
        assertTrue(server.subject().isOpen());

        var client = new ScriptedClient(ScriptedClient.settings()
                .clientAuthentication(ClientAuthentication.NEEDED)
                .build());
        client.protectedPart();
        byte[] certificate =
                written(client, client.certificate(Identities.EC_256).encode());
        byte[] verify =
                written(client, client.certificateVerify(Identities.EC_256).encode());
        client.record(
                ContentType.HANDSHAKE,
                ScriptedPeer.join(certificate, verify, client.finished().encode()));
        assertTrue(client.subject().isOpen());
    }

    @Test
    void recordsMayCrawlInByteByByteAndAllAtOnce() throws TlsFault {
        ScriptedTls13Peer peer = new ScriptedServer().handshake();
        byte[] three = ScriptedPeer.join(
                peer.seal(ContentType.APPLICATION_DATA, (byte) 1),
                peer.seal(ContentType.APPLICATION_DATA, (byte) 2),
                peer.seal(ContentType.APPLICATION_DATA, (byte) 3));
        for (byte one : three) {
            peer.raw(new byte[] {one});
        }
        peer.raw(ScriptedPeer.join(
                peer.seal(ContentType.APPLICATION_DATA, (byte) 4), peer.seal(ContentType.APPLICATION_DATA, (byte) 5)));
        assertArrayEquals(new byte[] {1, 2, 3, 4, 5}, peer.dataReceived());
    }

    @Test
    void aHelloOf60KilobytesIsTaken() throws TlsFault {
        var client = new ScriptedClient();
        Draft large = client.draft().append(Draft.GREASE, new int[60_000]);
        client.say(large.encode());
        client.hearFlight();
        client.finish();
        assertTrue(client.subject().isOpen());
    }

    /** Certificate to CertificateVerify are written down, and not said. */
    private static byte[][] flight(ScriptedServer server) throws TlsFault {
        byte[] extensions = written(server, server.encryptedExtensions().encode());
        byte[] certificate = written(server, server.certificate(Identities.RSA).encode());
        byte[] verify = written(server, server.certificateVerify(Identities.RSA).encode());
        return new byte[][] {extensions, certificate, verify};
    }

    private static byte[] written(ScriptedTls13Peer peer, byte[] message) {
        peer.transcript.add(message);
        return message;
    }

    private static void sayInPieces(ScriptedTls13Peer peer, byte[] message, int size) throws TlsFault {
        peer.transcript.add(message);
        pieces(peer, message, size);
    }

    private static void pieces(ScriptedTls13Peer peer, byte[] message, int size) throws TlsFault {
        for (int from = 0; from < message.length; from += size) {
            peer.record(
                    ContentType.HANDSHAKE, Arrays.copyOfRange(message, from, Math.min(message.length, from + size)));
        }
    }

    private static void completeInPieces(ScriptedServer server, int size) throws TlsFault {
        byte[] finished = server.finished().encode();
        sayInPieces(server, finished, size);
        server.deriveTraffic();
        server.sealWith(server.serverTraffic);
        server.hearFinish();
        assertTrue(server.subject().isOpen());
    }
}
