package dev.handfast.handshake;

/**
 * What becomes of a TLS 1.2 session without the extended master secret: its master secret may be one that somebody in the middle
 * shares (RFC 7627 §1).
 */
public enum LegacyResumption {
    /** It is not resumed: the next handshake is a full one (RFC 7627 §5.3). */
    REFUSED,
    /** It is resumed with a peer that still does not know RFC 7627. */
    TAKEN
}
