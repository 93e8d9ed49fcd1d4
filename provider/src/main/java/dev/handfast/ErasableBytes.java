package dev.handfast;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** Secret bytes that are copied out, until they are erased. Thread-safe. */
final class ErasableBytes {
    private final byte[] bytes;
    private final ReentrantLock using = new ReentrantLock();
    private boolean erased;

    /** Copies {@code secret}. */
    ErasableBytes(byte[] secret) {
        bytes = secret.clone();
    }

    /** A copy; empty once they are erased. */
    Optional<byte[]> copy() {
        using.lock();
        try {
            return erased ? Optional.empty() : Optional.of(bytes.clone());
        } finally {
            using.unlock();
        }
    }

    void erase() {
        using.lock();
        try {
            erased = true;
            Arrays.fill(bytes, (byte) 0);
        } finally {
            using.unlock();
        }
    }
}
