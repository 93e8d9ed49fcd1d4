package dev.handfast.jsse;

import java.nio.ByteBuffer;

/** The kinds of buffers that an application may use with an engine. */
enum BufferKind {
    HEAP {
        @Override
        ByteBuffer room(int size) {
            return ByteBuffer.allocate(size);
        }
    },
    /** In the middle of a larger array, neither starting nor ending with it. */
    SLICED {
        @Override
        ByteBuffer room(int size) {
            return ByteBuffer.allocate(size + 20).position(7).limit(7 + size).slice();
        }
    },
    DIRECT {
        @Override
        ByteBuffer room(int size) {
            return ByteBuffer.allocateDirect(size);
        }
    },
    /** As a source; what has to be written to is a heap buffer. */
    READ_ONLY {
        @Override
        ByteBuffer room(int size) {
            return ByteBuffer.allocate(size);
        }

        @Override
        ByteBuffer source(byte[] content) {
            return super.source(content).asReadOnlyBuffer();
        }
    };

    /** An empty buffer to be written to. */
    abstract ByteBuffer room(int size);

    /** A buffer that is to be read. */
    ByteBuffer source(byte[] content) {
        return room(content.length).put(content).flip();
    }
}
