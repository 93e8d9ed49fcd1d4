package dev.handfast.jsse;

import dev.handfast.handshake.Connection;
import dev.handfast.wire.ProtocolVersion;

/** What follows from the peer's close_notify. */
final class CloseNotify {

    private CloseNotify() {}

    /**
     * Closes our direction, too, where that is called for. TLS 1.3 closes each direction by itself (RFC 9846 §6.1), so an open
     * connection stays half open unless {@code jdk.tls.acknowledgeCloseNotify} is set; TLS 1.2 closes both at once (RFC 5246
     * §7.2.1); a handshake that the peer has given up has no use for its other half.
     */
    static void answer(Connection connection, Policy policy) {
        if (connection.isPeerClosed()
                && (!connection.isOpen()
                        || ProtocolVersion.TLS_1_2.equals(
                                connection.negotiated().version())
                        || policy.closing().answer())) {
            connection.closeOutbound();
        }
    }
}
