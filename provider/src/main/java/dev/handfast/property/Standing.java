package dev.handfast.property;

/**
 * What becomes of a property.
 *
 * @param kind whose business it is
 * @param reason why it is not honoured; null where it is
 * @param fulfilled the value that asks for what happens anyway, so that nobody has to be told; null if there is none
 */
record Standing(Kind kind, String reason, String fulfilled) {
    /** It counts, and a class of ours reads it. */
    static final Standing HONOURED = new Standing(Kind.HONOURED, null, null);

    /** It counts, and it is the JDK that reads it: code that calls us, or that we call. */
    static final Standing OF_THE_JDK = new Standing(Kind.OF_THE_JDK, null, null);

    enum Kind {
        HONOURED,
        OF_THE_JDK,
        IGNORED
    }

    /** It does not count; whoever sets it is told. */
    static Standing ignored(String reason) {
        return new Standing(Kind.IGNORED, reason, null);
    }

    /** It does not count, and with the value {@code fulfilled} it need not. */
    static Standing ignoredUnless(String fulfilled, String reason) {
        return new Standing(Kind.IGNORED, reason, fulfilled);
    }

    /** Why {@code value} does not count; null if it does. */
    String whyIgnored(String value) {
        return kind != Kind.IGNORED || value.equalsIgnoreCase(fulfilled) ? null : reason;
    }
}
