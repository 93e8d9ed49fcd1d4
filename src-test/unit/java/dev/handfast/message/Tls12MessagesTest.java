package dev.handfast.message;

import static dev.handfast.message.Faults.message;
import static dev.handfast.message.Version.TLS_1_2;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handfast.wire.Alert;
import dev.handfast.wire.TlsFault;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Tls12MessagesTest {

    /** EndOfEarlyData, EncryptedExtensions, KeyUpdate, message_hash, those of DTLS and of nobody. */
    @ParameterizedTest
    @ValueSource(ints = {3, 5, 6, 7, 8, 9, 10, 17, 19, 21, 23, 24, 25, 99, 254, 255})
    void aTypeThatTls12HasNotGotIsUnexpected(int type) {
        assertRefused(Alert.UNEXPECTED_MESSAGE, type, "");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "HelloRequest that is not empty, 0, '00'",
        "ServerHelloDone that is not empty, 14, '00'",
        "ticket without a hint, 4, '0000'",
        "ticket longer than its message, 4, '00000000 0002 AA'",
        "empty certificate, 11, '000003 000000'",
        "certificate longer than its list, 11, '000004 000002 AA'",
        "empty response, 22, '01 000000'",
        "CertificateRequest without a type, 13, '00 0002 0401 0000'",
        "CertificateRequest without an algorithm, 13, '01 01 0000 0000'",
        "CertificateRequest with half an algorithm, 13, '01 01 0003 040100 0000'",
        "CertificateRequest without authorities, 13, '01 01 0002 0401'",
        "CertificateRequest with an empty authority, 13, '01 01 0002 0401 0002 0000'",
        "authority that is not DER, 13, '01 01 0002 0401 0005 0003 FFFFFF'",
        "authority with a byte behind the name, 13, '01 01 0002 0401 0005 0003 300000'"
    })
    void aMalformedBodyIsADecodeError(String what, int type, String body) {
        assertRefused(Alert.DECODE_ERROR, type, body);
    }

    @Test
    void anotherStatusThanOcspIsAnIllegalParameter() {
        assertRefused(Alert.ILLEGAL_PARAMETER, 22, "02 000001 01");
    }

    @Test
    void aChainKeepsItsOrder() throws TlsFault {
        var decoded = (Certificate12) Tls12Messages.decode(message(11, bytes("000009 000001 AA 000002 BBCC")));

        assertEquals(2, decoded.certificateList().size());
        assertArrayEquals(bytes("AA"), decoded.certificateList().get(0));
        assertArrayEquals(bytes("BBCC"), decoded.certificateList().get(1));
    }

    @Test
    void anEmptyCertificateIsAMessage() throws TlsFault {
        assertEquals(List.of(), ((Certificate12) Tls12Messages.decode(message(11, bytes("000000")))).certificateList());
    }

    @Test
    void aRequestSaysWhatItWants() throws TlsFault {
        var said = Samples12.certificateRequest();

        var heard = (CertificateRequest12) Tls12Messages.decode(said.encode());

        assertEquals(said, heard);
    }

    @Test
    void aRequestMayNameNoAuthority() throws TlsFault {
        var heard = (CertificateRequest12) Tls12Messages.decode(message(13, bytes("02 01 40 0002 0401 0000")));

        assertEquals(new CertificateRequest12(List.of(1, 64), List.of(0x0401), List.of()), heard);
    }

    @Test
    void numbersOfATicketAreUnsigned() throws TlsFault {
        var heard = (NewSessionTicket12) Tls12Messages.decode(message(4, bytes("FFFFFFFF 0001 AA")));

        assertEquals(0xFFFFFFFFL, heard.lifetimeHint());
        assertArrayEquals(bytes("AA"), heard.ticket());
    }

    @Test
    void theResponseOfAStatusIsKept() throws TlsFault {
        var heard = (CertificateStatusMessage) Tls12Messages.decode(message(22, bytes("01 000002 AABB")));

        assertArrayEquals(bytes("AABB"), heard.status().ocspResponse());
    }

    private static void assertRefused(Alert alert, int type, String body) {
        Faults.assertRefused(TLS_1_2, alert, message(type, bytes(body)), type + " " + body);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
