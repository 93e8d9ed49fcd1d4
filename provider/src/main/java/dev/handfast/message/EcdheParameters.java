package dev.handfast.message;

import dev.handfast.wire.Alert;
import dev.handfast.wire.ByteReader;
import dev.handfast.wire.ByteWriter;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.TlsFault;

/**
 * The server's half of an ECDHE key exchange of TLS 1.2, signed (RFC 8422 §5.4). Nothing is known yet of the signature, nor
 * of the point.
 *
 * @param group any number, ours or not
 * @param point the server's public value as its group writes it, 1 to 255 bytes
 * @param scheme number of a SignatureScheme, known to us or not
 */
public record EcdheParameters(NamedGroup group, byte[] point, int scheme, byte[] signature) {
    private static final int NAMED_CURVE = 3;

    static EcdheParameters decode(ByteReader in) throws TlsFault {
        int curveType = in.uint8();
        if (curveType != NAMED_CURVE) {
            throw new TlsFault(
                    Alert.ILLEGAL_PARAMETER,
                    "the server's ServerKeyExchange has a curve of type " + curveType
                            + ", and named_curve (3) is the only one that is left");
        }
        return new EcdheParameters(new NamedGroup(in.uint16()), in.opaque(1, 0xFF), in.uint16(), in.opaque(0, 0xFFFF));
    }

    /** {@code ServerECDHParams}, the part that is signed. The form has one encoding only: it is what the server sent. */
    public byte[] encodeParameters() {
        return new ByteWriter()
                .uint8(NAMED_CURVE)
                .uint16(group.code())
                .opaque(0xFF, point)
                .toByteArray();
    }

    /** The same parameters under this signature. */
    public EcdheParameters signed(byte[] made) {
        return new EcdheParameters(group, point, scheme, made);
    }

    /** The message that says it. */
    public ServerKeyExchange toMessage() {
        return ServerKeyExchange.of(encodeParameters(), scheme, signature);
    }
}
