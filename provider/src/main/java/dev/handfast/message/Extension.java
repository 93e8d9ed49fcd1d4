package dev.handfast.message;

import dev.handfast.wire.Alert;
import dev.handfast.wire.ByteReader;
import dev.handfast.wire.ByteWriter;
import dev.handfast.wire.Codec;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.TlsFault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/**
 * The form that one extension takes in one place: its number, its codec and its Java type. The constants below are the table
 * of RFC 9846 §4.3, as far as we know it, and there are no others. Immutable.
 */
public final class Extension<T> {
    /** The forms of each number: four at the most. */
    private static final Map<Integer, List<Extension<?>>> KNOWN = new HashMap<>();

    /** RFC 6066 §3. */
    public static final Extension<List<ServerName>> SERVER_NAME_CH =
            known("server_name", 0, Place.CLIENT_HELLO, ServerName.LIST);

    /** RFC 6066 §3: empty, says that the name was used. */
    public static final Extension<Flag> SERVER_NAME_EE = flag("server_name", 0, Place.ENCRYPTED_EXTENSIONS);

    /** RFC 9261 §4; a CertificateRequest of the handshake may have it, too, and nobody asks for it. */
    public static final Extension<List<ServerName>> SERVER_NAME_CR =
            known("server_name", 0, Place.CERTIFICATE_REQUEST, ServerName.LIST);

    /** RFC 6066 §4. */
    public static final Extension<MaxFragment> MAX_FRAGMENT_LENGTH_CH = maxFragmentLength(Place.CLIENT_HELLO);

    /** RFC 6066 §4. */
    public static final Extension<MaxFragment> MAX_FRAGMENT_LENGTH_EE = maxFragmentLength(Place.ENCRYPTED_EXTENSIONS);

    /** RFC 6066 §8. */
    public static final Extension<StatusRequest> STATUS_REQUEST_CH =
            known("status_request", 5, Place.CLIENT_HELLO, StatusRequest.CODEC);

    /** RFC 9846 §4.5.1.1: empty. */
    public static final Extension<Flag> STATUS_REQUEST_CR = flag("status_request", 5, Place.CERTIFICATE_REQUEST);

    /** RFC 9846 §4.5.1.1: the stapled response. */
    public static final Extension<CertificateStatus> STATUS_REQUEST_CT =
            known("status_request", 5, Place.CERTIFICATE_ENTRY, CertificateStatus.CODEC);

    /** RFC 9846 §4.3.7. */
    public static final Extension<List<NamedGroup>> SUPPORTED_GROUPS_CH = groups(Place.CLIENT_HELLO);

    /** RFC 9846 §4.3.7: what the server would like better; for later connections. */
    public static final Extension<List<NamedGroup>> SUPPORTED_GROUPS_EE = groups(Place.ENCRYPTED_EXTENSIONS);

    /** RFC 9846 §4.3.3. */
    public static final Extension<List<Integer>> SIGNATURE_ALGORITHMS_CH =
            schemes("signature_algorithms", 13, Place.CLIENT_HELLO);

    /** RFC 9846 §4.3.3. */
    public static final Extension<List<Integer>> SIGNATURE_ALGORITHMS_CR =
            schemes("signature_algorithms", 13, Place.CERTIFICATE_REQUEST);

    /** RFC 7301 §3.1. */
    public static final Extension<List<String>> ALPN_CH =
            known("application_layer_protocol_negotiation", 16, Place.CLIENT_HELLO, ApplicationProtocols.LIST);

    /** RFC 7301 §3.1: exactly one. */
    public static final Extension<String> ALPN_EE = chosenProtocol(Place.ENCRYPTED_EXTENSIONS);

    /** RFC 7685. */
    public static final Extension<byte[]> PADDING_CH = raw("padding", 21, Place.CLIENT_HELLO);

    /** RFC 8449 §4: bytes of plaintext that the client wants to receive at most. */
    public static final Extension<Integer> RECORD_SIZE_LIMIT_CH = recordSizeLimit(Place.CLIENT_HELLO);

    /** RFC 8449 §4: the same of the server. */
    public static final Extension<Integer> RECORD_SIZE_LIMIT_EE = recordSizeLimit(Place.ENCRYPTED_EXTENSIONS);

