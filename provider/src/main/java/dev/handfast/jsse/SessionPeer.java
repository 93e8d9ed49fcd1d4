package dev.handfast.jsse;

import dev.handfast.message.ServerName;
import java.util.HexFormat;
import java.util.List;

/**
 * Whom a client's sessions can be resumed with: one that is called by the same name at the same place, and is trusted for the same
 * reasons.
 */
record SessionPeer(String host, int port, List<ServerName> names, String binding) {

    /** @param binding see {@link SessionBinding} */
    static SessionPeer of(String host, int port, List<ServerName> names, byte[] binding) {
        return new SessionPeer(host, port, names, HexFormat.of().formatHex(binding));
    }
}
