package dev.handfast.message;

import dev.handfast.wire.ByteReader;
import dev.handfast.wire.ByteWriter;
import dev.handfast.wire.HandshakeType;
import dev.handfast.wire.TlsFault;

/**
 * NewSessionTicket of TLS 1.2 (RFC 5077 §3.3).
 *
 * @param lifetimeHint seconds, 0 to 2^32-1; 0 leaves it to the client
 * @param ticket 0 to 2^16-1 bytes; a server that announced a ticket and has none after all sends an empty one
 */
public record NewSessionTicket12(long lifetimeHint, byte[] ticket) implements HandshakeMessage {

    static NewSessionTicket12 decode(ByteReader in) throws TlsFault {
        return new NewSessionTicket12(in.uint32(), in.opaque(0, 0xFFFF));
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.NEW_SESSION_TICKET;
    }

    @Override
    public void encodeBody(ByteWriter out) {
        out.uint32(lifetimeHint).opaque(0xFFFF, ticket);
    }
}
