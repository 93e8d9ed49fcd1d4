package dev.handfast.explain;

import static dev.handfast.explain.Layout.namedVector;
import static dev.handfast.explain.Layout.number;
import static dev.handfast.explain.Layout.opaque;
import static dev.handfast.explain.Layout.rest;
import static dev.handfast.explain.Layout.sequence;
import static dev.handfast.explain.Layout.structure;
import static dev.handfast.explain.Layout.vector;

import dev.handfast.wire.ByteReader;
import dev.handfast.wire.TlsFault;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The table of extensions (RFC 9846 §4.3): how each lies in a message that asks, and in one that answers. */
final class ExtensionLayouts {
    private static final int U8 = 0xFF;
    private static final int U16 = 0xFFFF;
    private static final int U24 = 0xFFFFFF;

    private static final Layout GROUP = number("named_group", 2, CodePoints::group);
    private static final Layout VERSION = number("version", 2, CodePoints::version);
    private static final Layout NAMES = vector(
            "server_name_list",
            U16,
            structure(
                    "ServerName",
                    1,
                    number("name_type", 1, code -> code == 0 ? "host_name" : "type " + code),
                    opaque("host_name", U16, Printable::text))); // RFC 6066 §3
    private static final Layout PROTOCOLS =
            vector("protocol_name_list", U16, opaque("protocol_name", U8, Printable::text)); // RFC 7301 §3.1
    private static final Layout SHARE =
            structure("KeyShareEntry", 0, number("group", 2, CodePoints::group), opaque("key_exchange", U16));
    private static final Layout AUTHORITIES =
            vector("authorities", U16, opaque("distinguished_name", U16, CertificateLayout::nameOf));
    private static final Layout COOKIE = opaque("cookie", U16);
    private static final Layout STATUS =
            sequence(number("status_type", 1, ExtensionLayouts::statusType), opaque("response", U24)); // RFC 6066 §8

    /** Of a ClientHello or CertificateRequest. */
    private static final Map<Integer, Layout> QUESTIONS = new HashMap<>();

    /** Of all other messages, where that is not the same. */
    private static final Map<Integer, Layout> ANSWERS = new HashMap<>();

    static {
        QUESTIONS.put(0, NAMES);
        QUESTIONS.put(1, number("max_fragment_length", 1, code -> (1L << (8 + code)) + " bytes")); // RFC 6066 §4
        QUESTIONS.put(
                5,
                sequence(
                        number("status_type", 1, ExtensionLayouts::statusType),
                        vector("responder_id_list", U16, opaque("responder_id", U16)),
                        opaque("request_extensions", U16)));
        QUESTIONS.put(10, vector("named_group_list", U16, GROUP));
        QUESTIONS.put(11, vector("ec_point_format_list", U8, number("format", 1, CodePoints::pointFormat)));
        QUESTIONS.put(13, schemes());
        QUESTIONS.put(16, PROTOCOLS);
        QUESTIONS.put(21, rest("padding"));
        QUESTIONS.put(27, vector("algorithms", U8, number("algorithm", 2, CodePoints::certificateCompression)));
        QUESTIONS.put(28, number("record_size_limit", 2, bytes -> bytes + " bytes"));
        QUESTIONS.put(34, schemes());
        QUESTIONS.put(35, rest("ticket"));
        QUESTIONS.put(
                41,
                sequence(
                        vector(
                                "identities",
                                U16,
                                structure(
                                        "PskIdentity",
                                        0,
                                        opaque("identity", U16),
                                        number("obfuscated_ticket_age", 4, Long::toString))),
                        vector("binders", U16, opaque("PskBinderEntry", U8))));
        QUESTIONS.put(43, vector("versions", U8, VERSION));
        QUESTIONS.put(44, COOKIE);
        QUESTIONS.put(45, vector("ke_modes", U8, number("PskKeyExchangeMode", 1, CodePoints::pskMode)));
        QUESTIONS.put(47, AUTHORITIES);
        QUESTIONS.put(
                48,
                vector(
                        "filters",
                        U16,
                        structure(
                                "OIDFilter",
                                0,
                                opaque("certificate_extension_oid", U8),
                                opaque("certificate_extension_values", U16))));
        QUESTIONS.put(50, schemes());
        QUESTIONS.put(51, vector("client_shares", U16, SHARE));
        QUESTIONS.put(0xFF01, opaque("renegotiated_connection", U8));

        ANSWERS.put(5, STATUS);
        ANSWERS.put(41, number("selected_identity", 2, index -> "number " + index + ", counted from 0"));
        ANSWERS.put(42, number("max_early_data_size", 4, size -> size + " bytes")); // in a NewSessionTicket
        ANSWERS.put(43, number("selected_version", 2, CodePoints::version));
        ANSWERS.put(51, ExtensionLayouts::readAnswerOfKeyShare);
    }

    /** Those that say all there is to say by being there; many more are empty in an answer. */
    private static final Set<Integer> FLAGS = Set.of(22, 23, 42, 49);

    private ExtensionLayouts() {}

    /** The extensions of a ClientHello or CertificateRequest. */
    static Layout questions() {
        return extensions(List.of(QUESTIONS));
    }

    /** The extensions of any other message. */
    static Layout answers() {
        return extensions(List.of(ANSWERS, QUESTIONS));
    }

    private static Layout extensions(List<Map<Integer, Layout>> tables) {
        return namedVector("extensions", U16, (in, fields) -> {
            int from = in.position();
            int type = in.uint16();
            ByteReader body = in.vector(0, U16);
            String value = body.isEmpty() ? (FLAGS.contains(type) ? "present" : "empty") : "";
            Layout layout = body.isEmpty() ? Layout.NOTHING : layoutOf(type, tables);
            fields.add(CodePoints.extension(type), value, from, body, layout);
        });
    }

    private static Layout layoutOf(int type, List<Map<Integer, Layout>> tables) {
        return tables.stream()
                .filter(table -> table.containsKey(type))
                .findFirst()
                .map(table -> table.get(type))
                .orElse(rest("extension_data"));
    }

    private static Layout schemes() {
        return vector("supported_signature_algorithms", 0xFFFE, number("SignatureScheme", 2, CodePoints::scheme));
    }

    private static String statusType(long code) {
        return code == 1 ? "ocsp" : "type " + code;
    }

    /** A HelloRetryRequest names a group only (RFC 9846 §4.3.8). */
    private static void readAnswerOfKeyShare(ByteReader in, Fields fields) throws TlsFault {
        Layout form = in.remaining() == 2 ? number("selected_group", 2, CodePoints::group) : SHARE;
        form.read(in, fields);
    }
}
