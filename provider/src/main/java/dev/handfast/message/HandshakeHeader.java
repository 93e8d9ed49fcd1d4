package dev.handfast.message;

import dev.handfast.wire.ByteReader;
import dev.handfast.wire.HandshakeType;
import dev.handfast.wire.TlsFault;

/**
 * What each message of either version begins with: its type and the length of its body (RFC 9846 §4, RFC 5246 §7.4).
 *
 * @param body reads what stands behind the header
 */
record HandshakeHeader(HandshakeType type, ByteReader body) {
    /** That of one whole message, which has to end where the header says so. */
    static HandshakeHeader decode(byte[] message) throws TlsFault {
        var in = new ByteReader(message);
        var header = new HandshakeHeader(new HandshakeType(in.uint8()), in.vector(0, 0xFFFFFF));
        in.end("handshake message");
        return header;
    }

    /** The codec of the body has to have read all of it. */
    void end() throws TlsFault {
        body.end(type.toString());
    }
}
