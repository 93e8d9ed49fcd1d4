package dev.handfast.wire;

import java.util.List;
import java.util.Optional;

/**
 * {@code ProtocolVersion} (RFC 9846 §4.2.2). Any number may come from a peer, GREASE values among them.
 *
 * @param code 0 to 0xFFFF
 */
public record ProtocolVersion(int code) {
    public static final ProtocolVersion SSL_3_0 = new ProtocolVersion(0x0300);
    public static final ProtocolVersion TLS_1_0 = new ProtocolVersion(0x0301);
    public static final ProtocolVersion TLS_1_1 = new ProtocolVersion(0x0302);
    public static final ProtocolVersion TLS_1_2 = new ProtocolVersion(0x0303);
    public static final ProtocolVersion TLS_1_3 = new ProtocolVersion(0x0304);

    private static final List<ProtocolVersion> NAMED = List.of(SSL_3_0, TLS_1_0, TLS_1_1, TLS_1_2, TLS_1_3);

    public static final Codec<ProtocolVersion> CODEC = new Codec<>() {
        @Override
        public ProtocolVersion decode(ByteReader in) throws TlsFault {
            return new ProtocolVersion(in.uint16());
        }

        @Override
        public void encode(ProtocolVersion version, ByteWriter out) {
            out.uint16(version.code);
        }
    };

    /** The version that JSSE calls {@code name}, such as {@code TLSv1.3}. */
    public static Optional<ProtocolVersion> named(String name) {
        for (ProtocolVersion version : NAMED) {
            if (version.toString().equals(name)) {
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }

    // By hand, as a record's own is made of method handles, which cost a JVM's first handshake milliseconds.
    @Override
    public boolean equals(Object other) {
        return other instanceof ProtocolVersion that && code == that.code;
    }

    @Override
    public int hashCode() {
        return code;
    }

    /** JSSE's name, such as {@code TLSv1.3}. */
    @Override
    public String toString() {
        return switch (code) {
            case 0x0300 -> "SSLv3";
            case 0x0301 -> "TLSv1";
            case 0x0302 -> "TLSv1.1";
            case 0x0303 -> "TLSv1.2";
            case 0x0304 -> "TLSv1.3";
            default -> "version 0x" + Integer.toHexString(code);
        };
    }
}
