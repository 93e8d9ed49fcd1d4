package dev.handfast.message;

import static dev.handfast.message.Faults.assertRefused;
import static dev.handfast.message.Faults.withBodyOf;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.handfast.wire.Alert;
import dev.handfast.wire.ByteWriter;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.TlsFault;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ClientHello, ServerHello and HelloRetryRequest. */
class HelloTest {

    @Test
    void aClientHelloWithoutExtensionsIsOneOfTls12() throws TlsFault {
        byte[] hello = clientHello(32, suites -> suites.uint16(0x1301), 1);

        assertEquals(
                List.of(),
                ((ClientHello) Tls13Messages.decode(hello)).extensions().types());
    }

    @Test
    void aSessionIdLongerThan32BytesIsADecodeError() {
        assertRefused(Alert.DECODE_ERROR, clientHello(33, suites -> suites.uint16(0x1301), 1));
    }

    @Test
    void noCipherSuiteIsADecodeError() {
        assertRefused(Alert.DECODE_ERROR, clientHello(32, suites -> {}, 1));
    }

    @Test
    void halfACipherSuiteIsADecodeError() {
        assertRefused(
                Alert.DECODE_ERROR,
                clientHello(32, suites -> suites.uint16(0x1301).uint8(0x13), 1));
    }

    @Test
    void noCompressionMethodIsADecodeError() {
        assertRefused(Alert.DECODE_ERROR, clientHello(32, suites -> suites.uint16(0x1301), 0));
    }

    @Test
    void manyCompressionMethodsAreLeftToTheState() throws TlsFault {
        byte[] hello = clientHello(32, suites -> suites.uint16(0x1301), 255);

        assertEquals(255, ((ClientHello) Tls13Messages.decode(hello)).legacyCompressionMethods().length);
    }

    @Test
    void aRetryIsToldByItsRandomWhichIsTheHashOfItsName() throws Exception {
        var retry = assertInstanceOf(
                HelloRetryRequest.class,
                Tls13Messages.decode(Samples.helloRetryRequest().encode()));

        assertArrayEquals(
                MessageDigest.getInstance("SHA-256").digest("HelloRetryRequest".getBytes(US_ASCII)), retry.random());
        assertEquals(Optional.of(ProtocolVersion.TLS_1_3), retry.extensions().get(Extension.SUPPORTED_VERSIONS_HRR));
    }

    @Test
    void aRetryWithoutExtensionsIsADecodeError() {
        assertRefused(
                Alert.DECODE_ERROR,
                withBodyOf(2 + 32 + 33 + 3, Samples.helloRetryRequest().encode()));
    }

    @Test
    void aServerHelloOfTls12HasTheExtensionsOfTls12() throws TlsFault {
        byte[] hello = serverHello("FF01 0001 00", "0017 0000", "0010 0005 0003 026832", "2A2A 0001 AA");

        var decoded = (ServerHello) Tls13Messages.decode(hello);

        assertEquals(Place.SERVER_HELLO_12, decoded.extensions().place());
        assertEquals(List.of(0xFF01, 0x17, 0x10, 0x2A2A), decoded.extensions().types());
        assertEquals(Optional.of("h2"), decoded.extensions().get(Extension.ALPN_SH12));
        assertEquals(
                Optional.of(Extension.Flag.PRESENT), decoded.extensions().get(Extension.EXTENDED_MASTER_SECRET_SH12));
        assertEquals(Optional.empty(), decoded.extensions().get(Extension.SUPPORTED_VERSIONS_SH));
        assertArrayEquals(hello, decoded.encode());
    }

    @Test
    void aServerHelloOfTls12MayEndBeforeItsExtensions() throws TlsFault {
        byte[] hello = withBodyOf(2 + 32 + 33 + 3, Samples.serverHello().encode());

        var decoded = (ServerHello) Tls13Messages.decode(hello);

        assertEquals(List.of(), decoded.extensions().types());
        assertEquals(Place.SERVER_HELLO_12, decoded.extensions().place());
        assertArrayEquals(hello, decoded.encode());
    }

    /** RFC 5246 §7.4.1.3: the client may not have asked for any. */
    @Test
    void aServerHelloOfTls12WithoutExtensionsHasNoBlockOfThem() {
        byte[] hello =
                Samples12.serverHello(Extensions.none(Place.SERVER_HELLO_12)).encode();

        assertEquals(4 + 2 + 32 + 33 + 3, hello.length);
    }

    @Test
    void aServerHelloOfTls12MayHaveAnEmptyBlock() throws TlsFault {
        assertEquals(
                Place.SERVER_HELLO_12,
                ((ServerHello) Tls12Messages.decode(serverHello())).extensions().place());
    }

    /** key_share, pre_shared_key, early_data, signature_algorithms. */
    @ParameterizedTest
    @ValueSource(strings = {"0033 0005 001D 0001 AA", "0029 0002 0000", "002A 0000", "000D 0004 0002 0403"})
    void anExtensionThatTls12DoesNotAnswerIsAnIllegalParameter(String extension) {
        assertRefused(Alert.ILLEGAL_PARAMETER, serverHello(extension));
    }

    @Test
    void aMalformedExtensionOfTls12IsADecodeError() {
        assertRefused(Alert.DECODE_ERROR, serverHello("0017 0001 00"));
    }

    @Test
    void anExtensionOfTls12InAServerHelloOfTls13IsAnIllegalParameter() {
        assertRefused(Alert.ILLEGAL_PARAMETER, serverHello("0017 0000", "002B 0002 0304"));
    }

    @Test
    void aServerHelloOfTls12WithAnExtensionTwiceIsAnIllegalParameter() {
        assertRefused(Alert.ILLEGAL_PARAMETER, serverHello("0017 0000", "0017 0000"));
    }

    private static byte[] clientHello(int sessionId, ByteWriter.Body suites, int compressionMethods) {
        return Faults.message(
                1,
                new ByteWriter()
                        .uint16(0x0303)
                        .opaque(new byte[32])
                        .opaque(0xFF, new byte[sessionId])
                        .vector(0xFFFF, suites)
                        .opaque(0xFF, new byte[compressionMethods])
                        .toByteArray());
    }

    private static byte[] serverHello(String... extensions) {
        String block = String.join("", extensions).replace(" ", "");
        return Faults.message(
                2,
                new ByteWriter()
                        .uint16(0x0303)
                        .opaque(new byte[32])
                        .opaque(0xFF, new byte[32])
                        .uint16(0xC02F)
                        .uint8(0)
                        .opaque(0xFFFF, HexFormat.of().parseHex(block))
                        .toByteArray());
    }
}
