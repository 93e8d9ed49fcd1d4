package dev.handfast.handshake;

/** Whether the master secret of TLS 1.2 depends on all that was said (RFC 7627). */
public enum ExtendedMasterSecret {
    /** Neither offered nor taken. */
    NONE,
    /** Used with a peer that knows it. */
    WANTED,
    /** A peer that does not know it is refused (RFC 7627 §5.2, §5.3). */
    NEEDED
}
