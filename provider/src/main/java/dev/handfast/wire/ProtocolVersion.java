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

    /** The version that JSSE calls {@code name}, such as {@code TLSv1.3}. */
    public static Optional<ProtocolVersion> named(String name) {
        return NAMED.stream().filter(version -> version.toString().equals(name)).findFirst();
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
