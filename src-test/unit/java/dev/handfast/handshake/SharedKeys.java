package dev.handfast.handshake;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.handfast.HandshakeEvent;
import dev.handfast.PskCredential;
import dev.handfast.PskCredential.HashAlgorithm;
import dev.handfast.PskSource;
import dev.handfast.wire.Alert;
import dev.handfast.wire.TlsFault;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Our client and our server have a key from elsewhere (RFC 9846 §4.3.11, RFC 9258). Whether they use it is told by the messages: with
 * certificates there is a Certificate.
 */
abstract class SharedKeys {
    static final byte[] NAME = "meter 17".getBytes(US_ASCII);
    static final byte[] CONTEXT = "client is a meter".getBytes(US_ASCII);

    final List<String> heard = new ArrayList<>();
    final List<String> verified = new ArrayList<>();

    static byte[] key(int filling) {
        return ScriptedClient.filled(32, filling);
    }

    static PskCredential plain(HashAlgorithm hash) {
        return PskCredential.of(NAME, key(1), hash);
    }

    static PskCredential imported(HashAlgorithm hash) {
        return PskCredential.imported(NAME, key(1), hash, CONTEXT);
    }

    static ExternalPsks psks(PskCredential... credentials) {
        return new SourcedPsks(PskSource.of(credentials), "localhost", 443);
    }

    Settings.Builder client(PskCredential... credentials) {
        return ScriptedServer.settings().psks(psks(credentials)).listener(event -> {
            if (event instanceof HandshakeEvent.MessageReceived received) {
                heard.add(received.message().name());
            }
            if (event instanceof HandshakeEvent.PeerVerified peer) {
                verified.add(peer.toString());
            }
        });
    }

    static Settings.Builder server(PskCredential... credentials) {
        return ScriptedClient.settings().psks(psks(credentials));
    }

    static TwoConnections connect(Settings.Builder client, Settings.Builder server) throws TlsFault {
        TwoConnections both = new TwoConnections(client.build(), server.build()).talk();
        both.assertDataFlow();
        return both;
    }

    void assertCertificate(boolean shown) {
        assertEquals(shown, heard.contains("Certificate"), heard::toString);
    }

    static Stream<PskCredential> kinds() {
        return Stream.of(HashAlgorithm.values()).flatMap(hash -> Stream.of(plain(hash), imported(hash)));
    }

    static Alert fault(Settings.Builder client, Settings.Builder server) {
        return assertThrows(TlsFault.class, () -> connect(client, server)).alert();
    }
}
