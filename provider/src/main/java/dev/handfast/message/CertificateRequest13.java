package dev.handfast.message;

import dev.handfast.wire.ByteReader;
import dev.handfast.wire.ByteWriter;
import dev.handfast.wire.HandshakeType;
import dev.handfast.wire.TlsFault;

/** CertificateRequest of TLS 1.3 (RFC 9846 §4.4.2). */
public record CertificateRequest13(byte[] context, Extensions extensions) implements HandshakeMessage {

    static CertificateRequest13 decode(ByteReader in) throws TlsFault {
        return new CertificateRequest13(in.opaque(0, 0xFF), Extensions.decode(in, Place.CERTIFICATE_REQUEST));
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.CERTIFICATE_REQUEST;
    }

    @Override
    public void encodeBody(ByteWriter out) {
        out.opaque(0xFF, context);
        extensions.encode(out);
    }
}
