package dev.handfast.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.wire.Alert;
import dev.handfast.wire.ByteReader;
import dev.handfast.wire.ByteWriter;
import dev.handfast.wire.TlsFault;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bodies of the single extensions, as hexadecimal. */
class ExtensionFormsTest {

    @ParameterizedTest(name = "{0} {1} in {2}")
    @CsvSource({
        "server_name without a name, 0, CLIENT_HELLO, '0000'",
        "server_name without its list, 0, CLIENT_HELLO, ''",
        "server_name with an empty name, 0, CLIENT_HELLO, '0003000000'",
        "server_name that is not empty, 0, ENCRYPTED_EXTENSIONS, '00'",
        "status_request with half a request, 5, CLIENT_HELLO, '010000'",
        "status_request with an empty responder, 5, CLIENT_HELLO, '01000200000000'",
        "status_request that is not empty, 5, CERTIFICATE_REQUEST, '0100000000'",
        "status_request with an empty response, 5, CERTIFICATE_ENTRY, '01000000'",
        "supported_groups without a group, 10, CLIENT_HELLO, '0000'",
        "supported_groups with half a group, 10, CLIENT_HELLO, '0003001D00'",
        "ec_point_formats without a format, 11, CLIENT_HELLO, '00'",
        "ec_point_formats without a format, 11, SERVER_HELLO_12, '00'",
        "ec_point_formats without its list, 11, SERVER_HELLO_12, ''",
        "ec_point_formats that end early, 11, SERVER_HELLO_12, '0200'",
        "server_name that is not empty, 0, SERVER_HELLO_12, '0000'",
        "max_fragment_length without a length, 1, SERVER_HELLO_12, ''",
        "status_request that is not empty, 5, SERVER_HELLO_12, '0100000000'",
        "alpn answer without a name, 16, SERVER_HELLO_12, '0000'",
        "encrypt_then_mac that is not empty, 22, SERVER_HELLO_12, '00'",
        "extended_master_secret that is not empty, 23, SERVER_HELLO_12, '00'",
        "record_size_limit of a byte, 28, SERVER_HELLO_12, '40'",
        "session_ticket that is not empty, 35, SERVER_HELLO_12, '00'",
        "renegotiation_info without its length, 65281, SERVER_HELLO_12, ''",
        "renegotiation_info that ends early, 65281, SERVER_HELLO_12, '0200'",
        "signature_algorithms without a scheme, 13, CLIENT_HELLO, '0000'",
        "signature_algorithms with half a scheme, 13, CERTIFICATE_REQUEST, '0003040300'",
        "alpn without a name, 16, CLIENT_HELLO, '0000'",
        "alpn with an empty name, 16, CLIENT_HELLO, '0004026832 00'",
        "alpn that ends early, 16, CLIENT_HELLO, '0003036832'",
        "alpn answer without a name, 16, ENCRYPTED_EXTENSIONS, '0000'",
        "pre_shared_key without an identity, 41, CLIENT_HELLO, '00000000'",
        "early_data that is not empty, 42, CLIENT_HELLO, '00'",
        "early_data without a size, 42, NEW_SESSION_TICKET, ''",
        "supported_versions without a version, 43, CLIENT_HELLO, '00'",
        "supported_versions with half a version, 43, CLIENT_HELLO, '03030403'",
        "supported_versions with a list, 43, SERVER_HELLO, '020304'",
        "cookie of no bytes, 44, HELLO_RETRY_REQUEST, '0000'",
        "psk_key_exchange_modes without a mode, 45, CLIENT_HELLO, '00'",
        "certificate_authorities without a name, 47, CLIENT_HELLO, '0000'",
        "certificate_authorities that are not DER, 47, CERTIFICATE_REQUEST, '00050003FFFFFF'",
        "certificate_authorities with a byte behind the name, 47, CERTIFICATE_REQUEST, '00050003300000'",
        "oid_filters without an OID, 48, CERTIFICATE_REQUEST, '0003000000'",
        "post_handshake_auth that is not empty, 49, CLIENT_HELLO, '00'",
        "key_share with an empty body, 51, CLIENT_HELLO, ''",
        "key_share with an empty key, 51, CLIENT_HELLO, '0004001D0000'",
        "key_share with an empty key, 51, SERVER_HELLO, '001D0000'",
        "key_share with a key, 51, HELLO_RETRY_REQUEST, '001D000100'"
    })
    void aMalformedBodyIsADecodeError(String what, int type, Place place, String body) {
        assertFault(Alert.DECODE_ERROR, place, type, body);
    }

