package dev.handfast.message;

import dev.handfast.wire.Alert;
import dev.handfast.wire.ByteReader;
import dev.handfast.wire.ByteWriter;
import dev.handfast.wire.Codec;
import dev.handfast.wire.TlsFault;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;

/**
 * {@code OIDFilter} (RFC 9846 §4.3.5): a certificate extension that the client's certificate has to have.
 *
 * @param oid DER of the OID, 1 to 255 bytes
 * @param values DER of the values, 0 to 2^16-1 bytes
 */
public record OidFilter(byte[] oid, byte[] values) {

    private static final Codec<OidFilter> CODEC = new Codec<>() {
        @Override
        public OidFilter decode(ByteReader in) throws TlsFault {
            return new OidFilter(in.opaque(1, 0xFF), in.opaque(0, 0xFFFF));
        }

        @Override
        public void encode(OidFilter filter, ByteWriter out) {
            out.opaque(0xFF, filter.oid).opaque(0xFFFF, filter.values);
        }
    };

    /** {@code OIDFilterExtension}: each OID once. */
    static final Codec<List<OidFilter>> LIST = new Codec<>() {
        @Override
        public List<OidFilter> decode(ByteReader in) throws TlsFault {
            List<OidFilter> filters = in.list(0, 0xFFFF, CODEC);
            var oids = new HashSet<String>();
            for (OidFilter filter : filters) {
                if (!oids.add(HexFormat.of().formatHex(filter.oid))) {
                    throw new TlsFault(Alert.ILLEGAL_PARAMETER, "the server's oid_filters has one OID twice");
                }
            }
            return filters;
        }

        @Override
        public void encode(List<OidFilter> filters, ByteWriter out) {
            out.list(0xFFFF, filters, CODEC);
        }
    };
}
