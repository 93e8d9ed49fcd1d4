package dev.handfast.message;

import static dev.handfast.message.Faults.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.wire.Alert;
import dev.handfast.wire.ByteReader;
import dev.handfast.wire.ByteWriter;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.TlsFault;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExtensionsTest {
    private static final int GREASE = 0x2A2A;
    private static final Set<Extension<?>> OPAQUE = Set.of(
            Extension.SCT_CH,
            Extension.SCT_SH12,
            Extension.SCT_CR,
            Extension.SCT_CT,
            Extension.PADDING_CH,
            Extension.SESSION_TICKET_CH,
            Extension.SUPPORTED_GROUPS_SH12);

    @Test
    void unknownExtensionsAreKeptAndStandInTheirOrder() throws TlsFault {
        Extensions block = decode(Place.CLIENT_HELLO, GREASE, "ABCD", 10, "0002001D", 0xFFFE, "");

        assertEquals(List.of(GREASE, 10, 0xFFFE), block.types());
        assertArrayEquals(new byte[] {(byte) 0xAB, (byte) 0xCD}, block.raw(GREASE));
        assertEquals(Optional.of(List.of(NamedGroup.X25519)), block.get(Extension.SUPPORTED_GROUPS_CH));
    }

    @Test
    void whatIsNotThereIsEmpty() throws TlsFault {
        Extensions block = decode(Place.CLIENT_HELLO);

        assertEquals(Optional.empty(), block.get(Extension.SUPPORTED_GROUPS_CH));
        assertFalse(block.has(Extension.SUPPORTED_GROUPS_CH));
    }

    @Test
    void thousandsOfUnknownExtensionsAreTaken() throws TlsFault {
        var body = new ByteWriter()
                .list(
                        0xFFFF,
                        IntStream.range(0x1000, 0x3000).boxed().toList(),
                        (type, v) -> v.uint16(type).uint16(0))
                .toByteArray();

        assertEquals(
                0x2000,
                Extensions.decode(new ByteReader(body), Place.CLIENT_HELLO)
                        .types()
                        .size());
    }

    @ParameterizedTest
    @ValueSource(ints = {GREASE, 10})
    void anExtensionThatAppearsTwiceIsAnIllegalParameter(int type) {
        assertFault(Alert.ILLEGAL_PARAMETER, Place.CLIENT_HELLO, type, "0002001D", type, "0002001D");
    }

    @Test
    void extensionsBehindPreSharedKeyAreAnIllegalParameter() {
        byte[] psk = Samples.clientHello().extensions().raw(41);

        assertFault(
                Alert.ILLEGAL_PARAMETER, Place.CLIENT_HELLO, 41, HexFormat.of().formatHex(psk), GREASE, "");
    }

    @Test
    void preSharedKeyMayStandAnywhereInAServerHello() throws TlsFault {
        assertEquals(
                Optional.of(1),
                decode(Place.SERVER_HELLO, 41, "0001", 43, "0304").get(Extension.PRE_SHARED_KEY_SH));
    }

    /** The table of RFC 9846 §4.3, row by row, and what TLS 1.2 has in its hellos as far as we know it. */
    @ParameterizedTest
    @CsvSource({
        "0, CH SH12 EE CR",
        "1, CH SH12 EE",
        "5, CH SH12 CR CT",
        "10, CH SH12 EE",
        "11, CH SH12",
        "13, CH CR",
        "16, CH SH12 EE",
        "18, CH SH12 CR CT",
        "21, CH",
        "22, CH SH12",
        "23, CH SH12",
        "28, CH SH12 EE",
        "35, CH SH12",
        "41, CH SH",
        "42, CH EE NST",
        "43, CH SH HRR",
        "44, CH HRR",
        "45, CH",
        "47, CH CR",
        "48, CR",
        "49, CH",
        "50, CH CR",
        "51, CH SH HRR",
        "65281, CH SH12"
    })
    void aKnownExtensionHasItsPlacesAndIsAnIllegalParameterElsewhere(int type, String places) throws TlsFault {
        List<String> allowed = List.of(places.split(" "));
        for (Place place : Place.values()) {
            if (allowed.contains(initials(place))) {
                assertTrue(Extension.in(place, type).isPresent(), place.toString());
            } else {
                assertFault(Alert.ILLEGAL_PARAMETER, place, type, "");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyFormRefusesAByteTooManyUnlessItsBodyIsOpaque(Place place) throws TlsFault {
        Extensions block = sample(place);
        for (int type : block.types()) {
            if (!OPAQUE.contains(Extension.in(place, type).orElseThrow())) {
                String body = HexFormat.of().formatHex(block.raw(type));
                assertFault(Alert.DECODE_ERROR, place, type, body + "00");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyFormEncodesWhatItDecoded(Place place) throws TlsFault {
        Extensions block = sample(place);
        for (int type : block.types()) {
            Extension<?> form = Extension.in(place, type).orElseThrow();
            assertArrayEquals(block.raw(type), recoded(form, block.raw(type)), form.name());
        }
    }

    @Test
    void aBlockLongerThanItsLengthIsADecodeError() {
        byte[] hello = Samples.encryptedExtensions().encode();
        hello[5]--;

        assertRefused(Alert.DECODE_ERROR, hello);
    }

    @Test
    void theBuilderRefusesAFormOfAnotherPlace() {
        var builder = Extensions.builder(Place.SERVER_HELLO);

        assertThrows(IllegalArgumentException.class, () -> builder.add(Extension.KEY_SHARE_HRR, NamedGroup.X448));
    }

    @Test
    void theBuilderRefusesTheSameExtensionTwice() {
        var builder = Extensions.builder(Place.HELLO_RETRY_REQUEST).add(Extension.KEY_SHARE_HRR, NamedGroup.X448);

        assertThrows(IllegalArgumentException.class, () -> builder.add(Extension.KEY_SHARE_HRR, NamedGroup.X448));
    }

    private static <T> byte[] recoded(Extension<T> form, byte[] body) throws TlsFault {
        var out = new ByteWriter();
        form.codec().encode(form.codec().decode(new ByteReader(body)), out);
        return out.toByteArray();
    }

    private static Extensions sample(Place place) {
        return switch (place) {
            case CLIENT_HELLO -> Samples.clientHello().extensions();
            case SERVER_HELLO -> Samples.serverHello().extensions();
            case SERVER_HELLO_12 -> Samples12.serverHello().extensions();
            case HELLO_RETRY_REQUEST -> Samples.helloRetryRequest().extensions();
            case ENCRYPTED_EXTENSIONS -> Samples.encryptedExtensions().extensions();
            case CERTIFICATE_REQUEST -> Samples.certificateRequest().extensions();
            case CERTIFICATE_ENTRY ->
                Samples.certificate().certificateList().get(0).extensions();
            case NEW_SESSION_TICKET -> Samples.newSessionTicket().extensions();
        };
    }

    private static String initials(Place place) {
        return switch (place) {
            case CLIENT_HELLO -> "CH";
            case SERVER_HELLO -> "SH";
            case SERVER_HELLO_12 -> "SH12";
            case HELLO_RETRY_REQUEST -> "HRR";
            case ENCRYPTED_EXTENSIONS -> "EE";
            case CERTIFICATE_REQUEST -> "CR";
            case CERTIFICATE_ENTRY -> "CT";
            case NEW_SESSION_TICKET -> "NST";
        };
    }

    private static void assertFault(Alert alert, Place place, Object... typesAndBodies) {
        assertEquals(
                alert,
                assertThrows(
                                TlsFault.class,
                                () -> decode(place, typesAndBodies),
                                () -> place + " " + List.of(typesAndBodies))
                        .alert());
    }

    /** A block of types (numbers), each with its body (hexadecimal). */
    private static Extensions decode(Place place, Object... typesAndBodies) throws TlsFault {
        var block = new ByteWriter().vector(0xFFFF, v -> {
            for (int i = 0; i < typesAndBodies.length; i += 2) {
                v.uint16((Integer) typesAndBodies[i])
                        .opaque(0xFFFF, HexFormat.of().parseHex((String) typesAndBodies[i + 1]));
            }
        });
        return Extensions.decode(new ByteReader(block.toByteArray()), place);
    }
}
