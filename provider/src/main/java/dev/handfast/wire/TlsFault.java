package dev.handfast.wire;

/**
 * Why a connection ends: the alert that the standard names for it and a sentence for the person who reads the log. Thrown
 * where the fault is found and turned into bytes in one place. It is checked, and no {@code IOException}, so that nothing
 * swallows it by habit. Its text never holds a secret.
 */
public class TlsFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Alert alert;

    public TlsFault(Alert alert, String sentence) {
        this(alert, sentence, null);
    }

    public TlsFault(Alert alert, String sentence, Throwable cause) {
        super(sentence, cause);
        this.alert = alert;
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
}
