package dev.handfast.crypto;

/** Something that holds secrets, and erases them when nobody needs them any longer. */
@FunctionalInterface
public interface Erasable extends AutoCloseable {
    /** Erases them. Does nothing the second time. */
    @Override
    void close();
}
