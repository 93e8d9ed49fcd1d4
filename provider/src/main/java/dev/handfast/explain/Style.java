package dev.handfast.explain;

/** What a piece of told text is, for who gives it a colour. */
public enum Style {
    TITLE,
    /** A side's name. */
    SPEAKER,
    /** The name of a handshake message or alert. */
    MESSAGE,
    /** What a message says. */
    SPEECH,
    /** What a message is for. */
    MEANING,
    /** What a side settles, and why. */
    DECISION,
    SECRET,
    PASSED,
    FAILED,
    /** Times, sizes, arrows. */
    QUIET
}
