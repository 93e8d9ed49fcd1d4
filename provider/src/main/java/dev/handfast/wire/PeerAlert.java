package dev.handfast.wire;

/** The peer ended the connection with a fatal alert. It is answered with silence (RFC 9846 §6.2). */
public final class PeerAlert extends TlsFault {
    private static final long serialVersionUID = 1L;

    public PeerAlert(Alert received) {
        super(received, "the peer ended the connection with the alert " + received);
    }
}
