package dev.handfast.handshake;

import dev.handfast.wire.Alert;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.TlsFault;
import java.util.List;

/**
 * An alert of the peer (RFC 9846 §6, RFC 5246 §7.2).
 *
 * @param level as the peer claims it
 */
record ReceivedAlert(int level, Alert alert) {

    /** {@code decode_error} if the {@code length} bytes at {@code content[at]} are none. */
    static ReceivedAlert read(byte[] content, int at, int length) throws TlsFault {
        if (length != 2) {
            throw new TlsFault(Alert.DECODE_ERROR, "the peer sent an alert of " + length + " bytes, not of 2");
        }
        return new ReceivedAlert(content[at] & 0xFF, new Alert(content[at + 1] & 0xFF));
    }

    /**
     * Whether the connection goes on behind it. TLS 1.3 ends with any alert but user_canceled, whatever level it claims (RFC 9846
     * §6.2); TLS 1.2 goes on after a warning (RFC 5246 §7.2.2). Before the version is known a server may warn that it does not
     * know the name (RFC 6066 §3).
     *
     * @param spoken the version of this connection, null before it is known
     * @param enabled the versions that it may turn out to be
     */
    boolean isHarmless(ProtocolVersion spoken, List<ProtocolVersion> enabled) {
        if (alert.equals(Alert.USER_CANCELED)) {
            return true;
        }
        List<ProtocolVersion> possible = spoken == null ? enabled : List.of(spoken);
        boolean settled = possible.size() == 1;
        boolean warns = level == Outbox.WARNING && possible.contains(ProtocolVersion.TLS_1_2);
        return warns && (settled ? !alert.equals(Alert.CLOSE_NOTIFY) : alert.equals(Alert.UNRECOGNIZED_NAME));
    }
}
