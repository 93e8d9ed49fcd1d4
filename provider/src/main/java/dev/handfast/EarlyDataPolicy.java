package dev.handfast;

import java.util.Objects;
import javax.net.ssl.SSLSession;

/**
 * A server that takes early data says so with this, on the {@link HandfastParameters} of its engines and sockets. Without it, none is
 * taken. See {@link EarlyData} for what that means.
 *
 * @param maxBytes for one connection, at least 1: {@code max_early_data_size}; more is a fatal alert
 * @param filter shared by all servers that share their ticket keys
 * @param receiver gets the bytes
 */
public record EarlyDataPolicy(int maxBytes, ReplayFilter filter, Receiver receiver) {

    /** Gets the early data of connections, apart from all other data. */
    @FunctionalInterface
    public interface Receiver {
        /**
         * Part of what a client sent before the handshake was over. Called for each record by the thread that reads it, which takes
         * part in the handshake: quick, and without use of the connection.
         *
         * @param session of the handshake; the connection's {@code getSession()} gives the same object later
         * @param data may be a replay; the receiver's own
         */
        void receive(SSLSession session, byte[] data);
    }

    /** @throws IllegalArgumentException if {@code maxBytes} is below 1 */
    public EarlyDataPolicy {
        if (maxBytes < 1) {
            throw new IllegalArgumentException(
                    "a server that takes early data takes at least one byte of it: maxBytes " + maxBytes);
        }
        Objects.requireNonNull(filter, "replay filter");
        Objects.requireNonNull(receiver, "receiver of early data");
    }
}
