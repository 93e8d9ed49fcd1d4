package dev.handfast.message;

import dev.handfast.wire.Alert;
import dev.handfast.wire.ByteReader;
import dev.handfast.wire.ByteWriter;
import dev.handfast.wire.TlsFault;
import java.util.HexFormat;
import java.util.List;

/**
 * {@code OIDFilter} (RFC 9846 §4.3.5): a certificate extension that the client's certificate has to have.
 *
 * @param oid DER of the OID, 1 to 255 bytes
 * @param values DER of the values, 0 to 2^16-1 bytes
 */
public record OidFilter(byte[] oid, byte[] values) {

    static List<OidFilter> decodeList(ByteReader in) throws TlsFault {
        List<OidFilter> filters =
                in.list(0, 0xFFFF, filter -> new OidFilter(filter.opaque(1, 0xFF), filter.opaque(0, 0xFFFF)));
        if (filters.stream().map(OidFilter::hex).distinct().count() < filters.size()) {
            throw new TlsFault(Alert.ILLEGAL_PARAMETER, "the server's oid_filters has one OID twice");
        }
        return filters;
    }

    static void encodeList(List<OidFilter> filters, ByteWriter out) {
        out.list(0xFFFF, filters, (filter, v) -> v.opaque(0xFF, filter.oid).opaque(0xFFFF, filter.values));
    }

    private String hex() {
        return HexFormat.of().formatHex(oid);
    }
}
