package dev.handfast.wire;

import dev.handfast.FailureKind;
import dev.handfast.TlsFailure;

/**
 * Why a connection ends: the alert that the standard names for it, a sentence for the person who reads the log, and the facts
 * behind it for programs. Thrown where the fault is found and turned into bytes in one place. It is checked, and no {@code
 * IOException}, so that nothing swallows it by habit. Its text never holds a secret.
 */
public class TlsFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Alert alert;
    private final transient TlsFailure.Facts facts;

    public TlsFault(Alert alert, String sentence) {
        this(alert, sentence, (Throwable) null);
    }

    public TlsFault(Alert alert, String sentence, Throwable cause) {
        this(alert, TlsFailure.Facts.of(kindOf(alert)), sentence, cause);
    }

    public TlsFault(Alert alert, FailureKind kind, String sentence) {
        this(alert, TlsFailure.Facts.of(kind), sentence);
    }

    public TlsFault(Alert alert, TlsFailure.Facts facts, String sentence) {
        this(alert, facts, sentence, null);
    }

    public TlsFault(Alert alert, TlsFailure.Facts facts, String sentence, Throwable cause) {
        super(sentence, cause);
        this.alert = alert;
        this.facts = facts;
    }

    /** The fault that {@code failure} stands for: itself, or an {@code internal_error} of ours. */
    public static TlsFault from(Throwable failure) {
        return failure instanceof TlsFault fault
                ? fault
                : new TlsFault(Alert.INTERNAL_ERROR, "unexpected failure on our side: " + failure, failure);
    }

    /** The alert to send; for a {@link PeerAlert}, the one that was received. */
    public Alert alert() {
        return alert;
    }

    public TlsFailure.Facts facts() {
        return facts;
    }

    /** What an alert of ours says by itself (RFC 9846 §6.2): these have one meaning, and all others are about what was sent. */
    private static FailureKind kindOf(Alert alert) {
        if (alert.equals(Alert.INTERNAL_ERROR)) {
            return FailureKind.OWN_FAILURE;
        } else if (alert.equals(Alert.BAD_RECORD_MAC)) {
            return FailureKind.RECORD_NOT_AUTHENTIC;
        } else if (alert.equals(Alert.DECRYPT_ERROR)) {
            return FailureKind.UNPROVEN_KEY;
        } else if (alert.equals(Alert.BAD_CERTIFICATE)) {
            return FailureKind.BAD_CERTIFICATE;
        } else if (alert.equals(Alert.UNSUPPORTED_CERTIFICATE)) {
            return FailureKind.WRONG_USAGE;
        } else if (alert.equals(Alert.INSUFFICIENT_SECURITY)) {
            return FailureKind.LACKS_PROTECTION;
        }
        return FailureKind.PEER_MISBEHAVED;
    }
}
