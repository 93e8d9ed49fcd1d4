package dev.handfast.message;

import dev.handfast.wire.ByteReader;
import dev.handfast.wire.ByteWriter;
import dev.handfast.wire.Codec;
import dev.handfast.wire.HandshakeType;
import dev.handfast.wire.TlsFault;
import java.util.List;
import javax.security.auth.x500.X500Principal;

/**
 * CertificateRequest of TLS 1.2 (RFC 5246 §7.4.4).
 *
 * @param certificateTypes {@code ClientCertificateType}s, known to us or not
 * @param signatureAlgorithms numbers of SignatureSchemes, known to us or not, the best first
 * @param authorities empty if any will do
 */
public record CertificateRequest12(
        List<Integer> certificateTypes, List<Integer> signatureAlgorithms, List<X500Principal> authorities)
        implements HandshakeMessage {
    /** {@code rsa_sign}: a certificate with an RSA key. */
    public static final int RSA_SIGN = 1;

    /** {@code ecdsa_sign} (RFC 8422 §5.5): a certificate with a key of ECDSA or EdDSA. */
    public static final int ECDSA_SIGN = 64;

    static CertificateRequest12 decode(ByteReader in) throws TlsFault {
        return new CertificateRequest12(
                in.list(1, 0xFF, ByteReader::uint8),
                in.list(2, 0xFFFE, Codec.UINT16),
                in.list(0, 0xFFFF, DistinguishedName.CODEC));
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.CERTIFICATE_REQUEST;
    }

    @Override
    public void encodeBody(ByteWriter out) {
        out.list(0xFF, certificateTypes, (type, v) -> v.uint8(type))
                .list(0xFFFE, signatureAlgorithms, Codec.UINT16)
                .list(0xFFFF, authorities, DistinguishedName.CODEC);
    }
}
