package dev.handfast.jsse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.handfast.property.Property;
import dev.handfast.property.Warnings;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;

/**
 * Application protocols as applications name them, and as they stand on the wire: bytes, which our messages hold as one character
 * each (RFC 7301 §3.1).
 *
 * @param charset {@code jdk.tls.alpnCharset}
 */
record ProtocolNames(Charset charset) {
    static ProtocolNames current(Warnings warnings) {
        String name = Property.ALPN_CHARSET.value();
        try {
            return new ProtocolNames(name == null ? ISO_8859_1 : Charset.forName(name));
        } catch (IllegalArgumentException unknown) {
            Property.ALPN_CHARSET.unusable(warnings, name, "no charset has this name");
            return new ProtocolNames(ISO_8859_1);
        }
    }

    List<String> toWire(String[] protocols) {
        var names = new ArrayList<String>();
        for (String protocol : protocols) {
            names.add(toWire(protocol));
        }
        return List.copyOf(names);
    }

    String toWire(String protocol) {
        return charset.equals(ISO_8859_1) ? protocol : new String(protocol.getBytes(charset), ISO_8859_1);
    }

    List<String> fromWire(List<String> protocols) {
        var names = new ArrayList<String>();
        for (String protocol : protocols) {
            names.add(fromWire(protocol));
        }
        return List.copyOf(names);
    }

    /** @param protocol null where there is none yet */
    String fromWire(String protocol) {
        boolean asItIs = protocol == null || charset.equals(ISO_8859_1);
        return asItIs ? protocol : new String(protocol.getBytes(ISO_8859_1), charset);
    }
}
