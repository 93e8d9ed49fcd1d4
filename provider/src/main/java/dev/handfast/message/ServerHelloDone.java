package dev.handfast.message;

import dev.handfast.wire.ByteWriter;
import dev.handfast.wire.HandshakeType;

/** RFC 5246 §7.4.5: an empty message. */
public record ServerHelloDone() implements HandshakeMessage {

    @Override
    public HandshakeType type() {
        return HandshakeType.SERVER_HELLO_DONE;
    }

    @Override
    public void encodeBody(ByteWriter out) {
        // The message is its header.
    }
}
