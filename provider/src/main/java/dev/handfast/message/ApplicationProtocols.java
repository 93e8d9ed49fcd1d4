package dev.handfast.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.handfast.wire.Alert;
import dev.handfast.wire.ByteReader;
import dev.handfast.wire.ByteWriter;
import dev.handfast.wire.TlsFault;
import java.util.List;

/** {@code ProtocolNameList} (RFC 7301 §3.1). Names are bytes; a String holds each as one character, as JSSE has it. */
final class ApplicationProtocols {
    private ApplicationProtocols() {}

    static List<String> decodeList(ByteReader in) throws TlsFault {
        return in.list(2, 0xFFFF, name -> new String(name.opaque(1, 0xFF), ISO_8859_1));
    }

    static void encodeList(List<String> names, ByteWriter out) {
        out.list(0xFFFF, names, (name, v) -> v.opaque(0xFF, name.getBytes(ISO_8859_1)));
    }

    static String decodeOne(ByteReader in) throws TlsFault {
        List<String> names = decodeList(in);
        if (names.size() != 1) {
            throw new TlsFault(
                    Alert.ILLEGAL_PARAMETER, "the server chose " + names.size() + " application protocols, not one");
        }
        return names.get(0);
    }

    static void encodeOne(String name, ByteWriter out) {
        encodeList(List.of(name), out);
    }
}
