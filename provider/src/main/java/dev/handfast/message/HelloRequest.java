package dev.handfast.message;

import dev.handfast.wire.ByteWriter;
import dev.handfast.wire.HandshakeType;

/** RFC 5246 §7.4.1.1: an empty message, which asks the client to begin anew and stands in no transcript. */
public record HelloRequest() implements HandshakeMessage {

    @Override
    public HandshakeType type() {
        return HandshakeType.HELLO_REQUEST;
    }

    @Override
    public void encodeBody(ByteWriter out) {
        // The message is its header.
    }
}
