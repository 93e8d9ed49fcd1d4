package dev.handfast.jsse;

import java.lang.ref.WeakReference;

/**
 * Where a connection leaves a large array that it has no bytes in. It is kept weakly: a busy connection finds it again, one that
 * idles through a garbage collection needs no memory for it. Not thread-safe.
 */
final class SpareArray {
    private static final WeakReference<byte[]> NONE = new WeakReference<>(null);

    private WeakReference<byte[]> spare = NONE;

    /** An array of at least {@code length} bytes, the one that was left here if it has so many. What is in it is nobody's. */
    byte[] take(int length) {
        byte[] left = spare.get();
        return left != null && left.length >= length ? left : new byte[length];
    }

    /** An array was left here, and has not been collected. */
    boolean isThere() {
        return !spare.refersTo(null);
    }

    /** The caller has no use for the array now. */
    void leave(byte[] array) {
        if (!spare.refersTo(array)) {
            spare = new WeakReference<>(array);
        }
    }
}
