package dev.handfast.message;

import dev.handfast.wire.ByteReader;
import dev.handfast.wire.ByteWriter;
import dev.handfast.wire.HandshakeType;
import dev.handfast.wire.TlsFault;

/**
 * RFC 9846 §4.5.2, RFC 5246 §7.4.8: the two versions share one form.
 *
 * @param scheme number of a SignatureScheme, known to us or not
 */
public record CertificateVerify(int scheme, byte[] signature) implements HandshakeMessage {

    static CertificateVerify decode(ByteReader in) throws TlsFault {
        return new CertificateVerify(in.uint16(), in.opaque(0, 0xFFFF));
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.CERTIFICATE_VERIFY;
    }

    @Override
    public void encodeBody(ByteWriter out) {
        out.uint16(scheme).opaque(0xFFFF, signature);
    }
}
