package dev.handfast.handshake;

/**
 * How much is taken from a peer, and how long a key of TLS 1.3 is used. Immutable.
 *
 * @param message bytes of the longest handshake message, header not included
 * @param chain certificates in the longest chain
 * @param keys when keys are changed
 */
public record Limits(int message, int chain, KeyLimits keys) {
    /** Where no operator is asked. Keys have the limits of the standard alone. */
    public static final Limits DEFAULT = new Limits(1 << 17, 10, KeyLimits.NONE);
}
