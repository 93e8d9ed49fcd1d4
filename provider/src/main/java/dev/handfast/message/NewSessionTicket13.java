package dev.handfast.message;

import dev.handfast.wire.ByteReader;
import dev.handfast.wire.ByteWriter;
import dev.handfast.wire.HandshakeType;
import dev.handfast.wire.TlsFault;

/**
 * NewSessionTicket of TLS 1.3 (RFC 9846 §4.7.1).
 *
 * @param lifetime seconds, 0 to 2^32-1
 * @param ageAdd 0 to 2^32-1
 */
public record NewSessionTicket13(long lifetime, long ageAdd, byte[] nonce, byte[] ticket, Extensions extensions)
        implements HandshakeMessage {

    static NewSessionTicket13 decode(ByteReader in) throws TlsFault {
        return new NewSessionTicket13(
                in.uint32(),
                in.uint32(),
                in.opaque(0, 0xFF),
                in.opaque(1, 0xFFFF),
                Extensions.decode(in, Place.NEW_SESSION_TICKET));
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.NEW_SESSION_TICKET;
    }

    @Override
    public void encodeBody(ByteWriter out) {
        out.uint32(lifetime).uint32(ageAdd).opaque(0xFF, nonce).opaque(0xFFFF, ticket);
        extensions.encode(out);
    }
}
