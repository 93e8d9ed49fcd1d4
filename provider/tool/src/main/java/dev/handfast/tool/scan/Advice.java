package dev.handfast.tool.scan;

/**
 * Something to improve.
 *
 * @param finding what is there
 * @param remedy what to do
 */
public record Advice(Grade grade, String finding, String remedy) {

    /** How much it matters. */
    public enum Grade {
        /** Clients that look refuse the server, or an attacker may have his way. */
        FAULT,
        /** It works, and could be better. */
        IMPROVEMENT
    }
}
