package dev.handfast.jsse;

import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/** Two engines that talk to each other in memory. */
final class EnginePair {
    private static final byte[] NOTHING = {};

    final EngineSide client;
    final EngineSide server;
    private final int chunk;

    /** @param chunk bytes that arrive at a time, before the engine is asked again */
    EnginePair(Peers clientPeer, Peers serverPeer, BufferKind kind, int chunk) {
        SSLEngine clientEngine = clientPeer.context().createSSLEngine("localhost", 443);
        clientEngine.setUseClientMode(true);
        SSLEngine serverEngine = serverPeer.context().createSSLEngine();
        serverEngine.setUseClientMode(false);
        client = new EngineSide(clientEngine, clientPeer.supported(kind));
        server = new EngineSide(serverEngine, serverPeer.supported(kind));
        this.chunk = chunk;
    }

    /** Two of one's own with heap buffers. */
    EnginePair(SSLEngine client, SSLEngine server) {
        client.setUseClientMode(true);
        server.setUseClientMode(false);
        this.client = new EngineSide(client, BufferKind.HEAP);
        this.server = new EngineSide(server, BufferKind.HEAP);
        chunk = Integer.MAX_VALUE;
    }

    /** Two of ours with heap buffers. */
    static EnginePair ours() {
        return new EnginePair(Peers.HANDFAST, Peers.HANDFAST, BufferKind.HEAP, Integer.MAX_VALUE);
    }

    /** Two of ours, ready for data. */
    static EnginePair oursOpen() throws SSLException {
        return ours().handshake();
    }

    /** Shakes hands as JSSE's documentation tells applications to. */
    EnginePair handshake() throws SSLException {
        client.engine.beginHandshake();
        server.engine.beginHandshake();
        while (isShaking(client) || isShaking(server)) {
            boolean clientMoved = step(client, server);
            boolean serverMoved = step(server, client);
            if (!clientMoved && !serverMoved) {
                throw new IllegalStateException("the handshake is stuck: client " + client.engine.getHandshakeStatus()
                        + ", server " + server.engine.getHandshakeStatus());
            }
        }
        return this;
    }

    /** Carries the bytes from one side to the other, and has it take them. */
    void carry(byte[] bytes, EngineSide to) throws SSLException {
        for (int at = 0; at < bytes.length; ) {
            int end = bytes.length - at <= chunk ? bytes.length : at + chunk;
            to.arrive(Arrays.copyOfRange(bytes, at, end));
            to.unwrapAll();
            at = end;
        }
    }

    private static boolean isShaking(EngineSide side) {
        return side.engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING;
    }

    private boolean step(EngineSide side, EngineSide other) throws SSLException {
        return switch (side.engine.getHandshakeStatus()) {
            case NEED_TASK -> {
                side.runTasks();
                side.unwrapAll();
                yield true;
            }
            case NEED_WRAP -> {
                carry(side.wrap(NOTHING), other);
                yield true;
            }
            case NEED_UNWRAP -> {
                int before = side.finished();
                side.unwrapAll();
                yield side.finished() > before || side.engine.getHandshakeStatus() != HandshakeStatus.NEED_UNWRAP;
            }
            default -> false;
        };
    }
}
