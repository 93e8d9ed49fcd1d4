package dev.handfast.handshake;

import dev.handfast.FailureKind;
import dev.handfast.wire.Alert;
import dev.handfast.wire.PeerAlert;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.TlsFault;
import java.util.List;

/** The alerts that the peer sends in the course of one connection (RFC 9846 §6). Guarded by the inbound lock. */
final class PeerAlerts {
    private final Connection connection;
    private final Inbox inbox;
    private final Teller teller;
    private final List<ProtocolVersion> enabledVersions;
    private boolean canceled;

    PeerAlerts(Connection connection, Inbox inbox, Teller teller, List<ProtocolVersion> enabledVersions) {
        this.connection = connection;
        this.inbox = inbox;
        this.teller = teller;
        this.enabledVersions = enabledVersions;
    }

    /**
     * Takes the alert in the {@code length} bytes at {@code content[at]}.
     *
     * @return whether the peer closes the connection: nothing more comes from it
     * @throws TlsFault a {@link PeerAlert} if the alert is a fatal one
     */
    boolean closes(byte[] content, int at, int length) throws TlsFault {
        ReceivedAlert received = ReceivedAlert.read(content, at, length);
        Alert alert = received.alert();
        teller.received(alert);
        boolean harmless = received.isHarmless(connection.negotiated().version(), enabledVersions);
        if (!harmless && !alert.equals(Alert.CLOSE_NOTIFY)) {
            throw connection.said().of(alert);
        }
        inbox.refuseInterleaved("the alert " + alert);
        if (harmless) { // RFC 9846 §6.1: after user_canceled a close_notify follows; by itself it means nothing
            canceled |= alert.equals(Alert.USER_CANCELED);
            inbox.countIdle("alerts");
            return false;
        }
        if (!connection.isOpen() && !canceled) {
            throw new TlsFault(
                    Alert.UNEXPECTED_MESSAGE,
                    FailureKind.PEER_CLOSED,
                    "the peer closed the connection in the middle of the handshake");
        }
        return true;
    }
}
