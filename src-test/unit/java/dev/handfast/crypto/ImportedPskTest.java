package dev.handfast.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9258 §5, with values that another HKDF has calculated: no peer at hand imports keys. */
class ImportedPskTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.US_ASCII);

    /** The external identity "meter 17", the context "client is a meter", TLS 1.3, and then the KDF. */
    private static final String IDENTITY = "00086d657465722031370011636c69656e742069732061206d65746572030400";

    @ParameterizedTest
    @CsvSource({
        "SHA_256, SHA_256, 01, 7f85408a6c36b74061cef70f7abe2f2fc0750367a896ce22e76025ec743c2cb6,"
                + "84fae0db2ed514de918fb701d6141fe608389ebd0d7eb0bd09a75396fc344d94,"
                + "dbc054e78b7dc6158b6b8460c46bf790ceb0a9a5392fa0a550e23b2302d40367",
        "SHA_256, SHA_384, 02,"
                + "8e6b9cb1843366394186abe21fb5058dff4f499e977f10659fe7e56c2a69e8cde34e87d738e593c8cbddd9093f801dee,"
                + "727c8ef54e2eddea0566cb89bd4f4079b41b61aeafc4019d0af36171e1f991f22402c4f56adfcdb83106f75d83928601,"
                + "c228354e556ba17d2a5f24f803caaa93d39f694d867f5b9a30e841d0bcb19b77bef8cf25149b35e4878b00dee873b1dd",
        "SHA_384, SHA_256, 01, 36e8a1d5bf4b6931e578e08016bb676b072a15cc9daba156d7eb7e554714682a,"
                + "c9c03c223f0d59c75dfaad1f479ea0ded2402318f5a28ce6a0eafcbf0d037def,"
                + "f2436d389f944f2e21ff3feefc0cbbff249a7bdfc52fdf2043f7f607ead1d264"
    })
    void aKeyIsImportedAndBound(Hash ofKey, Hash target, String kdf, String psk, String imported, String external) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) 1);
        Secret secret = new Hkdf(ofKey).importedPsk(key, HEX.parseHex(IDENTITY + kdf), target);
        assertArrayEquals(HEX.parseHex(psk), secret.bytes());
        EarlySecret early = EarlySecret.of(target, secret);
        assertArrayEquals(HEX.parseHex(imported), early.binder(PskBinder.IMPORTED, target.hash(HELLO)));
        assertArrayEquals(HEX.parseHex(external), early.binder(PskBinder.EXTERNAL, target.hash(HELLO)));
    }
}
