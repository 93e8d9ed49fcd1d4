package dev.handfast.record;

import static dev.handfast.record.Faults.fault;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.handfast.wire.Alert;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageAssemblerTest {
    private static final byte[] TWO = {8, 0, 0, 3, 1, 2, 3, 14, 0, 0, 0, 20, 0, 0, 1, 9};

    @Test
    void everyFragmentationGivesTheSameMessages() throws Exception {
        for (int size = 1; size <= TWO.length; size++) {
            MessageAssembler assembler = new MessageAssembler(100);
            List<byte[]> messages = new ArrayList<>();
            for (int at = 0; at < TWO.length; at += size) {
                assembler.add(TWO, at, Math.min(size, TWO.length - at));
                for (byte[] message = assembler.next(); message != null; message = assembler.next()) {
                    messages.add(message);
                }
            }
            assertArrayEquals(
                    new byte[][] {{8, 0, 0, 3, 1, 2, 3}, {14, 0, 0, 0}, {20, 0, 0, 1, 9}},
                    messages.toArray(byte[][]::new),
                    "fragments of " + size);
            assertTrue(assembler.isEmpty());
        }
    }

    @Test
    void isNotEmptyFromTheFirstByteToTheLastMessage() throws Exception {
        MessageAssembler assembler = new MessageAssembler(100);
        assertTrue(assembler.isEmpty());
        assembler.add(TWO, 0, 1);
        assertFalse(assembler.isEmpty());
        assertNull(assembler.next());
        assembler.add(TWO, 1, 7); // the first message and a byte of the second
        assertArrayEquals(new byte[] {8, 0, 0, 3, 1, 2, 3}, assembler.next());
        assertFalse(assembler.isEmpty());
    }

    @Test
    void emptyRecordIsUnexpectedMessage() {
        fault(Alert.UNEXPECTED_MESSAGE, () -> new MessageAssembler(100).add(TWO, 0, 0));
    }

    @Test
    void tooLongIsIllegalParameterAsSoonAsItIsClaimed() throws Exception {
        new MessageAssembler(3).add(TWO, 0, 4);
        fault(Alert.ILLEGAL_PARAMETER, () -> new MessageAssembler(2).add(TWO, 0, 4));
        MessageAssembler second = new MessageAssembler(3);
        second.add(new byte[] {8, 0, 0, 0, 8, 0, 0, 4}, 0, 8);
        fault(Alert.ILLEGAL_PARAMETER, second::next);
    }

    @Test
    void aClaimAloneAllocatesNothing() throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        byte[] claim = {11, -1, -1, -1, 0};
        new MessageAssembler(1 << 24).add(claim, 0, claim.length); // classes are loaded
        long before = threads.getThreadAllocatedBytes(thread);
        new MessageAssembler(1 << 24).add(claim, 0, claim.length);
        long allocated = threads.getThreadAllocatedBytes(thread) - before;
        assertTrue(allocated < 4096, allocated + " bytes for a claim of 16 MB");
    }
}
