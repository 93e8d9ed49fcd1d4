package dev.handfast.handshake;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handfast.wire.Alert;
import dev.handfast.wire.ContentType;
import dev.handfast.wire.TlsFault;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A peer whose next message begins before its change of keys ends the connection where the new secrets are made and no state holds
 * them yet (RFC 9846 §5.1). They are erased all the same.
 */
class StraddlingErasureTest {
    private final List<byte[]> live = new ArrayList<>();

    private Settings logging(Settings.Builder settings) {
        return settings.keyLog((label, clientRandom, secret) -> live.add(secret))
                .build();
    }

    /** @param made how many traffic secrets there are by now */
    private void assertErased(ScriptedPeer peer, byte[] message, int made) throws TlsFault {
        peer.record(ContentType.HANDSHAKE, ScriptedPeer.join(message, new byte[] {4}));
        assertEquals(made, live.size());
        assertEquals(Alert.UNEXPECTED_MESSAGE, faultOf(peer).alert());
        for (byte[] secret : live) {
            assertArrayEquals(new byte[secret.length], secret, "a secret is left");
        }
    }

    private static TlsFault faultOf(ScriptedPeer peer) {
        try {
            peer.subject().checkFault();
        } catch (TlsFault fault) {
            return fault;
        }
        throw new AssertionError("the subject goes on");
    }

    @Test
    void behindTheServerHello() throws TlsFault {
        var server = new ScriptedServer(logging(ScriptedServer.settings()));
        server.hearHello();
        assertErased(server, server.hello().encode(), 2);
    }

    @Test
    void behindTheClientHello() throws TlsFault {
        var client = new ScriptedClient(logging(ScriptedClient.settings()));
        assertErased(client, client.hello().encode(), 2);
    }

    @Test
    void behindTheServersFinished() throws TlsFault {
        ScriptedServer server = new ScriptedServer(logging(ScriptedServer.settings())).authenticated();
        assertErased(server, server.finished().encode(), 4);
    }

    @Test
    void behindTheClientsFinished() throws TlsFault {
        ScriptedClient client = new ScriptedClient(logging(ScriptedClient.settings())).protectedPart();
        assertErased(client, client.finished().encode(), 4);
    }
}
