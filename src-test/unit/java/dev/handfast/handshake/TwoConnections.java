package dev.handfast.handshake;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.client.TlsClient;
import dev.handfast.server.TlsServer;
import dev.handfast.wire.TlsFault;
import java.util.Arrays;

/** Our client and our server, each other's peer, in memory. */
final class TwoConnections {
    private final Connection client;
    private final Connection server;

    TwoConnections(Settings client, Settings server) throws TlsFault {
        this.client = TlsClient.connection(client);
        this.server = TlsServer.connection(server);
        this.client.begin();
        this.server.begin();
    }

    Connection client() {
        return client;
    }

    Connection server() {
        return server;
    }

    /** Until both have nothing more to say. */
    TwoConnections talk() throws TlsFault {
        while (client.hasOutput() || server.hasOutput()) {
            move(client, server);
            move(server, client);
        }
        client.checkFault();
        server.checkFault();
        return this;
    }

    /** Both are open, agree on what was chosen, and data flow both ways. */
    void assertFlows() throws TlsFault {
        assertTrue(client.isOpen() && server.isOpen());
        assertEquals(client.negotiated().suite(), server.negotiated().suite());
        assertEquals(client.negotiated().version(), server.negotiated().version());
        assertEquals(client.negotiated().group(), server.negotiated().group());
        assertEquals(client.negotiated().peerChain(), server.negotiated().localChain());
        assertEquals(server.negotiated().peerChain(), client.negotiated().localChain());
        assertDataFlow();
    }

    /** Data flow both ways. */
    void assertDataFlow() throws TlsFault {
        for (int length : new int[] {1, 0, 100, 1 << 14}) {
            assertArrives(client, server, length);
            assertArrives(server, client, length);
        }
    }

    private static void assertArrives(Connection from, Connection to, int length) throws TlsFault {
        byte[] data = ScriptedClient.filled(length, 7);
        byte[] record = new byte[from.sealedLength(length)];
        int sealed = from.write(data, 0, length, record, 0);
        byte[] out = new byte[Math.max(sealed, to.room(sealed))];
        int arrived = to.receive(record, 0, to.recordLength(record, 0, sealed), out, 0);
        assertArrayEquals(data, Arrays.copyOf(out, arrived));
    }

    private static void move(Connection from, Connection to) throws TlsFault {
        while (from.hasOutput()) {
            byte[] record = new byte[from.outputLength()];
            from.takeOutput(record, 0);
            byte[] out = new byte[Math.max(record.length, to.room(record.length))];
            to.receive(record, 0, to.recordLength(record, 0, record.length), out, 0);
            for (Runnable task = to.takeTask(); task != null; task = to.takeTask()) {
                task.run();
            }
        }
    }
}
