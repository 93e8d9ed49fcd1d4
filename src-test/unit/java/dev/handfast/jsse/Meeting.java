package dev.handfast.jsse;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;

/**
 * Two engines shake hands in memory, as far as they get.
 *
 * @param clientFault null if the client is content
 * @param serverFault null if the server is content
 * @param fromClient all bytes that the client sent
 * @param fromServer all bytes that the server sent
 */
public record Meeting(
        SSLEngine client,
        SSLEngine server,
        SSLException clientFault,
        SSLException serverFault,
        byte[] fromClient,
        byte[] fromServer) {

    public static Meeting of(SSLEngine client, SSLEngine server) {
        client.setUseClientMode(true);
        server.setUseClientMode(false);
        var there = new Side(client);
        var here = new Side(server);
        for (boolean moved = true; moved; ) {
            moved = there.step(here);
            moved = here.step(there) || moved;
        }
        return new Meeting(client, server, there.fault, here.fault, there.sent.toByteArray(), here.sent.toByteArray());
    }

    public boolean succeeded() {
        return clientFault == null
                && serverFault == null
                && client.getSession().isValid()
                && server.getSession().isValid();
    }

    /** Fails the test if one side is not content. */
    public Meeting required() {
        if (!succeeded()) {
            throw new AssertionError("client: " + clientFault + "; server: " + serverFault, clientFault);
        }
        return this;
    }

    private static final class Side {
        private final SSLEngine engine;
        private final ByteBuffer arrived = ByteBuffer.allocate(1 << 18);
        private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
        private SSLException fault;

        Side(SSLEngine engine) {
            this.engine = engine;
        }

        /** Takes what has arrived, works, and sends; true if anything came of it. */
        boolean step(Side other) {
            boolean moved = takesFrom();
            moved = works() || moved;
            return sendsTo(other) || moved;
        }

        private boolean works() {
            boolean worked = false;
            for (Runnable task; (task = engine.getDelegatedTask()) != null; ) {
                task.run();
                worked = true;
            }
            return worked;
        }

        private boolean takesFrom() {
            arrived.flip();
            try {
                SSLEngineResult result = arrived.hasRemaining()
                        ? engine.unwrap(
                                arrived, ByteBuffer.allocate(engine.getSession().getApplicationBufferSize()))
                        : null;
                return result != null && result.bytesConsumed() > 0;
            } catch (SSLException thrown) {
                return failed(thrown);
            } finally {
                arrived.compact();
            }
        }

        private boolean sendsTo(Side other) {
            try {
                int before = other.arrived.position();
                engine.wrap(ByteBuffer.allocate(0), other.arrived);
                int length = other.arrived.position() - before;
                sent.write(other.arrived.array(), before, length);
                return length > 0;
            } catch (SSLException thrown) {
                return failed(thrown);
            }
        }

        /** The first one counts; an engine may say it again. */
        private boolean failed(SSLException thrown) {
            boolean first = fault == null;
            fault = first ? thrown : fault;
            return first;
        }
    }
}
