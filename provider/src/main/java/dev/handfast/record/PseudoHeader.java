package dev.handfast.record;

/**
 * What TLS 1.2 authenticates beside the bytes of a record: {@code seq_num + type + version + length} (RFC 5246 §6.2.3.1,
 * §6.2.3.3). One array serves all the records of a direction.
 */
final class PseudoHeader {
    static final int LENGTH = 13;

    private final byte[] bytes = new byte[LENGTH];

    /**
     * The bytes for the record at {@code record[at]}, good until the next call.
     *
     * @param length what stands in the place of the record's own length, which protection has changed
     */
    byte[] of(long sequence, byte[] record, int at, int length) {
        SequenceNumber.put(sequence, bytes, 0);
        bytes[8] = record[at];
        bytes[9] = record[at + 1];
        bytes[10] = record[at + 2];
        bytes[11] = (byte) (length >>> 8);
        bytes[12] = (byte) length;
        return bytes;
    }
}
