package dev.handfast.handshake;

/** Whether a server asks its client for a certificate (RFC 9846 §4.4.2), and what it makes of none. */
public enum ClientAuthentication {
    /** It is not asked for. */
    NONE,
    /** It is asked for; a client without one is served all the same. */
    WANTED,
    /** It is asked for; a client without one is refused with {@code certificate_required}. */
    NEEDED
}
