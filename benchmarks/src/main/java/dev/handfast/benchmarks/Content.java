package dev.handfast.benchmarks;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;

/** What a client sends time and again, and the call by which its engine gets it. */
interface Content {
    /** Makes all of it yet to be sent. */
    void rewind();

    boolean hasRemaining();

    /** Has {@code engine} protect as much as fits a record, into {@code wire}. */
    SSLEngineResult wrap(SSLEngine engine, ByteBuffer wire) throws SSLException;

    /** Content in one piece. */
    record Whole(ByteBuffer buffer) implements Content {
        @Override
        public void rewind() {
            buffer.clear();
        }

        @Override
        public boolean hasRemaining() {
            return buffer.hasRemaining();
        }

        @Override
        public SSLEngineResult wrap(SSLEngine engine, ByteBuffer wire) throws SSLException {
            return engine.wrap(buffer, wire);
        }
    }

    /** Content in several pieces, none of which is empty. */
    record Gathered(ByteBuffer[] parts) implements Content {
        @Override
        public void rewind() {
            for (ByteBuffer part : parts) {
                part.clear();
            }
        }

        @Override
        public boolean hasRemaining() {
            return parts[parts.length - 1].hasRemaining();
        }

        @Override
        public SSLEngineResult wrap(SSLEngine engine, ByteBuffer wire) throws SSLException {
            return engine.wrap(parts, wire);
        }
    }
}
