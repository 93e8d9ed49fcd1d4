package dev.handfast.message;

import static dev.handfast.message.Samples.filled;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.wire.Alert;
import dev.handfast.wire.ByteReader;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.TlsFault;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What ServerKeyExchange and ClientKeyExchange of TLS 1.2 hold, for each key exchange. */
class KeyExchangeTest {
    private static final long SEED = 5246;
    private static final int MUTANTS_PER_BYTE = 16;

    /** A body, and its way to a value and back. */
    private record Form(String name, byte[] body, ByteReader.Decoder<byte[]> recoded) {
        byte[] recode(byte[] changed) throws TlsFault {
            return recoded.decode(new ByteReader(changed));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Form> forms() {
        return Stream.of(
                new Form(
                        "server, ECDHE",
                        Samples12.ecdhe().toMessage().body(),
                        in -> new ServerKeyExchange(in.rest())
                                .ecdhe()
                                .toMessage()
                                .body()),
                new Form(
                        "server, DHE",
                        Samples12.dhe().toMessage().body(),
                        in -> new ServerKeyExchange(in.rest()).dhe().toMessage().body()),
                new Form(
                        "client, RSA",
                        ClientKeyExchange.ofRsa(filled(256, 1)).body(),
                        in -> ClientKeyExchange.ofRsa(new ClientKeyExchange(in.rest()).rsa())
                                .body()),
                new Form(
                        "client, ECDHE",
                        ClientKeyExchange.ofEcdhe(filled(65, 4)).body(),
                        in -> ClientKeyExchange.ofEcdhe(new ClientKeyExchange(in.rest()).ecdhe())
                                .body()),
                new Form(
                        "client, DHE",
                        ClientKeyExchange.ofDhe(filled(256, 1)).body(),
                        in -> ClientKeyExchange.ofDhe(new ClientKeyExchange(in.rest()).dhe())
                                .body()));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void whatWasDecodedIsEncodedAsItCame(Form form) throws TlsFault {
        assertArrayEquals(form.body(), form.recode(form.body()));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void aBodyThatEndsEarlyIsADecodeError(Form form) {
        for (int length = 0; length < form.body().length; length++) {
            assertFault(Alert.DECODE_ERROR, form, Arrays.copyOf(form.body(), length));
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void aByteTooManyIsADecodeError(Form form) {
        assertFault(Alert.DECODE_ERROR, form, Arrays.copyOf(form.body(), form.body().length + 1));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void aChangedByteGivesAValueOrAFaultAndNothingElse(Form form) {
        var random = new Random(SEED);
        for (int at = 0; at < form.body().length; at++) {
            for (int mutant = 0; mutant < MUTANTS_PER_BYTE; mutant++) {
                byte[] changed = form.body().clone();
                changed[at] ^= (byte) (1 + random.nextInt(255));
                try {
                    assertArrayEquals(changed, form.recode(changed));
                } catch (TlsFault fault) {
                    List<Alert> either = List.of(Alert.DECODE_ERROR, Alert.ILLEGAL_PARAMETER);
                    assertTrue(either.contains(fault.alert()), "seed " + SEED + ", byte " + at);
                } catch (RuntimeException e) {
                    throw new AssertionError("seed " + SEED + ", byte " + at + ", mutant " + mutant, e);
                }
            }
        }
    }

    @Test
    void theParametersOfEcdheAreWhatTheServerSaidAndSigned() throws TlsFault {
        var said = new ServerKeyExchange(HexFormat.of().parseHex("03001D02AABB08040003010203")).ecdhe();

        assertEquals(NamedGroup.X25519, said.group());
        assertArrayEquals(new byte[] {(byte) 0xAA, (byte) 0xBB}, said.point());
        assertEquals(0x0804, said.scheme());
        assertArrayEquals(new byte[] {1, 2, 3}, said.signature());
        assertArrayEquals(HexFormat.of().parseHex("03001D02AABB"), said.encodeParameters());
    }

    @Test
    void theParametersOfDheAreWhatTheServerSaidAndSigned() throws TlsFault {
        var said = new ServerKeyExchange(HexFormat.of().parseHex("000200170001050003000004040100020102")).dhe();

        assertArrayEquals(new byte[] {0, 0x17}, said.p());
        assertArrayEquals(new byte[] {5}, said.g());
        assertArrayEquals(new byte[] {0, 0, 4}, said.publicValue());
        assertEquals(0x0401, said.scheme());
        assertArrayEquals(new byte[] {1, 2}, said.signature());
        assertArrayEquals(HexFormat.of().parseHex("000200170001050003000004"), said.encodeParameters());
    }

    /** 1 and 2 are explicit curves. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 4, 255})
    void aCurveThatIsNotNamedIsAnIllegalParameter(int curveType) {
        byte[] body = Samples12.ecdhe().toMessage().body();
        body[0] = (byte) curveType;

        var fault = assertThrows(TlsFault.class, () -> new ServerKeyExchange(body).ecdhe());

        assertEquals(Alert.ILLEGAL_PARAMETER, fault.alert());
    }

    @Test
    void anUnknownGroupAndSchemeAreLeftToTheState() throws TlsFault {
        var said = new EcdheParameters(new NamedGroup(0x2A2A), new byte[1], 0x2A2A, new byte[0]);

        var heard = said.toMessage().ecdhe();

        assertEquals(said.group(), heard.group());
        assertEquals(said.scheme(), heard.scheme());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"empty point, '03001D00 0804 0000'", "no signature, '03001D01AA 0804'", "no scheme, '03001D01AA'"})
    void aMalformedEcdheIsADecodeError(String what, String body) {
        var message = new ServerKeyExchange(HexFormat.of().parseHex(body.replace(" ", "")));

        assertEquals(
                Alert.DECODE_ERROR, assertThrows(TlsFault.class, message::ecdhe).alert());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "empty p, '0000 000102 000103 0401 0000'",
        "empty g, '000117 0000 000103 0401 0000'",
        "empty public value, '000117 000102 0000 0401 0000'"
    })
    void aMalformedDheIsADecodeError(String what, String body) {
        var message = new ServerKeyExchange(HexFormat.of().parseHex(body.replace(" ", "")));

        assertEquals(
                Alert.DECODE_ERROR, assertThrows(TlsFault.class, message::dhe).alert());
    }

    @Test
    void anEmptyPublicValueOfTheClientIsADecodeError() {
        var point = new ClientKeyExchange(new byte[1]);
        var value = new ClientKeyExchange(new byte[2]);

        assertEquals(
                Alert.DECODE_ERROR, assertThrows(TlsFault.class, point::ecdhe).alert());
        assertEquals(
                Alert.DECODE_ERROR, assertThrows(TlsFault.class, value::dhe).alert());
    }

    /** It has to end as every broken one does (RFC 5246 §7.4.7.1), so nothing is said of it here. */
    @Test
    void anEmptyCiphertextIsLeftToTheState() throws TlsFault {
        assertArrayEquals(new byte[0], new ClientKeyExchange(new byte[2]).rsa());
    }

    @Test
    void aPointThatFitsNoFieldIsAMistakeOfOurs() {
        assertThrows(IllegalArgumentException.class, () -> ClientKeyExchange.ofEcdhe(new byte[256]));
    }

    private static void assertFault(Alert alert, Form form, byte[] body) {
        assertEquals(
                alert,
                assertThrows(TlsFault.class, () -> form.recode(body), form.name())
                        .alert(),
                form.name());
    }
}
