package dev.handfast.message;

import dev.handfast.wire.Alert;
import dev.handfast.wire.ByteReader;
import dev.handfast.wire.ByteWriter;
import dev.handfast.wire.Codec;
import dev.handfast.wire.TlsFault;
import javax.security.auth.x500.X500Principal;

/** {@code DistinguishedName} (RFC 9846 §4.3.4, RFC 5246 §7.4.4). */
final class DistinguishedName implements Codec<X500Principal> {
    static final Codec<X500Principal> CODEC = new DistinguishedName();

    private DistinguishedName() {}

    @Override
    public X500Principal decode(ByteReader in) throws TlsFault {
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

    @Override
    public void encode(X500Principal name, ByteWriter out) {
        out.opaque(0xFFFF, name.getEncoded());
    }
}
