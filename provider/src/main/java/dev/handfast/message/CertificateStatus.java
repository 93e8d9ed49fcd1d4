package dev.handfast.message;

import dev.handfast.wire.Alert;
import dev.handfast.wire.ByteReader;
import dev.handfast.wire.ByteWriter;
import dev.handfast.wire.Codec;
import dev.handfast.wire.TlsFault;

/**
 * {@code CertificateStatus} (RFC 6066 §8), in TLS 1.3 an extension of the certificate it speaks of (RFC 9846 §4.5.1.1), in
 * TLS 1.2 a message behind it ({@link CertificateStatusMessage}).
 *
 * @param ocspResponse DER of an OCSPResponse, 1 to 2^24-1 bytes
 */
public record CertificateStatus(byte[] ocspResponse) {
    private static final int OCSP = 1;

    static final Codec<CertificateStatus> CODEC = new Codec<>() {
        @Override
        public CertificateStatus decode(ByteReader in) throws TlsFault {
            int type = in.uint8();
            if (type != OCSP) {
                throw new TlsFault(
                        Alert.ILLEGAL_PARAMETER,
                        "the peer's certificate status is of type " + type + ", and OCSP was asked for");
            }
            return new CertificateStatus(in.opaque(1, 0xFFFFFF));
        }

        @Override
        public void encode(CertificateStatus status, ByteWriter out) {
            out.uint8(OCSP).opaque(0xFFFFFF, status.ocspResponse);
        }
    };
}