    /** RFC 9846 §4.3.11; read by a server that resumes. */
    public static final Extension<PreSharedKeyOffer> PRE_SHARED_KEY_CH =
            known("pre_shared_key", 41, Place.CLIENT_HELLO, PreSharedKeyOffer.CODEC);

    /** RFC 9846 §4.3.11: which of the offered keys. */
    public static final Extension<Integer> PRE_SHARED_KEY_SH =
            known("pre_shared_key", 41, Place.SERVER_HELLO, Codec.UINT16);

    /** RFC 9846 §4.3.10. */
    public static final Extension<Flag> EARLY_DATA_CH = flag("early_data", 42, Place.CLIENT_HELLO);

    /** RFC 9846 §4.3.10. */
    public static final Extension<Flag> EARLY_DATA_EE = flag("early_data", 42, Place.ENCRYPTED_EXTENSIONS);

    /** RFC 9846 §4.3.10: {@code max_early_data_size}, bytes. */
    public static final Extension<Long> EARLY_DATA_NST =
            known("early_data", 42, Place.NEW_SESSION_TICKET, Codec.UINT32);

    /** RFC 9846 §4.3.1. */
    public static final Extension<List<ProtocolVersion>> SUPPORTED_VERSIONS_CH =
            known("supported_versions", 43, Place.CLIENT_HELLO, Codec.list(2, 254, ProtocolVersion.CODEC));

    /** RFC 9846 §4.3.1. */
    public static final Extension<ProtocolVersion> SUPPORTED_VERSIONS_SH = selectedVersion(Place.SERVER_HELLO);

    /** RFC 9846 §4.3.1. */
    public static final Extension<ProtocolVersion> SUPPORTED_VERSIONS_HRR = selectedVersion(Place.HELLO_RETRY_REQUEST);

    /** RFC 9846 §4.3.2. */
    public static final Extension<byte[]> COOKIE_CH = cookie(Place.CLIENT_HELLO);

    /** RFC 9846 §4.3.2. */
    public static final Extension<byte[]> COOKIE_HRR = cookie(Place.HELLO_RETRY_REQUEST);

    /** RFC 9846 §4.3.9. */
    public static final Extension<byte[]> PSK_KEY_EXCHANGE_MODES_CH =
            known("psk_key_exchange_modes", 45, Place.CLIENT_HELLO, Codec.opaque(1, 0xFF));

    /** RFC 9846 §4.3.4. */
    public static final Extension<List<X500Principal>> CERTIFICATE_AUTHORITIES_CH = authorities(Place.CLIENT_HELLO);

    /** RFC 9846 §4.3.4. */
    public static final Extension<List<X500Principal>> CERTIFICATE_AUTHORITIES_CR =
            authorities(Place.CERTIFICATE_REQUEST);

    /** RFC 9846 §4.3.5. */
    public static final Extension<List<OidFilter>> OID_FILTERS_CR =
            known("oid_filters", 48, Place.CERTIFICATE_REQUEST, OidFilter.LIST);

    /** RFC 9846 §4.3.6. */
    public static final Extension<Flag> POST_HANDSHAKE_AUTH_CH = flag("post_handshake_auth", 49, Place.CLIENT_HELLO);

    /** RFC 9846 §4.3.3. */
    public static final Extension<List<Integer>> SIGNATURE_ALGORITHMS_CERT_CH =
            schemes("signature_algorithms_cert", 50, Place.CLIENT_HELLO);

    /** RFC 9846 §4.3.3. */
    public static final Extension<List<Integer>> SIGNATURE_ALGORITHMS_CERT_CR =
            schemes("signature_algorithms_cert", 50, Place.CERTIFICATE_REQUEST);

    /** RFC 9846 §4.3.8, {@code KeyShareClientHello}. */
    public static final Extension<List<KeyShareEntry>> KEY_SHARE_CH =
            known("key_share", 51, Place.CLIENT_HELLO, Codec.list(0, 0xFFFF, KeyShareEntry.CODEC));

    /** RFC 9846 §4.3.8, {@code KeyShareServerHello}. */
    public static final Extension<KeyShareEntry> KEY_SHARE_SH =
            known("key_share", 51, Place.SERVER_HELLO, KeyShareEntry.CODEC);

    /** RFC 9846 §4.3.8, {@code KeyShareHelloRetryRequest}. */
    public static final Extension<NamedGroup> KEY_SHARE_HRR =
            known("key_share", 51, Place.HELLO_RETRY_REQUEST, NamedGroup.CODEC);

