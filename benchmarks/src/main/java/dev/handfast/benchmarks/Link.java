package dev.handfast.benchmarks;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;

/** A client's and a server's engine, and the memory through which they speak. The memory serves every connection. */
final class Link {
    /** Holds any flight of a handshake, and any record. */
    private static final int CAPACITY = 1 << 16;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final ByteBuffer greeting = ByteBuffer.allocate(1);
    private final ByteBuffer toServer;
    private final ByteBuffer toClient;
    private final ByteBuffer received;
    private final ServerFlight flight = new ServerFlight();
    private SSLEngine client;
    private SSLEngine server;

    Link(Buffers buffers) {
        toServer = buffers.wire(CAPACITY);
        toClient = buffers.wire(CAPACITY);
        received = buffers.application(CAPACITY);
    }

    /** The connection that was made last, or that was taken up again. */
    EnginePair pair() {
        return new EnginePair(client, server);
    }

    /** Takes up an open connection. The one before stays open, for whoever has it. */
    void use(EnginePair pair) {
        client = pair.client();
        server = pair.server();
    }

    /**
     * Connects a new client to a new server, and refuses a connection that isn't what was asked for. Returns when
     * neither has anything left to say, so the server's tickets have arrived too.
     *
     * @return what the wire said, until the next connection
     */
    ServerFlight connect(Endpoints endpoints) throws SSLException {
        return connect(endpoints, endpoints.strangersClient());
    }

    /** Like {@link #connect(Endpoints)}, for a client's engine that may find a session to resume. */
    ServerFlight connect(Endpoints endpoints, SSLEngine from) throws SSLException {
        client = from;
        server = endpoints.server();
        flight.clear();
        toServer.clear();
        toClient.clear();
        received.clear();
        client.beginHandshake();
        server.beginHandshake();
        settle();
        refuseOther(endpoints.suite());
        return flight;
    }

    private void refuseOther(Suite suite) {
        SSLSession session = client.getSession();
        if (!session.getProtocol().equals(suite.protocol())
                || !session.getCipherSuite().equals(suite.name())
                || flight.suite() != suite.code()) {
            throw new IllegalStateException("asked for " + suite + ", the engines chose " + session.getProtocol()
                    + " with " + session.getCipherSuite() + "; the wire says: " + flight);
        }
    }

    /**
     * Lets the server say a byte, and the client hear it. The tickets of TLS 1.3 have arrived after that, whoever sends
     * them: BoringSSL's server, which is in Conscrypt and behind Netty, has them go with its first data, and no earlier.
     */
    void greet() throws SSLException {
        if (!isQuietAfter(server.wrap(greeting.clear(), toClient))) {
            throw new IllegalStateException("the server goes on with the handshake behind its data");
        }
        settle();
    }

    /** Closes both directions of the connection: until then, the engines of Conscrypt hold file descriptors. */
    void close() throws SSLException {
        client.closeOutbound();
        server.closeOutbound();
        bidFarewell(client, toServer, server);
        bidFarewell(server, toClient, client);
        pair().release();
    }

    private void bidFarewell(SSLEngine from, ByteBuffer wire, SSLEngine to) throws SSLException {
        wire.clear();
        while (!from.isOutboundDone()) {
            if (from.wrap(NOTHING, wire).bytesProduced() == 0) {
                throw new IllegalStateException("an engine that was closed has no close_notify to send");
            }
        }
        wire.flip();
        received.clear();
        // Tickets may come first, from a server that had nothing else to send; BCJSSE reads nothing once it has closed.
        while (wire.hasRemaining() && to.unwrap(wire, received).bytesConsumed() > 0) {}
        to.closeInbound();
    }

    /** Protects all of {@code content} in the client and opens it in the server. Returns what arrived. */
    ByteBuffer transfer(Content content) throws SSLException {
        content.rewind();
        received.clear();
        boolean quiet = true;
        while (content.hasRemaining()) {
            toServer.clear();
            quiet &= isQuietAfter(content.wrap(client, toServer));
            toServer.flip();
            while (toServer.hasRemaining()) {
                quiet &= isQuietAfter(server.unwrap(toServer, received));
            }
        }
        toServer.clear();
        if (!quiet) {
            // A key has protected all it may, and KeyUpdate is under way.
            settle();
        }
        return received.flip();
    }

    private static boolean isQuietAfter(SSLEngineResult result) {
        if (result.getStatus() != Status.OK || result.bytesConsumed() + result.bytesProduced() == 0) {
            throw new IllegalStateException("an open connection is stuck: " + result);
        }
        return result.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING;
    }

    private void settle() throws SSLException {
        while (advance(client, toClient, toServer) || answer() || learnsOfItsEnd(client) || learnsOfItsEnd(server)) {}
        if (client.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING
                || server.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING) {
            throw new IllegalStateException("the handshake is stuck: the client is at " + client.getHandshakeStatus()
                    + ", the server at " + server.getHandshakeStatus());
        }
    }

    /** Netty's engine reads the last message in one unwrap, and in the next, which needs no data, finds that it was the last. */
    private boolean learnsOfItsEnd(SSLEngine engine) throws SSLException {
        return engine.getHandshakeStatus() == HandshakeStatus.NEED_UNWRAP
                && engine.unwrap(NOTHING, received).getHandshakeStatus() != HandshakeStatus.NEED_UNWRAP;
    }

    /** Lets the server do what it asks for, reads along what it says, and says whether that led anywhere. */
    private boolean answer() throws SSLException {
        int said = toClient.position();
        boolean moved = advance(server, toServer, toClient);
        flight.read(toClient, said);
        return moved;
    }

    /** Lets {@code engine} do what it asks for, and says whether that led anywhere. */
    private boolean advance(SSLEngine engine, ByteBuffer incoming, ByteBuffer outgoing) throws SSLException {
        HandshakeStatus before = engine.getHandshakeStatus();
        int moved = 0;
        switch (before) {
            case NEED_TASK -> {
                for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                    task.run();
                }
            }
            case NEED_WRAP -> moved = engine.wrap(NOTHING, outgoing).bytesProduced();
            default -> {
                incoming.flip();
                if (incoming.hasRemaining()) {
                    moved = engine.unwrap(incoming, received).bytesConsumed();
                }
                incoming.compact();
            }
        }
        return moved > 0 || engine.getHandshakeStatus() != before;
    }
}
