package dev.handfast.record;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handfast.crypto.TrafficKeys;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.ContentType;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** The records that the client of RFC 8448 §3 sends under its application keys. */
class Rfc8448RecordTest {
    private static final TrafficKeys KEYS = new TrafficKeys(
            CipherSuite.TLS_AES_128_GCM_SHA256,
            new SecretKeySpec(hex("d92b3e9a88ea7fe2ed69aa9c8b629e91"), "AES"),
            hex("37a828161ead2b6813ad0b13"));
    private static final byte[] DATA = hex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
            + "202122232425262728292a2b2c2d2e2f3031");
    private static final byte[] DATA_RECORD = hex("17030300436f75483d5af74e8419fadfd21404a9b5eba36b5170c504366f2da8"
            + "ddc2bd7bfcaf3cbee33d8c0172f0f8485a1fa52d1364257cf5c509eaf35c3918"
            + "9b5278b5861b019f");
    private static final byte[] CLOSE_NOTIFY = hex("0100");
    private static final byte[] CLOSE_NOTIFY_RECORD = hex("170303001391e43d71d625149c7e221ca954b6a8958f12c0");

    @Test
    void sealsTheRecordsOfTheTrace() throws Exception {
        Tls13Sealer sealer = new Tls13Sealer(KEYS);
        assertArrayEquals(DATA_RECORD, seal(sealer, ContentType.APPLICATION_DATA, DATA));
        assertArrayEquals(CLOSE_NOTIFY_RECORD, seal(sealer, ContentType.ALERT, CLOSE_NOTIFY));
    }

    @Test
    void opensTheRecordsOfTheTrace() throws Exception {
        Tls13Opener opener = new Tls13Opener(KEYS);
        assertArrayEquals(DATA, open(opener, DATA_RECORD));
        assertEquals(ContentType.APPLICATION_DATA, opener.type());
        assertArrayEquals(CLOSE_NOTIFY, open(opener, CLOSE_NOTIFY_RECORD));
        assertEquals(ContentType.ALERT, opener.type());
    }

    private static byte[] seal(Sealer sealer, ContentType type, byte[] content) throws Exception {
        byte[] record = new byte[sealer.sealedLength(content.length)];
        System.arraycopy(content, 0, record, sealer.headroom(), content.length);
        assertEquals(record.length, sealer.seal(type, record, 0, content.length));
        return record;
    }

    private static byte[] open(Opener opener, byte[] record) throws Exception {
        byte[] out = new byte[opener.room(record.length)];
        return Arrays.copyOf(out, opener.open(record, 0, record.length, out, 0));
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
