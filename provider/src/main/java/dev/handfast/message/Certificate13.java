package dev.handfast.message;

import dev.handfast.wire.ByteReader;
import dev.handfast.wire.ByteWriter;
import dev.handfast.wire.HandshakeType;
import dev.handfast.wire.TlsFault;
import java.util.List;

/** Certificate of TLS 1.3 (RFC 9846 §4.5.1). */
public record Certificate13(byte[] context, List<CertificateEntry> certificateList) implements HandshakeMessage {

    static Certificate13 decode(ByteReader in) throws TlsFault {
        return new Certificate13(in.opaque(0, 0xFF), in.list(0, 0xFFFFFF, CertificateEntry.CODEC));
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.CERTIFICATE;
    }

    @Override
    public void encodeBody(ByteWriter out) {
        out.opaque(0xFF, context).list(0xFFFFFF, certificateList, CertificateEntry.CODEC);
    }
}
