package dev.handfast.tool.scan;

/** Is told how far a scan has come. Thread-safe. */
@FunctionalInterface
public interface Progress {
    /** Nobody waits. */
    Progress NONE = purpose -> {};

    /** One more connection begins. */
    void step(String purpose);
}
