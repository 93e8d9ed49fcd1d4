package dev.handfast;

/**
 * Is told the secrets of connections, so that a tool can decrypt what was captured of them (RFC 9850). Whoever has them reads all
 * that these connections carry, and can forge it: for debugging alone, never for production. Off unless it is set on a {@link
 * HandfastContext}, or the property {@code dev.handfast.keyLogFile} or the environment variable {@code SSLKEYLOGFILE} names a file.
 *
 * <p>Called on the thread that drives the connection, while it holds a lock of the connection. Thread-safe. What it throws is
 * ignored.
 */
@FunctionalInterface
public interface KeyLog {
    /** Tells nobody. */
    KeyLog OFF = Nobody.INSTANCE;

    /** Which secret it is (RFC 9850 §2.1, §2.2). Exporter secrets are not told: nothing needs them to decrypt. */
    enum Label {
        /** The master secret of TLS 1.2. */
        CLIENT_RANDOM,
        CLIENT_EARLY_TRAFFIC_SECRET,
        CLIENT_HANDSHAKE_TRAFFIC_SECRET,
        SERVER_HANDSHAKE_TRAFFIC_SECRET,
        CLIENT_TRAFFIC_SECRET_0,
        SERVER_TRAFFIC_SECRET_0
    }

    /**
     * A secret is there.
     *
     * @param clientRandom of the ClientHello, which tells connections apart; 32 bytes
     * @param secret the live bytes, which are erased afterwards: not to be changed, and copied by who wants to keep them
     */
    void log(Label label, byte[] clientRandom, byte[] secret);
}
