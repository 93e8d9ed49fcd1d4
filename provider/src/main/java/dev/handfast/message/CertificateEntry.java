package dev.handfast.message;

import dev.handfast.wire.ByteReader;
import dev.handfast.wire.ByteWriter;
import dev.handfast.wire.Codec;
import dev.handfast.wire.TlsFault;

/**
 * One certificate of a chain (RFC 9846 §4.5.1).
 *
 * @param certData DER of X.509, 1 to 2^24-1 bytes
 */
public record CertificateEntry(byte[] certData, Extensions extensions) {

    static final Codec<CertificateEntry> CODEC = new Codec<>() {
        @Override
        public CertificateEntry decode(ByteReader in) throws TlsFault {
            return new CertificateEntry(in.opaque(1, 0xFFFFFF), Extensions.decode(in, Place.CERTIFICATE_ENTRY));
        }

        @Override
        public void encode(CertificateEntry entry, ByteWriter out) {
            out.opaque(0xFFFFFF, entry.certData);
            entry.extensions.encode(out);
        }
    };
}
