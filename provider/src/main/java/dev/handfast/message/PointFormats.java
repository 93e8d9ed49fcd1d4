package dev.handfast.message;

import dev.handfast.wire.Alert;
import dev.handfast.wire.ByteReader;
import dev.handfast.wire.ByteWriter;
import dev.handfast.wire.Codec;
import dev.handfast.wire.TlsFault;

/** {@code ECPointFormatList} (RFC 8422 §5.1.2), a byte for each format. */
final class PointFormats implements Codec<byte[]> {
    static final Codec<byte[]> CODEC = new PointFormats();

    private static final byte UNCOMPRESSED = 0;

    private PointFormats() {}

    @Override
    public byte[] decode(ByteReader in) throws TlsFault {
        byte[] formats = in.opaque(1, 0xFF);
        for (byte format : formats) {
            if (format == UNCOMPRESSED) {
                return formats;
            }
        }
        throw new TlsFault(
                Alert.ILLEGAL_PARAMETER,
                "the peer's ec_point_formats leaves out uncompressed, the only format of a point that is left");
    }

    @Override
    public void encode(byte[] formats, ByteWriter out) {
        out.opaque(0xFF, formats);
    }
}