    /** RFC 6962 §3.3.1. */
    public static final Extension<byte[]> SCT_CH = raw("signed_certificate_timestamp", 18, Place.CLIENT_HELLO);

    /** RFC 6962 §3.3.1. */
    public static final Extension<byte[]> SCT_CR = raw("signed_certificate_timestamp", 18, Place.CERTIFICATE_REQUEST);

    /** RFC 6962 §3.3.1: {@code SignedCertificateTimestampList}, unread. */
    public static final Extension<byte[]> SCT_CT = raw("signed_certificate_timestamp", 18, Place.CERTIFICATE_ENTRY);

    // Extensions of TLS 1.2 may stand in a ClientHello that offers both versions, and nowhere else in TLS 1.3.

    /** RFC 8422 §5.1.2. */
    public static final Extension<byte[]> EC_POINT_FORMATS_CH = pointFormats(Place.CLIENT_HELLO);

    /** RFC 7366 §2. */
    public static final Extension<Flag> ENCRYPT_THEN_MAC_CH = flag("encrypt_then_mac", 22, Place.CLIENT_HELLO);

    /** RFC 7627 §5.1. */
    public static final Extension<Flag> EXTENDED_MASTER_SECRET_CH =
            flag("extended_master_secret", 23, Place.CLIENT_HELLO);

    /** RFC 5077 §3.2: a ticket of TLS 1.2, or nothing. */
    public static final Extension<byte[]> SESSION_TICKET_CH = raw("session_ticket", 35, Place.CLIENT_HELLO);

    /** RFC 5746 §3.2. */
    public static final Extension<byte[]> RENEGOTIATION_INFO_CH = renegotiationInfo(Place.CLIENT_HELLO);

    // The answers of a server of TLS 1.2.

    /** RFC 6066 §3: empty, says that the name was used. */
    public static final Extension<Flag> SERVER_NAME_SH12 = flag("server_name", 0, Place.SERVER_HELLO_12);

    /** RFC 6066 §4. */
    public static final Extension<MaxFragment> MAX_FRAGMENT_LENGTH_SH12 = maxFragmentLength(Place.SERVER_HELLO_12);

    /** RFC 6066 §8: empty, says that a CertificateStatus may follow. */
    public static final Extension<Flag> STATUS_REQUEST_SH12 = flag("status_request", 5, Place.SERVER_HELLO_12);

    /** RFC 9846 §4.3.7: some servers send it here against the standard; kept and never used. */
    public static final Extension<byte[]> SUPPORTED_GROUPS_SH12 = raw("supported_groups", 10, Place.SERVER_HELLO_12);

    /** RFC 8422 §5.2. */
    public static final Extension<byte[]> EC_POINT_FORMATS_SH12 = pointFormats(Place.SERVER_HELLO_12);

    /** RFC 7301 §3.1: exactly one. */
    public static final Extension<String> ALPN_SH12 = chosenProtocol(Place.SERVER_HELLO_12);

    /** RFC 6962 §3.3.1: {@code SignedCertificateTimestampList}, unread. */
    public static final Extension<byte[]> SCT_SH12 = raw("signed_certificate_timestamp", 18, Place.SERVER_HELLO_12);

    /** RFC 7366 §2. */
    public static final Extension<Flag> ENCRYPT_THEN_MAC_SH12 = flag("encrypt_then_mac", 22, Place.SERVER_HELLO_12);

    /** RFC 7627 §5.1. */
    public static final Extension<Flag> EXTENDED_MASTER_SECRET_SH12 =
            flag("extended_master_secret", 23, Place.SERVER_HELLO_12);

    /** RFC 8449 §4: bytes of plaintext that the server wants to receive at most. */
    public static final Extension<Integer> RECORD_SIZE_LIMIT_SH12 = recordSizeLimit(Place.SERVER_HELLO_12);

    /** RFC 5077 §3.2: empty, says that a NewSessionTicket follows. */
    public static final Extension<Flag> SESSION_TICKET_SH12 = flag("session_ticket", 35, Place.SERVER_HELLO_12);

    /** RFC 5746 §3.2. */
    public static final Extension<byte[]> RENEGOTIATION_INFO_SH12 = renegotiationInfo(Place.SERVER_HELLO_12);

    private final String name;
    private final int type;
    private final Place place;
    private final Codec<T> codec;

