package dev.handfast.wire;

import dev.handfast.FailureKind;
import dev.handfast.TlsFailure;

/** The peer ended the connection with a fatal alert. It is answered with silence (RFC 9846 §6.2). */
public final class PeerAlert extends TlsFault {
    private static final long serialVersionUID = 1L;

    /** One of which nobody knows what it is about. */
    public PeerAlert(Alert received) {
        this(
                received,
                TlsFailure.Facts.of(FailureKind.REFUSED_BY_PEER),
                "the peer ended the connection with the alert " + received);
    }

    /**
     * One that is about something that we said.
     *
     * @param sentence what it is about
     */
    public PeerAlert(Alert received, TlsFailure.Facts facts, String sentence) {
        super(received, facts, sentence);
    }
}
