package dev.handfast.message;

import dev.handfast.wire.ByteReader;
import dev.handfast.wire.ByteWriter;
import dev.handfast.wire.HandshakeType;

/**
 * RFC 9846 §4.5.3, RFC 5246 §7.4.9: the two versions share one form. Its length is that of the hash in TLS 1.3 and 12 bytes in
 * TLS 1.2, which only the state knows.
 */
public record Finished(byte[] verifyData) implements HandshakeMessage {

    static Finished decode(ByteReader in) {
        return new Finished(in.rest());
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.FINISHED;
    }

    @Override
    public void encodeBody(ByteWriter out) {
        out.opaque(verifyData);
    }
}