    private Extension(String name, int type, Place place, Codec<T> codec) {
        this.name = name;
        this.type = type;
        this.place = place;
        this.codec = codec;
    }

    /** The value of an extension whose body is empty: it is there. */
    public enum Flag {
        PRESENT;

        private static final Codec<Flag> CODEC = new Codec<>() {
            @Override
            public Flag decode(ByteReader in) {
                return PRESENT;
            }

            @Override
            public void encode(Flag flag, ByteWriter out) {
                // Its number says it.
            }
        };
    }

    /** The standard's name, for messages. */
    public String name() {
        return name;
    }

    public int type() {
        return type;
    }

    public Place place() {
        return place;
    }

    public Codec<T> codec() {
        return codec;
    }

    /**
     * The form of {@code type} in {@code place}; empty where the number is unknown to us.
     *
     * @throws TlsFault {@code illegal_parameter} if it is known, but not specified for this message (RFC 9846 §4.3)
     */
    static Optional<Extension<?>> in(Place place, int type) throws TlsFault {
        List<Extension<?>> forms = KNOWN.get(type);
        if (forms == null) {
            return Optional.empty();
        }
        for (Extension<?> form : forms) {
            if (form.place == place) {
                return Optional.of(form);
            }
        }
        throw new TlsFault(
                Alert.ILLEGAL_PARAMETER,
                "the peer's " + place + " has the extension " + forms.get(0).name + ", which has no place there");
    }

    /** The number of the extension with the standard's name {@code name}, if it is one of ours. */
    public static Optional<Integer> numberOf(String name) {
        return KNOWN.values().stream()
                .flatMap(List::stream)
                .filter(form -> form.name.equals(name))
                .map(Extension::type)
                .findFirst();
    }

    /** {@code value}, which this form has decoded, under its type again. */
    @SuppressWarnings("unchecked") // Extensions asks the one form of this number in its place
    T cast(Object value) {
        return (T) value;
    }

    /** The standard's name and that of the message, such as {@code key_share of ServerHello}. */
    @Override
    public String toString() {
        return name + " of " + place;
    }

    private static Extension<ProtocolVersion> selectedVersion(Place place) {
        return known("supported_versions", 43, place, ProtocolVersion.CODEC);
    }

    private static Extension<List<NamedGroup>> groups(Place place) {
        return known("supported_groups", 10, place, Codec.list(2, 0xFFFF, NamedGroup.CODEC));
    }

    private static Extension<List<Integer>> schemes(String name, int type, Place place) {
        return known(name, type, place, Codec.list(2, 0xFFFE, Codec.UINT16));
    }

    private static Extension<byte[]> cookie(Place place) {
        return known("cookie", 44, place, Codec.opaque(1, 0xFFFF));
    }

    /** Left out where there is no name to give. */
    private static Extension<List<X500Principal>> authorities(Place place) {
        return known("certificate_authorities", 47, place, Codec.list(3, 0xFFFF, DistinguishedName.CODEC));
    }

    private static Extension<Integer> recordSizeLimit(Place place) {
        return known("record_size_limit", 28, place, Codec.UINT16);
    }

    private static Extension<MaxFragment> maxFragmentLength(Place place) {
        return known("max_fragment_length", 1, place, MaxFragment.CODEC);
    }

    private static Extension<String> chosenProtocol(Place place) {
        return known("application_layer_protocol_negotiation", 16, place, ApplicationProtocols.CHOSEN);
    }

    private static Extension<byte[]> pointFormats(Place place) {
        return known("ec_point_formats", 11, place, PointFormats.CODEC);
    }

    private static Extension<byte[]> renegotiationInfo(Place place) {
        return known("renegotiation_info", 0xFF01, place, Codec.opaque(0, 0xFF));
    }

    private static Extension<Flag> flag(String name, int type, Place place) {
        return known(name, type, place, Flag.CODEC);
    }

    private static Extension<byte[]> raw(String name, int type, Place place) {
        return known(name, type, place, Codec.REST);
    }

    private static <T> Extension<T> known(String name, int type, Place place, Codec<T> codec) {
        var extension = new Extension<>(name, type, place, codec);
        List<Extension<?>> forms = KNOWN.get(type);
        if (forms == null) {
            forms = new ArrayList<>(4);
            KNOWN.put(type, forms);
        }
        forms.add(extension);
        return extension;
    }
}
