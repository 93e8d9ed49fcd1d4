package dev.handfast.explain;

import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.ExtensionType;
import dev.handfast.wire.HandshakeType;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.SignatureScheme;
import java.util.Map;

/** The names of numbers, those included that Handfast has no use for and a peer may send all the same. */
final class CodePoints {
    /** Two signalling values (RFC 5746 §3.3, RFC 7507 §4). */
    private static final Map<Integer, String> SIGNALS =
            Map.of(0x00FF, "TLS_EMPTY_RENEGOTIATION_INFO_SCSV", 0x5600, "TLS_FALLBACK_SCSV");

    /** Schemes of old (RFC 9846 §4.3.3), and of TLS 1.2's pairs of hash and signature (RFC 5246 §7.4.1.4.1). */
    private static final Map<Integer, String> OLD_SCHEMES = Map.of(
            0x0201, "rsa_pkcs1_sha1",
            0x0203, "ecdsa_sha1",
            0x0202, "dsa_sha1",
            0x0301, "rsa_sha224",
            0x0303, "ecdsa_sha224",
            0x0402, "dsa_sha256");

    private static final Map<Integer, String> POINT_FORMATS = Map.of(
            0, "uncompressed", 1, "ansiX962_compressed_prime", 2, "ansiX962_compressed_char2"); // RFC 8422 §5.1.2
    private static final Map<Integer, String> PSK_MODES = Map.of(0, "psk_ke", 1, "psk_dhe_ke"); // RFC 9846 §4.3.9
    private static final Map<Integer, String> COMPRESSIONS = Map.of(1, "zlib", 2, "brotli", 3, "zstd"); // RFC 8879 §3
    private static final Map<Integer, String> CERTIFICATE_TYPES =
            Map.of(1, "rsa_sign", 2, "dss_sign", 64, "ecdsa_sign"); // RFC 5246 §7.4.4, RFC 8422 §5.5

    private CodePoints() {}

    static String version(long code) {
        return grease(code, new ProtocolVersion((int) code).toString());
    }

    static String suite(long code) {
        return grease(code, SIGNALS.getOrDefault((int) code, CipherSuite.nameOf((int) code)));
    }

    static String group(long code) {
        return grease(code, new NamedGroup((int) code).toString());
    }

    static String scheme(long code) {
        return grease(
                code,
                SignatureScheme.of((int) code)
                        .map(SignatureScheme::toString)
                        .orElseGet(() -> named(OLD_SCHEMES, code, "scheme")));
    }

    static String extension(int code) {
        return grease(code, new ExtensionType(code).toString());
    }

    static String message(long code) {
        return new HandshakeType((int) code).toString();
    }

    static String pointFormat(long code) {
        return named(POINT_FORMATS, code, "format");
    }

    static String pskMode(long code) {
        return grease(code, named(PSK_MODES, code, "mode"));
    }

    static String certificateCompression(long code) {
        return named(COMPRESSIONS, code, "algorithm");
    }

    static String certificateType(long code) {
        return named(CERTIFICATE_TYPES, code, "type");
    }

    static String compression(long code) {
        return code == 0 ? "null" : "method " + code;
    }

    private static String named(Map<Integer, String> names, long code, String kind) {
        return names.getOrDefault((int) code, String.format("%s 0x%02X", kind, code));
    }

    /** RFC 8701: numbers that mean nothing, sent so that nobody forgets to ignore what is unknown. */
    private static String grease(long code, String otherwise) {
        boolean reserved = (code & 0x0F0F) == 0x0A0A && code >> 8 == (code & 0xFF);
        return reserved ? String.format("GREASE 0x%04X", code) : otherwise;
    }
}
