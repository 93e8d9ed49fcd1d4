package dev.handfast.explain;

import static dev.handfast.explain.Layout.bytes;
import static dev.handfast.explain.Layout.number;
import static dev.handfast.explain.Layout.opaque;
import static dev.handfast.explain.Layout.optional;
import static dev.handfast.explain.Layout.rest;
import static dev.handfast.explain.Layout.sequence;
import static dev.handfast.explain.Layout.structure;
import static dev.handfast.explain.Layout.vector;

import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.CipherSuite.KeyExchangeAlgorithm;
import java.util.Map;
import java.util.Optional;

/** The table of handshake messages: how the body of each lies on the wire (RFC 9846 §4, RFC 5246 §7.4). */
final class MessageLayouts {
    private static final int U8 = 0xFF;
    private static final int U16 = 0xFFFF;
    private static final int U24 = 0xFFFFFF;

    private static final Layout SIGNED = sequence(number("algorithm", 2, CodePoints::scheme), opaque("signature", U16));
    private static final Layout CERTIFICATE = (in, fields) -> {
        int from = in.position();
        CertificateLayout.read(from, in.vector(0, U24), fields);
    };
    private static final Layout SCHEMES =
            vector("supported_signature_algorithms", 0xFFFE, number("SignatureScheme", 2, CodePoints::scheme));

    /** Those that are the same in both versions. */
    private static final Map<Integer, Layout> COMMON = Map.ofEntries(
            Map.entry(0, Layout.NOTHING),
            Map.entry(
                    1,
                    sequence(
                            number("legacy_version", 2, CodePoints::version),
                            bytes("random", 32),
                            opaque("legacy_session_id", U8),
                            vector("cipher_suites", 0xFFFE, number("CipherSuite", 2, CodePoints::suite)),
                            vector(
                                    "legacy_compression_methods",
                                    U8,
                                    number("CompressionMethod", 1, CodePoints::compression)),
                            optional(ExtensionLayouts.questions()))),
            Map.entry(
                    2,
                    sequence(
                            number("legacy_version", 2, CodePoints::version),
                            bytes("random", 32),
                            opaque("legacy_session_id_echo", U8),
                            number("cipher_suite", 2, CodePoints::suite),
                            number("legacy_compression_method", 1, CodePoints::compression),
                            optional(ExtensionLayouts.answers()))),
            Map.entry(5, Layout.NOTHING),
            Map.entry(8, ExtensionLayouts.answers()),
            Map.entry(14, Layout.NOTHING),
            Map.entry(15, SIGNED),
            Map.entry(20, rest("verify_data")),
            Map.entry(
                    22,
                    sequence(
                            number("status_type", 1, code -> code == 1 ? "ocsp" : "type " + code),
                            opaque("response", U24))),
            Map.entry(24, number("request_update", 1, MessageLayouts::updateRequest)),
            Map.entry(
                    25, // RFC 8879 §4
                    sequence(
                            number("algorithm", 2, CodePoints::certificateCompression),
                            number("uncompressed_length", 3, length -> length + " bytes"),
                            opaque("compressed_certificate_message", U24))));

    private static final Map<Integer, Layout> OF_TLS_13 = Map.of(
            4,
                    sequence(
                            number("ticket_lifetime", 4, MessageLayouts::seconds),
                            number("ticket_age_add", 4, Long::toString),
                            opaque("ticket_nonce", U8),
                            opaque("ticket", U16),
                            ExtensionLayouts.answers()),
            11,
                    sequence(
                            opaque("certificate_request_context", U8),
                            vector(
                                    "certificate_list",
                                    U24,
                                    structure("CertificateEntry", 0, CERTIFICATE, ExtensionLayouts.answers()))),
            13, sequence(opaque("certificate_request_context", U8), ExtensionLayouts.questions()));

    private static final Map<Integer, Layout> OF_TLS_12 = Map.of(
            4, sequence(number("ticket_lifetime_hint", 4, MessageLayouts::seconds), opaque("ticket", U16)),
            11, vector("certificate_list", U24, CERTIFICATE),
            13,
                    sequence(
                            vector(
                                    "certificate_types",
                                    U8,
                                    number("ClientCertificateType", 1, CodePoints::certificateType)),
                            SCHEMES,
                            vector(
                                    "certificate_authorities",
                                    U16,
                                    opaque("DistinguishedName", U16, CertificateLayout::nameOf))));

    private static final Layout ECDHE_SERVER = sequence( // RFC 8422 §5.4
            structure(
                    "params",
                    1,
                    number("curve_type", 1, code -> code == 3 ? "named_curve" : "type " + code),
                    number("namedcurve", 2, CodePoints::group),
                    opaque("public", U8)),
            SIGNED);
    private static final Layout DHE_SERVER = sequence( // RFC 5246 §7.4.3
            structure("params", 0, opaque("dh_p", U16), opaque("dh_g", U16), opaque("dh_Ys", U16)), SIGNED);

    private MessageLayouts() {}

    /**
     * The form of a message's body.
     *
     * @param suite of TLS 1.2, which says what the key exchange messages hold; empty if it is not known
     */
    static Layout of(int type, boolean tls13, Optional<CipherSuite> suite) {
        Layout own = (tls13 ? OF_TLS_13 : OF_TLS_12).get(type);
        if (own != null) {
            return own;
        }
        Optional<KeyExchangeAlgorithm> exchange = suite.map(CipherSuite::keyExchange);
        return switch (type) {
            case 12 -> exchange.map(MessageLayouts::ofServer).orElse(rest("params"));
            case 16 -> exchange.map(MessageLayouts::ofClient).orElse(rest("exchange_keys"));
            default -> COMMON.getOrDefault(type, rest("body"));
        };
    }

    private static Layout ofServer(KeyExchangeAlgorithm exchange) {
        return switch (exchange) {
            case ECDHE_ECDSA, ECDHE_RSA -> ECDHE_SERVER;
            case DHE_RSA -> DHE_SERVER;
            case RSA, NEGOTIATED -> rest("params");
        };
    }

    private static Layout ofClient(KeyExchangeAlgorithm exchange) {
        return switch (exchange) {
            case ECDHE_ECDSA, ECDHE_RSA -> opaque("ecdh_Yc", U8);
            case DHE_RSA -> opaque("dh_Yc", U16);
            case RSA -> opaque("EncryptedPreMasterSecret", U16);
            case NEGOTIATED -> rest("exchange_keys");
        };
    }

    private static String seconds(long count) {
        return count + " seconds";
    }

    private static String updateRequest(long code) {
        return code == 0 ? "update_not_requested" : code == 1 ? "update_requested" : "request " + code;
    }
}
