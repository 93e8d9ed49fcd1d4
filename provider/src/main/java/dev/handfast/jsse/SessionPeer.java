package dev.handfast.jsse;

import dev.handfast.message.ServerName;
import java.util.HexFormat;
import java.util.List;

/**
 * Whom a client's sessions can be resumed with: one that is called by the same name at the same place, and is trusted for the same
 * reasons.
 *
 * <p>Compares by hand: the methods that a record has by itself are spun when they first run, which a first handshake notices.
 */
record SessionPeer(String host, int port, List<ServerName> names, String binding) {

    /** @param binding see {@link SessionBinding} */
    static SessionPeer of(String host, int port, List<ServerName> names, byte[] binding) {
        return new SessionPeer(host, port, names, HexFormat.of().formatHex(binding));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SessionPeer that
                && host.equals(that.host)
                && port == that.port
                && names.equals(that.names)
                && binding.equals(that.binding);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * host.hashCode() + port) + binding.hashCode();
    }
}
