package dev.handfast.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.handfast.wire.Alert;
import dev.handfast.wire.ByteReader;
import dev.handfast.wire.ByteWriter;
import dev.handfast.wire.Codec;
import dev.handfast.wire.TlsFault;
import java.util.List;

/** {@code ProtocolNameList} (RFC 7301 §3.1). Names are bytes; a String holds each as one character, as JSSE has it. */
final class ApplicationProtocols {
    /** {@code ProtocolName}. */
    private static final Codec<String> NAME = new Codec<>() {
        @Override
        public String decode(ByteReader in) throws TlsFault {
            return new String(in.opaque(1, 0xFF), ISO_8859_1);
        }

        @Override
        public void encode(String name, ByteWriter out) {
            out.opaque(0xFF, name.getBytes(ISO_8859_1));
        }
    };

    static final Codec<List<String>> LIST = Codec.list(2, 0xFFFF, NAME);

    /** What a server answers: a list of exactly one. */
    static final Codec<String> CHOSEN = new Codec<>() {
        @Override
        public String decode(ByteReader in) throws TlsFault {
            List<String> names = LIST.decode(in);
            if (names.size() != 1) {
                throw new TlsFault(
                        Alert.ILLEGAL_PARAMETER,
                        "the server chose " + names.size() + " application protocols, not one");
            }
            return names.get(0);
        }

        @Override
        public void encode(String name, ByteWriter out) {
            LIST.encode(List.of(name), out);
        }
    };

    private ApplicationProtocols() {}
}
