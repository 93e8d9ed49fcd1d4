package dev.handfast.record;

import static dev.handfast.record.Faults.fault;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handfast.wire.Alert;
import dev.handfast.wire.ContentType;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PlainRecordTest {
    @Test
    void sealsAndOpensAtAnyPlace() throws Exception {
        byte[] buffer = {9, 0, 0, 0, 0, 0, 2, 2, 3, 9};
        assertEquals(8, new PlainSealer().seal(ContentType.HANDSHAKE, buffer, 1, 3));
        assertArrayEquals(new byte[] {9, 22, 3, 3, 0, 3, 2, 2, 3, 9}, buffer);
        PlainOpener opener = new PlainOpener();
        byte[] out = new byte[5];
        assertEquals(3, opener.room(8));
        assertEquals(3, opener.open(buffer, 1, 8, out, 1));
        assertEquals(ContentType.HANDSHAKE, opener.type());
        assertArrayEquals(new byte[] {0, 2, 2, 3, 0}, out);
        assertEquals(3, opener.open(buffer, 1, 8, buffer, 6));
        assertArrayEquals(new byte[] {2, 2, 3}, Arrays.copyOfRange(buffer, 6, 9));
    }

    @Test
    void onlyTheFirstClientHelloSaysTls10() throws Exception {
        PlainSealer sealer = new PlainSealer();
        byte[] first = {0, 0, 0, 0, 0, 1};
        byte[] second = first.clone();
        sealer.seal(ContentType.HANDSHAKE, first, 0, 1);
        sealer.seal(ContentType.HANDSHAKE, second, 0, 1);
        assertArrayEquals(new byte[] {22, 3, 1, 0, 1, 1}, first);
        assertArrayEquals(new byte[] {22, 3, 3, 0, 1, 1}, second);
    }

    @Test
    void moreThanTheLargestRecordIsRecordOverflow() throws Exception {
        byte[] record = new byte[5 + (1 << 14) + 1];
        record[0] = 22;
        byte[] out = new byte[record.length];
        assertEquals(1 << 14, new PlainOpener().open(record, 0, record.length - 1, out, 0));
        fault(Alert.RECORD_OVERFLOW, () -> new PlainOpener().open(record, 0, record.length, out, 0));
    }

    @Test
    void emptyRecordsAndDataAreUnexpected() {
        byte[] out = new byte[8];
        fault(Alert.UNEXPECTED_MESSAGE, () -> new PlainOpener().open(new byte[] {22, 3, 3, 0, 0}, 0, 5, out, 0));
        fault(Alert.UNEXPECTED_MESSAGE, () -> new PlainOpener().open(new byte[] {21, 3, 3, 0, 0}, 0, 5, out, 0));
        fault(Alert.UNEXPECTED_MESSAGE, () -> new PlainOpener().open(new byte[] {23, 3, 3, 0, 1, 1}, 0, 6, out, 0));
    }
}
