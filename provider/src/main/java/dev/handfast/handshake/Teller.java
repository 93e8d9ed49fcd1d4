package dev.handfast.handshake;

import dev.handfast.FailureKind;
import dev.handfast.HandshakeEvent;
import dev.handfast.HandshakeListener;
import dev.handfast.RecordCounts;
import dev.handfast.TlsFailure;
import dev.handfast.TlsMessage;
import dev.handfast.message.HandshakeMessage;
import dev.handfast.wire.Alert;
import dev.handfast.wire.PeerAlert;
import dev.handfast.wire.TlsFault;
import java.util.Optional;

/** Passes what happens on to the listener. If there is none it remembers how far the handshake is, and does nothing else. */
final class Teller {
    /** Stays as it is: those who tell nobody share it. */
    private static final Counts NOBODYS = new Counts();

    private final HandshakeListener listener;
    private final Progress progress;
    private final Counts counts;

    /** What has gone out is guarded by the outbound lock, what has come in by the inbound one. */
    private static final class Counts {
        long recordsSent;
        long bytesSent;
        long recordsReceived;
        long bytesReceived;

        /** Guarded by the inbound lock: that the handshake failed has been told. */
        boolean failed;
    }

    Teller(HandshakeListener listener, Progress progress) {
        this.listener = listener;
        this.progress = progress;
        this.counts = isHeard() ? new Counts() : NOBODYS;
    }

    void sent(HandshakeMessage message, byte[] bytes) {
        progress.sent(MessageSummary.nameOf(message));
        if (isHeard()) {
            tell(new HandshakeEvent.MessageSent(shown(message, bytes)));
        }
    }

    void received(HandshakeMessage message, byte[] bytes) {
        progress.received(MessageSummary.nameOf(message));
        if (isHeard()) {
            tell(new HandshakeEvent.MessageReceived(shown(message, bytes)));
        }
    }

    /** A record of so many bytes has gone. The caller holds the outbound lock. */
    void countSent(int length) {
        if (isHeard()) {
            counts.recordsSent++;
            counts.bytesSent += length;
        }
    }

    /** A record of so many bytes has come. The caller holds the inbound lock. */
    void countReceived(int length) {
        if (isHeard()) {
            counts.recordsReceived++;
            counts.bytesReceived += length;
        }
    }

    void received(Alert alert) {
        if (isHeard()) {
            tell(new HandshakeEvent.AlertReceived(alert.toString()));
        }
    }

    /** What comes from here on is under those keys. */
    void readsUnder(String keys) {
        if (isHeard()) {
            tell(new HandshakeEvent.ReadKeysChanged(keys));
        }
    }

    /** What goes from here on is under those keys. */
    void writesUnder(String keys) {
        if (isHeard()) {
            tell(new HandshakeEvent.WriteKeysChanged(keys));
        }
    }

    /** The alert of a fault of ours waits to go. */
    void sent(TlsFault fault) {
        if (isHeard()) {
            tell(new HandshakeEvent.AlertSent(fault.alert().toString(), fault.getMessage()));
        }
    }

    /**
     * The handshake dies of {@code fault}, if it has not ended before. The caller holds the inbound lock, as for the next two.
     *
     * @param alerted the fault's alert went one way or the other
     */
    void failed(TlsFault fault, boolean alerted) {
        if (mayFail()) {
            var alert = new TlsFailure.Alert(fault.alert().toString(), fault instanceof PeerAlert);
            tellFailed(
                    fault.facts().kind(),
                    alerted ? Optional.of(alert) : Optional.empty(),
                    fault.getMessage(),
                    fault.facts().remedy());
        }
    }

    /** The peer said user_canceled and close_notify: if the handshake has not ended before, it has failed. */
    void canceled() {
        if (mayFail()) {
            FailureKind kind = FailureKind.PEER_CLOSED;
            var alert = new TlsFailure.Alert(Alert.CLOSE_NOTIFY.toString(), true);
            tellFailed(
                    kind,
                    Optional.of(alert),
                    "the peer canceled the handshake and closed the connection",
                    kind.remedy());
        }
    }

    /** Nobody says anything any more: if the handshake has not ended before, it has failed. */
    void lost(FailureKind kind, String sentence) {
        if (mayFail()) {
            tellFailed(kind, Optional.empty(), sentence, kind.remedy());
        }
    }

    private boolean mayFail() {
        return isHeard() && progress.isUnderWay() && !counts.failed;
    }

    private void tellFailed(FailureKind kind, Optional<TlsFailure.Alert> alert, String sentence, String remedy) {
        counts.failed = true;
        tell(new HandshakeEvent.Failed(kind, alert, sentence, remedy));
    }

    /** The handshake is over. The caller holds both locks. */
    void completed(Negotiated agreed) {
        if (isHeard() && !counts.failed) { // the application may have closed it, and let it go on all the same
            var records = new RecordCounts(
                    counts.recordsSent, counts.bytesSent, counts.recordsReceived, counts.bytesReceived);
            tell(new HandshakeEvent.Completed(
                    agreed.version().toString(), agreed.suite().toString(), agreed.groupName(), records));
        }
    }

    void tell(HandshakeEvent event) {
        try {
            listener.on(event);
        } catch (RuntimeException broken) {
            // A listener that fails must not take the connection with it: its contract says that this is ignored.
        }
    }

    /** Whether there is a listener. */
    boolean isHeard() {
        return listener != HandshakeListener.SILENT;
    }

    /** With bytes of its own: the transcript needs those that it was given as they are, whatever a listener does. */
    private static TlsMessage shown(HandshakeMessage message, byte[] bytes) {
        return new TlsMessage(MessageSummary.nameOf(message), bytes.clone(), MessageSummary.of(message));
    }
}
