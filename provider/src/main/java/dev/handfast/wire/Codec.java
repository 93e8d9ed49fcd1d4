package dev.handfast.wire;

import java.util.List;

/**
 * How values of one type stand on the wire: the presentation language of RFC 9846 §3 as values. {@code Codec.list(2, 254,
 * ProtocolVersion.CODEC)} is {@code ProtocolVersion versions<2..254>}. Immutable.
 *
 * <p>They are classes, and no pairs of lambdas: a JVM makes a class for each lambda when it first comes by, which takes a
 * millisecond, and the table of extensions alone would need sixty for the first handshake.
 */
public interface Codec<T> extends ByteReader.Decoder<T>, ByteWriter.Encoder<T> {
    /** {@code uint16}. */
    Codec<Integer> UINT16 = new Codec<>() {
        @Override
        public Integer decode(ByteReader in) throws TlsFault {
            return in.uint16();
        }

        @Override
        public void encode(Integer value, ByteWriter out) {
            out.uint16(value);
        }
    };

    /** {@code uint32}, as 0 to 2^32-1. */
    Codec<Long> UINT32 = new Codec<>() {
        @Override
        public Long decode(ByteReader in) throws TlsFault {
            return in.uint32();
        }

        @Override
        public void encode(Long value, ByteWriter out) {
            out.uint32(value);
        }
    };

    /** All bytes that are left, unread. */
    Codec<byte[]> REST = new Codec<>() {
        @Override
        public byte[] decode(ByteReader in) {
            return in.rest();
        }

        @Override
        public void encode(byte[] value, ByteWriter out) {
            out.opaque(value);
        }
    };

    /** {@code opaque name<min..max>}. */
    static Codec<byte[]> opaque(int min, int max) {
        return new Codec<>() {
            @Override
            public byte[] decode(ByteReader in) throws TlsFault {
                return in.opaque(min, max);
            }

            @Override
            public void encode(byte[] value, ByteWriter out) {
                out.opaque(max, value);
            }
        };
    }

    /** {@code T name<min..max>}, where the bounds count bytes. */
    static <T> Codec<List<T>> list(int min, int max, Codec<T> element) {
        return new Codec<>() {
            @Override
            public List<T> decode(ByteReader in) throws TlsFault {
                return in.list(min, max, element);
            }

            @Override
            public void encode(List<T> items, ByteWriter out) {
                out.list(max, items, element);
            }
        };
    }
}
