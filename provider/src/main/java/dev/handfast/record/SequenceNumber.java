package dev.handfast.record;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** How the number of a record is written wherever it is: 8 bytes in network order (RFC 9846 §5.3, RFC 5246 §6.1). */
final class SequenceNumber {
    private static final VarHandle NETWORK_ORDER =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private SequenceNumber() {}

    static void put(long number, byte[] to, int at) {
        NETWORK_ORDER.set(to, at, number);
    }

    static long get(byte[] from, int at) {
        return (long) NETWORK_ORDER.get(from, at);
    }
}
