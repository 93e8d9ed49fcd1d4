package dev.handfast.message;

import dev.handfast.wire.ByteReader;
import dev.handfast.wire.ByteWriter;
import dev.handfast.wire.HandshakeType;
import dev.handfast.wire.TlsFault;

/** CertificateStatus as the message that it is in TLS 1.2 (RFC 6066 §8). */
public record CertificateStatusMessage(CertificateStatus status) implements HandshakeMessage {

    static CertificateStatusMessage decode(ByteReader in) throws TlsFault {
        return new CertificateStatusMessage(CertificateStatus.CODEC.decode(in));
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.CERTIFICATE_STATUS;
    }

    @Override
    public void encodeBody(ByteWriter out) {
        CertificateStatus.CODEC.encode(status, out);
    }
}
