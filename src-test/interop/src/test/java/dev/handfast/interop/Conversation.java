package dev.handfast.interop;

import javax.net.ssl.SSLSocket;

/** A peer at the other end of one of our connections: it can be made to send and to receive. */
interface Conversation extends AutoCloseable {
    /**
     * Sends both halves of {@code exchange} and asserts that they arrive.
     *
     * @param ours our end; the handshake is complete, or will be by this
     */
    void exchange(SSLSocket ours, Exchange exchange) throws Exception;

    /** What the peer has to say for itself, for the message of a failure. */
    String account();

    /** Ends the peer. */
    @Override
    void close();
}
