package dev.handfast.handshake;

import dev.handfast.FailureKind;
import dev.handfast.TlsFailure;
import dev.handfast.wire.Alert;
import dev.handfast.wire.TlsFault;

/** How far a connection got, for whoever is told that it failed. Written under the locks of the connection; any thread may read. */
public final class Progress {
    private volatile boolean begun;
    private volatile String sent;
    private volatile String received;
    private volatile boolean complete;
    private volatile String declined;

    void begin() {
        begun = true;
    }

    boolean isBegun() {
        return begun;
    }

    /** Begun and not complete. */
    boolean isUnderWay() {
        return begun && !complete;
    }

    void sent(String message) {
        sent = complete ? null : message;
    }

    void received(String message) {
        received = complete ? null : message;
    }

    /** What was said in the handshake does not matter any more, but for a certificate that was asked for in vain. */
    void complete() {
        complete = true;
        sent = null;
        received = null;
    }

    /** We showed no certificate, although the peer had asked for {@code wanted}. */
    void declined(String wanted) {
        declined = wanted;
    }

    /** What the peer asked for, and did not get; null if there is no such thing. */
    String declined() {
        return declined;
    }

    /** What {@code fault} means for this connection, in a form for programs and for a person. */
    public TlsFailure explain(TlsFault fault) {
        return Explanation.of(fault, toString(), !begun);
    }

    /** The same of what ends it without an alert: nothing more comes from the peer, or not in time. */
    public TlsFailure explainSilence(FailureKind kind, String sentence) {
        return Explanation.of(new TlsFault(Alert.CLOSE_NOTIFY, kind, sentence), toString(), true);
    }

    /** Such as {@code after we sent ClientHello and received nothing}. */
    @Override
    public String toString() {
        if (complete) {
            return "after the handshake was complete";
        } else if (sent == null) {
            return received == null
                    ? "before a message went either way"
                    : "after we received " + received + " and sent nothing";
        }
        return "after we sent " + sent + " and received " + (received == null ? "nothing" : received);
    }
}
