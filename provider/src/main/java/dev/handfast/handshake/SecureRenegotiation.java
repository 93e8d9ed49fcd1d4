package dev.handfast.handshake;

/** What becomes of a TLS 1.2 peer that does not know RFC 5746, though we never renegotiate. */
public enum SecureRenegotiation {
    /** It is taken all the same: what it renegotiates is somebody else's handshake (RFC 5746 §4.1, §4.3). */
    WANTED,
    /** It is refused: somebody may have put his own handshake before it (RFC 5746 §4.1, §4.3). */
    NEEDED
}
