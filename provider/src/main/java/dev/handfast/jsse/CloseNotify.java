package dev.handfast.jsse;

import dev.handfast.handshake.Connection;

/** What follows from the peer's close_notify. */
final class CloseNotify {

    private CloseNotify() {}

    /**
     * Closes our direction, too, where that is called for. TLS 1.3 closes each direction by itself (RFC 9846 §6.1), so an open
     * connection stays half open unless {@code jdk.tls.acknowledgeCloseNotify} is set; a handshake that the peer has given up
     * has no use for its other half.
     */
    static void answer(Connection connection) {
        if (connection.isPeerClosed()
                && (!connection.isOpen() || Boolean.getBoolean("jdk.tls.acknowledgeCloseNotify"))) {
            connection.closeOutbound();
        }
    }
}
