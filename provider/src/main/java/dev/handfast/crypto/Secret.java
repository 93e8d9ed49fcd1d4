package dev.handfast.crypto;

import java.util.Arrays;

/** Secret bytes with one owner and an end. Never prints. Not thread-safe. */
public final class Secret implements Erasable {
    private byte[] bytes;

    /** Takes {@code owned} over: the caller neither keeps nor changes it. */
    public Secret(byte[] owned) {
        this.bytes = owned;
    }

    /** Bytes. */
    public int length() {
        return bytes().length;
    }

    /**
     * The live bytes, not a copy.
     *
     * @throws IllegalStateException once it is closed
     */
    public byte[] bytes() {
        if (bytes == null) {
            throw new IllegalStateException("the secret is erased");
        }
        return bytes;
    }

    /** Erases the bytes. Does nothing the second time. */
    @Override
    public void close() {
        if (bytes != null) {
            Arrays.fill(bytes, (byte) 0);
            bytes = null;
        }
    }

    @Override
    public String toString() {
        return bytes == null ? "an erased secret" : "a secret of " + bytes.length + " bytes";
    }
}
