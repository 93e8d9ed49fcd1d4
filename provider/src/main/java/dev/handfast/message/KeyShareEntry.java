package dev.handfast.message;

import dev.handfast.wire.ByteReader;
import dev.handfast.wire.ByteWriter;
import dev.handfast.wire.Codec;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.TlsFault;

/** One (group, public value) pair of {@code key_share} (RFC 9846 §4.3.8). */
public record KeyShareEntry(NamedGroup group, byte[] keyExchange) {

    static final Codec<KeyShareEntry> CODEC = new Codec<>() {
        @Override
        public KeyShareEntry decode(ByteReader in) throws TlsFault {
            return new KeyShareEntry(new NamedGroup(in.uint16()), in.opaque(1, 0xFFFF));
        }

        @Override
        public void encode(KeyShareEntry share, ByteWriter out) {
            out.uint16(share.group.code()).opaque(0xFFFF, share.keyExchange);
        }
    };
}
