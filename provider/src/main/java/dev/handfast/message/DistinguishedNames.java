package dev.handfast.message;

import dev.handfast.wire.Alert;
import dev.handfast.wire.ByteReader;
import dev.handfast.wire.ByteWriter;
import dev.handfast.wire.TlsFault;
import java.util.List;
import javax.security.auth.x500.X500Principal;

/** {@code DistinguishedName} (RFC 9846 §4.3.4, RFC 5246 §7.4.4). */
final class DistinguishedNames {
    private DistinguishedNames() {}

    /** {@code CertificateAuthoritiesExtension} of TLS 1.3, which is left out if it has no name to give. */
    static List<X500Principal> decodeList(ByteReader in) throws TlsFault {
        return in.list(3, 0xFFFF, DistinguishedNames::decode);
    }

    /** {@code certificate_authorities} of TLS 1.2, which may be empty. */
    static List<X500Principal> decodeAny(ByteReader in) throws TlsFault {
        return in.list(0, 0xFFFF, DistinguishedNames::decode);
    }

    static void encodeList(List<X500Principal> names, ByteWriter out) {
        out.list(0xFFFF, names, (name, v) -> v.opaque(0xFFFF, name.getEncoded()));
    }

    private static X500Principal decode(ByteReader in) throws TlsFault {
        byte[] der = in.opaque(1, 0xFFFF);
        X500Principal name;
        try {
            name = new X500Principal(der);
        } catch (IllegalArgumentException malformed) {
            throw new TlsFault(
                    Alert.DECODE_ERROR, "the peer's certificate_authorities has a name that is not DER", malformed);
        }
        if (name.getEncoded().length != der.length) { // the JDK skips bytes behind a name and a missing outer SEQUENCE
            throw new TlsFault(Alert.DECODE_ERROR, "the peer's certificate_authorities has a name of the wrong length");
        }
        return name;
    }
}
