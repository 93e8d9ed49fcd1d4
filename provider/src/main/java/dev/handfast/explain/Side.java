package dev.handfast.explain;

/** One end of a connection. */
public enum Side {
    CLIENT,
    SERVER;

    /** The one at the other end. */
    public Side peer() {
        return this == CLIENT ? SERVER : CLIENT;
    }
}
