package dev.handfast.message;

import dev.handfast.wire.ByteWriter;
import dev.handfast.wire.HandshakeType;

/** RFC 9846 §4.6: an empty message. */
public record EndOfEarlyData() implements HandshakeMessage {

    @Override
    public HandshakeType type() {
        return HandshakeType.END_OF_EARLY_DATA;
    }

    @Override
    public void encodeBody(ByteWriter out) {
        // The message is its header.
    }
}
