package dev.handfast.jsse;

import java.lang.ref.WeakReference;

/**
 * A large array that a connection has no bytes in. It is kept weakly: a busy connection finds it again, one that idles through a
 * garbage collection needs no memory for it. Immutable, but for what a collection does.
 */
final class SpareArray extends WeakReference<byte[]> {
    /** No array: what every connection begins with, and shares. */
    static final SpareArray NONE = new SpareArray(null);

    private SpareArray(byte[] array) {
        super(array);
    }

    /** An array of at least {@code length} bytes, the one that was left here if it has so many. What is in it is nobody's. */
    byte[] take(int length) {
        byte[] left = get();
        return left != null && left.length >= length ? left : new byte[length];
    }

    /** An array was left here, and has not been collected. */
    boolean isThere() {
        return !refersTo(null);
    }

    /** What stands for this from now on: the caller has no use for {@code array}. */
    SpareArray leave(byte[] array) {
        return refersTo(array) ? this : new SpareArray(array);
    }
}
