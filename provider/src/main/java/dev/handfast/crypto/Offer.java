package dev.handfast.crypto;

import dev.handfast.wire.TlsFault;

/** A client's key share and its private half. Used for one connection only (RFC 9846 §4.3.8). Not thread-safe. */
public interface Offer extends AutoCloseable {
    /** {@code key_exchange} of the KeyShareEntry. */
    byte[] share();

    /**
     * The shared secret.
     *
     * @throws TlsFault {@code illegal_parameter}, or {@code handshake_failure} of a {@link DheGroup}, if the peer's share is not
     *     a proper one of the group
     */
    Secret agree(byte[] peerShare) throws TlsFault;

    /** Erases the private half, as far as the JCA lets us. */
    @Override
    void close();
}
