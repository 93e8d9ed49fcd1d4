package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/** One side of a conversation of two engines in memory: an engine, what has arrived for it, and what it made of that. */
final class EngineSide {
    private static final byte[] NOTHING = {};

    final SSLEngine engine;
    private final BufferKind kind;
    private byte[] arrived = NOTHING;
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private int finished;

    EngineSide(SSLEngine engine, BufferKind kind) {
        this.engine = engine;
        this.kind = kind;
    }

    /** Bytes from the other side. */
    void arrive(byte[] bytes) {
        int before = arrived.length;
        arrived = Arrays.copyOf(arrived, before + bytes.length);
        System.arraycopy(bytes, 0, arrived, before, bytes.length);
    }

    /** How often a result said FINISHED. */
    int finished() {
        return finished;
    }

    /** All data that came out so far. */
    byte[] read() {
        return read.toByteArray();
    }

    void runTasks() {
        for (Runnable task; (task = engine.getDelegatedTask()) != null; ) {
            task.run();
        }
    }

    /** Wraps once, and returns what goes to the other side. */
    byte[] wrap(byte[] data) throws SSLException {
        ByteBuffer source = kind.source(data);
        ByteBuffer room = kind.room(engine.getSession().getPacketBufferSize());
        SSLEngineResult result = engine.wrap(source, room);
        count(result);
        assertEquals(source.position(), result.bytesConsumed());
        assertEquals(room.position(), result.bytesProduced());
        byte[] out = new byte[room.flip().remaining()];
        room.get(out);
        return out;
    }

    /** All records of the data. */
    byte[] wrapAll(byte[] data) throws SSLException {
        var out = new ByteArrayOutputStream();
        ByteBuffer source = kind.source(data);
        while (source.hasRemaining()) {
            ByteBuffer room = kind.room(engine.getSession().getPacketBufferSize());
            SSLEngineResult result = engine.wrap(source, room);
            assertEquals(Status.OK, result.getStatus());
            byte[] record = new byte[room.flip().remaining()];
            room.get(record);
            out.writeBytes(record);
        }
        return out.toByteArray();
    }

    /** Unwraps what has arrived, once. */
    SSLEngineResult unwrap() throws SSLException {
        ByteBuffer source = kind.source(arrived);
        ByteBuffer room = kind.room(engine.getSession().getApplicationBufferSize());
        SSLEngineResult result = engine.unwrap(source, room);
        count(result);
        assertEquals(source.position(), result.bytesConsumed());
        assertEquals(room.position(), result.bytesProduced());
        arrived = Arrays.copyOfRange(arrived, result.bytesConsumed(), arrived.length);
        byte[] data = new byte[room.flip().remaining()];
        room.get(data);
        read.writeBytes(data);
        return result;
    }

    /** Unwraps all whole records that have arrived. */
    void unwrapAll() throws SSLException {
        while (arrived.length > 0) {
            SSLEngineResult result = unwrap();
            if (result.bytesConsumed() == 0) {
                return;
            }
        }
    }

    private void count(SSLEngineResult result) {
        if (result.getHandshakeStatus() == HandshakeStatus.FINISHED) {
            finished++;
        }
    }
}
