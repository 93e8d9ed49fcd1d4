package dev.handfast.handshake;

import dev.handfast.message.HandshakeMessage;
import dev.handfast.wire.Alert;
import dev.handfast.wire.TlsFault;

/**
 * What a state is given: one whole handshake message of the peer.
 *
 * @param bytes the message as it came, header included, for the transcript
 */
public record Inbound(HandshakeMessage message, byte[] bytes) {

    /** The message, if it is the one that the state waits for; {@code unexpected_message} otherwise (RFC 9846 §6.2). */
    public <T extends HandshakeMessage> T expect(Class<T> wanted) throws TlsFault {
        if (!wanted.isInstance(message)) {
            throw refused(wanted.getSimpleName().replaceAll("1[23]$|Message$", "")); // the standard's name
        }
        return wanted.cast(message);
    }

    /** The fault of a message that may not stand here; {@code awaited} says what may. */
    public TlsFault refused(String awaited) {
        return new TlsFault(
                Alert.UNEXPECTED_MESSAGE, "the peer sent " + message.type() + " where " + awaited + " has to come");
    }
}
