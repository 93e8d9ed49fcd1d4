package dev.handfast.benchmarks;

import java.nio.ByteBuffer;

/** Where the application's data and the records are, by the names that the command line gives. */
public enum Buffers {
    /** All in arrays. */
    heap,
    /** All outside of the heap. */
    direct,
    /** The application's data in arrays and the records outside, as with a channel: a wrap goes out of the heap, an unwrap into it. */
    mixed,
    /** All in arrays, and what is sent in {@value #PARTS} of them. */
    gathered;

    private static final int PARTS = 4;

    /** Memory for the application's data. */
    ByteBuffer application(int capacity) {
        return this == direct ? ByteBuffer.allocateDirect(capacity) : ByteBuffer.allocate(capacity);
    }

    /** Memory for records. */
    ByteBuffer wire(int capacity) {
        return this == direct || this == mixed ? ByteBuffer.allocateDirect(capacity) : ByteBuffer.allocate(capacity);
    }

    /** Content of {@code size} bytes. */
    Content content(int size) {
        if (this != gathered) {
            return new Content.Whole(application(size));
        }
        ByteBuffer[] parts = new ByteBuffer[PARTS];
        for (int part = 0; part < PARTS; part++) {
            parts[part] = application(size * (part + 1) / PARTS - size * part / PARTS);
        }
        return new Content.Gathered(parts);
    }
}