    @ParameterizedTest(name = "{0} {1} in {2}")
    @CsvSource({
        "two host names, 0, CLIENT_HELLO, '0008 00000161 00000162'",
        "OCSP asked for and something else given, 5, CERTIFICATE_ENTRY, '0200000101'",
        "two application protocols chosen, 16, ENCRYPTED_EXTENSIONS, '0004 0161 0162'",
        "two application protocols chosen, 16, SERVER_HELLO_12, '0004 0161 0162'",
        "ec_point_formats without uncompressed, 11, CLIENT_HELLO, '020102'",
        "ec_point_formats without uncompressed, 11, SERVER_HELLO_12, '0101'",
        "one OID twice, 48, CERTIFICATE_REQUEST, '0008 01AA0000 01AA0000'"
    })
    void aBodyThatContradictsTheStandardIsAnIllegalParameter(String what, int type, Place place, String body) {
        assertFault(Alert.ILLEGAL_PARAMETER, place, type, body);
    }

    @Test
    void asManyBindersAsIdentitiesAreAsked() {
        var offer = new PreSharedKeyOffer(
                List.of(
                        new PreSharedKeyOffer.PskIdentity(new byte[1], 0),
                        new PreSharedKeyOffer.PskIdentity(new byte[2], 0)),
                List.of(new byte[32]));
        var body = new ByteWriter();
        PreSharedKeyOffer.CODEC.encode(offer, body);

        assertFault(
                Alert.ILLEGAL_PARAMETER, Place.CLIENT_HELLO, 41, HexFormat.of().formatHex(body.toByteArray()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "0A", "1F", "20", "7F", "80", "C3", "FF"})
    void aHostNameWithACharacterThatNoneHasIsAnIllegalParameter(String character) {
        assertFault(Alert.ILLEGAL_PARAMETER, Place.CLIENT_HELLO, 0, "0006 00 0003 61" + character + "62");
    }

    @Test
    void aServerNameOfAnotherTypeIsKept() throws TlsFault {
        List<ServerName> names = decode(Place.CLIENT_HELLO, 0, "0008 07000100 00000161")
                .get(Extension.SERVER_NAME_CH)
                .orElseThrow();

        assertEquals(List.of(7, 0), names.stream().map(ServerName::type).toList());
    }

    @Test
    void anApplicationProtocolIsAnyBytes() throws TlsFault {
        assertEquals(
                Optional.of(List.of("h2", "\u00FF\u0000")),
                decode(Place.CLIENT_HELLO, 16, "0006 026832 02FF00").get(Extension.ALPN_CH));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0100", "03000102", "03020100"})
    void uncompressedMayStandAnywhereAmongThePointFormats(String body) throws TlsFault {
        for (Place place : List.of(Place.CLIENT_HELLO, Place.SERVER_HELLO_12)) {
            assertTrue(decode(place, 11, body).types().contains(11));
        }
    }

    /** RFC 9846 §4.3.7 and its forerunners: a server has no business to send them, and some do. */
    @Test
    void theGroupsOfATls12ServerAreKeptUnread() throws TlsFault {
        assertEquals(List.of(10), decode(Place.SERVER_HELLO_12, 10, "FF").types());
    }

    @Test
    void aClientMayOfferNoShare() throws TlsFault {
        assertEquals(
                Optional.of(List.of()), decode(Place.CLIENT_HELLO, 51, "0000").get(Extension.KEY_SHARE_CH));
    }

    @Test
    void aStatusRequestOfAnUnknownTypeIsKept() throws TlsFault {
        assertEquals(
                7,
                decode(Place.CLIENT_HELLO, 5, "07FFFF")
                        .get(Extension.STATUS_REQUEST_CH)
                        .orElseThrow()
                        .statusType());
    }

    private static void assertFault(Alert alert, Place place, int type, String body) {
        assertEquals(
                alert,
                assertThrows(TlsFault.class, () -> decode(place, type, body)).alert());
    }

    private static Extensions decode(Place place, int type, String body) throws TlsFault {
        byte[] bytes = HexFormat.of().parseHex(body.replace(" ", ""));
        var block = new ByteWriter().vector(0xFFFF, v -> v.uint16(type).opaque(0xFFFF, bytes));
        return Extensions.decode(new ByteReader(block.toByteArray()), place);
    }
}
