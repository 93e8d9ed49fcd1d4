package dev.handfast.jsse;

import dev.handfast.message.ServerName;
import java.util.Arrays;
import java.util.List;

/**
 * Whom a client's sessions can be resumed with: one that is called by the same name at the same place, and is trusted for the same
 * reasons.
 *
 * <p>Compares by hand: the methods that a record has by itself are spun when they first run, which a first handshake notices.
 *
 * @param binding see {@link SessionBinding}
 */
record SessionPeer(String host, int port, List<ServerName> names, byte[] binding) {

    @Override
    public boolean equals(Object other) {
        return other instanceof SessionPeer that
                && host.equals(that.host)
                && port == that.port
                && names.equals(that.names)
                && Arrays.equals(binding, that.binding);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * host.hashCode() + port) + Arrays.hashCode(binding);
    }
}
