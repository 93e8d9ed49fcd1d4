package dev.handfast.message;

import dev.handfast.wire.ByteReader;
import dev.handfast.wire.ByteWriter;
import dev.handfast.wire.Codec;
import dev.handfast.wire.HandshakeType;
import dev.handfast.wire.TlsFault;
import java.util.List;

/**
 * Certificate of TLS 1.2 (RFC 5246 §7.4.2, §7.4.6).
 *
 * @param certificateList DER of X.509 each, 1 to 2^24-1 bytes; the sender's own first. A client that has none to show sends an
 *     empty list
 */
public record Certificate12(List<byte[]> certificateList) implements HandshakeMessage {
    private static final Codec<byte[]> CERTIFICATE = Codec.opaque(1, 0xFFFFFF);

    static Certificate12 decode(ByteReader in) throws TlsFault {
        return new Certificate12(in.list(0, 0xFFFFFF, CERTIFICATE));
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.CERTIFICATE;
    }

    @Override
    public void encodeBody(ByteWriter out) {
        out.list(0xFFFFFF, certificateList, CERTIFICATE);
    }
}
