package dev.handfast.wire;

import java.util.Map;

/**
 * {@code ExtensionType} (RFC 9846 §4.3). Any number may come from a peer; this knows the names of those that are seen in the wild,
 * whether we have a use for them or not.
 *
 * @param code 0 to 0xFFFF
 */
public record ExtensionType(int code) {
    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(0, "server_name"),
            Map.entry(1, "max_fragment_length"),
            Map.entry(5, "status_request"),
            Map.entry(10, "supported_groups"),
            Map.entry(11, "ec_point_formats"),
            Map.entry(13, "signature_algorithms"),
            Map.entry(14, "use_srtp"),
            Map.entry(15, "heartbeat"),
            Map.entry(16, "application_layer_protocol_negotiation"),
            Map.entry(17, "status_request_v2"),
            Map.entry(18, "signed_certificate_timestamp"),
            Map.entry(19, "client_certificate_type"),
            Map.entry(20, "server_certificate_type"),
            Map.entry(21, "padding"),
            Map.entry(22, "encrypt_then_mac"),
            Map.entry(23, "extended_master_secret"),
            Map.entry(27, "compress_certificate"),
            Map.entry(28, "record_size_limit"),
            Map.entry(34, "delegated_credential"),
            Map.entry(35, "session_ticket"),
            Map.entry(41, "pre_shared_key"),
            Map.entry(42, "early_data"),
            Map.entry(43, "supported_versions"),
            Map.entry(44, "cookie"),
            Map.entry(45, "psk_key_exchange_modes"),
            Map.entry(47, "certificate_authorities"),
            Map.entry(48, "oid_filters"),
            Map.entry(49, "post_handshake_auth"),
            Map.entry(50, "signature_algorithms_cert"),
            Map.entry(51, "key_share"),
            Map.entry(57, "quic_transport_parameters"),
            Map.entry(0x3374, "next_protocol_negotiation"),
            Map.entry(0x4469, "application_settings"),
            Map.entry(0x44CD, "application_settings"),
            Map.entry(0xFE0D, "encrypted_client_hello"),
            Map.entry(0xFF01, "renegotiation_info"));

    /** The standard's name, such as {@code server_name}; {@code extension 0x1234} for a number without one. */
    @Override
    public String toString() {
        String name = NAMES.get(code);
        return name == null ? String.format("extension 0x%04X", code) : name;
    }
}
