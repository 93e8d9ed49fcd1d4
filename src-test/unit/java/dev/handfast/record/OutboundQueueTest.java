package dev.handfast.record;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.crypto.TrafficKeys;
import dev.handfast.wire.Alert;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.ContentType;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OutboundQueueTest {
    private final OutboundQueue queue = new OutboundQueue();

    @Test
    void messagesShareARecord() throws Exception {
        assertTrue(queue.isEmpty());
        assertEquals(0, queue.next());
        queue.handshake(new byte[] {2, 2});
        queue.handshake(new byte[] {3});
        assertEquals(8, queue.next());
        assertArrayEquals(new byte[] {22, 3, 3, 0, 3, 2, 2, 3}, take());
        assertTrue(queue.isEmpty());
        assertEquals(0, queue.next());
    }

    @Test
    void largeMessageIsCutIntoFullRecords() throws Exception {
        byte[] message = PlainCipher.bytes(new Random(1), 40_000);
        queue.handshake(message);
        PlainOpener opener = new PlainOpener();
        byte[] joined = new byte[40_000];
        int at = 0;
        for (int expected : new int[] {16384, 16384, 7232}) {
            byte[] record = take();
            assertEquals(expected, opener.open(record, 0, record.length, joined, at));
            at += expected;
        }
        assertTrue(queue.isEmpty());
        assertArrayEquals(message, joined);
    }

    @Test
    void whatWaitsGoesUnderTheOldKeysAndTheOrderIsKept() throws Exception {
        TrafficKeys first = PlainCipher.keys(CipherSuite.TLS_AES_256_GCM_SHA384, new Random(2));
        TrafficKeys second = PlainCipher.keys(CipherSuite.TLS_CHACHA20_POLY1305_SHA256, new Random(3));
        queue.handshake(new byte[] {2});
        queue.changeCipherSpec();
        queue.sealWith(new Tls13Sealer(first));
        queue.handshake(new byte[] {8});
        queue.changeCipherSpec(); // never protected
        queue.handshake(new byte[] {20});
        queue.sealWith(new Tls13Sealer(second));
        queue.handshake(new byte[] {4});
        queue.alert(1, Alert.CLOSE_NOTIFY);

        byte[] dummy = {20, 3, 3, 0, 1, 1};
        assertArrayEquals(new byte[] {22, 3, 3, 0, 1, 2}, take());
        assertArrayEquals(dummy, take());
        Tls13Opener handshake = new Tls13Opener(first);
        assertOpens(handshake, ContentType.HANDSHAKE, 8);
        assertArrayEquals(dummy, take());
        assertOpens(handshake, ContentType.HANDSHAKE, 20);
        Tls13Opener traffic = new Tls13Opener(second);
        assertOpens(traffic, ContentType.HANDSHAKE, 4);
        assertOpens(traffic, ContentType.ALERT, 1, 0);
        assertTrue(queue.isEmpty());
    }

    @Test
    void takesToAnOffsetAndNothingElseIsTouched() throws Exception {
        queue.alert(2, Alert.DECODE_ERROR);
        byte[] out = new byte[9];
        Arrays.fill(out, (byte) 77);
        assertEquals(7, queue.next());
        assertEquals(7, queue.take(out, 1));
        assertArrayEquals(new byte[] {77, 21, 3, 3, 0, 2, 2, 50, 77}, out);
    }

    private void assertOpens(Opener opener, ContentType type, int... content) throws Exception {
        byte[] record = take();
        byte[] out = new byte[opener.room(record.length)];
        assertEquals(content.length, opener.open(record, 0, record.length, out, 0));
        assertEquals(type, opener.type());
        for (int i = 0; i < content.length; i++) {
            assertEquals(content[i], out[i]);
        }
    }

    private byte[] take() throws Exception {
        byte[] record = new byte[queue.next()];
        assertEquals(record.length, queue.take(record, 0));
        return record;
    }
}
