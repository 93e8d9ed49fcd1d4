package dev.handfast.message;

import dev.handfast.wire.ByteReader;
import dev.handfast.wire.HandshakeType;
import dev.handfast.wire.TlsFault;

/** What each message of either version begins with: its type and the length of its body (RFC 9846 §4, RFC 5246 §7.4). */
final class HandshakeHeader {
    private HandshakeHeader() {}

    /** Which codec a body belongs to. */
    @FunctionalInterface
    interface Bodies {
        HandshakeMessage decode(HandshakeType type, ByteReader body) throws TlsFault;
    }

    /** One whole message, whose body has to end where the header says so. */
    static HandshakeMessage decode(byte[] message, Bodies bodies) throws TlsFault {
        var in = new ByteReader(message);
        var type = new HandshakeType(in.uint8());
        ByteReader body = in.vector(0, 0xFFFFFF);
        in.end("handshake message");
        HandshakeMessage decoded = bodies.decode(type, body);
        body.end(type.toString());
        return decoded;
    }
}
