package dev.handfast.handshake;

import dev.handfast.wire.PeerAlert;
import dev.handfast.wire.TlsFault;

/** How a connection ends that meets a fault: what the peer is sent, and what the listener is told. */
final class LastWord {
    private final Outbox outbox;
    private final Teller teller;
    private final Progress progress;

    LastWord(Outbox outbox, Teller teller, Progress progress) {
        this.outbox = outbox;
        this.teller = teller;
        this.progress = progress;
    }

    /** Called once for a connection. The caller holds both locks. */
    void on(TlsFault fault) {
        if (fault instanceof ChainRefused refused) {
            teller.tell(refused.checked());
        }
        teller.failed(fault, fault instanceof PeerAlert ? fall() : say(fault));
    }

    /** A fatal alert of the peer is answered with silence (RFC 9846 §6.2). */
    private boolean fall() {
        outbox.silence();
        return true;
    }

    /** Whether the alert could be sent: there may be nobody who has begun to talk, or we have said close_notify, or no key seals. */
    private boolean say(TlsFault fault) {
        if (!progress.isBegun() || outbox.isClosed()) {
            outbox.silence();
            return false;
        }
        try {
            outbox.fail(fault.alert());
        } catch (TlsFault unsealable) {
            outbox.silence();
            return false;
        }
        teller.sent(fault);
        return true;
    }
}
