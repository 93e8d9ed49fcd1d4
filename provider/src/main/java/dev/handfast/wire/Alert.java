package dev.handfast.wire;

import java.util.Map;

/**
 * An {@code AlertDescription} (RFC 9846 §6). A peer may send a number that we do not know, so this is a value and not an
 * enum.
 *
 * @param code 0 to 255
 */
public record Alert(int code) {
    public static final Alert CLOSE_NOTIFY = new Alert(0);
    public static final Alert UNEXPECTED_MESSAGE = new Alert(10);
    public static final Alert BAD_RECORD_MAC = new Alert(20);
    public static final Alert RECORD_OVERFLOW = new Alert(22);
    public static final Alert HANDSHAKE_FAILURE = new Alert(40);
    public static final Alert BAD_CERTIFICATE = new Alert(42);
    public static final Alert UNSUPPORTED_CERTIFICATE = new Alert(43);
    public static final Alert CERTIFICATE_REVOKED = new Alert(44);
    public static final Alert CERTIFICATE_EXPIRED = new Alert(45);
    public static final Alert CERTIFICATE_UNKNOWN = new Alert(46);
    public static final Alert ILLEGAL_PARAMETER = new Alert(47);
    public static final Alert UNKNOWN_CA = new Alert(48);
    public static final Alert ACCESS_DENIED = new Alert(49);
    public static final Alert DECODE_ERROR = new Alert(50);
    public static final Alert DECRYPT_ERROR = new Alert(51);
    public static final Alert PROTOCOL_VERSION = new Alert(70);
    public static final Alert INSUFFICIENT_SECURITY = new Alert(71);
    public static final Alert INTERNAL_ERROR = new Alert(80);
    public static final Alert INAPPROPRIATE_FALLBACK = new Alert(86);
    public static final Alert USER_CANCELED = new Alert(90);
    public static final Alert NO_RENEGOTIATION = new Alert(100);
    public static final Alert MISSING_EXTENSION = new Alert(109);
    public static final Alert UNSUPPORTED_EXTENSION = new Alert(110);
    public static final Alert UNRECOGNIZED_NAME = new Alert(112);
    public static final Alert BAD_CERTIFICATE_STATUS_RESPONSE = new Alert(113);
    public static final Alert UNKNOWN_PSK_IDENTITY = new Alert(115);
    public static final Alert CERTIFICATE_REQUIRED = new Alert(116);
    public static final Alert GENERAL_ERROR = new Alert(117);
    public static final Alert NO_APPLICATION_PROTOCOL = new Alert(120);

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(0, "close_notify"),
            Map.entry(10, "unexpected_message"),
            Map.entry(20, "bad_record_mac"),
            Map.entry(22, "record_overflow"),
            Map.entry(40, "handshake_failure"),
            Map.entry(42, "bad_certificate"),
            Map.entry(43, "unsupported_certificate"),
            Map.entry(44, "certificate_revoked"),
            Map.entry(45, "certificate_expired"),
            Map.entry(46, "certificate_unknown"),
            Map.entry(47, "illegal_parameter"),
            Map.entry(48, "unknown_ca"),
            Map.entry(49, "access_denied"),
            Map.entry(50, "decode_error"),
            Map.entry(51, "decrypt_error"),
            Map.entry(70, "protocol_version"),
            Map.entry(71, "insufficient_security"),
            Map.entry(80, "internal_error"),
            Map.entry(86, "inappropriate_fallback"),
            Map.entry(90, "user_canceled"),
            Map.entry(100, "no_renegotiation"),
            Map.entry(109, "missing_extension"),
            Map.entry(110, "unsupported_extension"),
            Map.entry(112, "unrecognized_name"),
            Map.entry(113, "bad_certificate_status_response"),
            Map.entry(115, "unknown_psk_identity"),
            Map.entry(116, "certificate_required"),
            Map.entry(117, "general_error"),
            Map.entry(120, "no_application_protocol"));

    // By hand, as a record's own is made of method handles, which cost a JVM's first handshake milliseconds.
    @Override
    public boolean equals(Object other) {
        return other instanceof Alert that && code == that.code;
    }

    @Override
    public int hashCode() {
        return code;
    }

    /** The name that the standard gives the number, such as {@code decode_error}; {@code alert_200} where it gives none. */
    @Override
    public String toString() {
        String name = NAMES.get(code);
        return name == null ? "alert_" + code : name;
    }
}
