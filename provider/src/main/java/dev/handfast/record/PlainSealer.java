package dev.handfast.record;

import dev.handfast.wire.ContentType;

/** Records before there are keys (RFC 9846 §5.1): TLSPlaintext. */
public final class PlainSealer implements Sealer {
    private static final int CLIENT_HELLO = 1;

    private boolean first;

    /** One that begins a connection. */
    public PlainSealer() {
        this(true);
    }

    private PlainSealer(boolean first) {
        this.first = first;
    }

    /** One for a connection that leaves its keys again: a HelloRetryRequest came after early data (RFC 9846 §4.2.4). */
    public static PlainSealer again() {
        return new PlainSealer(false);
    }

    @Override
    public int headroom() {
        return RecordFramer.HEADER;
    }

    @Override
    public int sealedLength(int contentLength) {
        return RecordFramer.HEADER + contentLength;
    }

    @Override
    public int seal(ContentType type, byte[] in, int from, int length, byte[] out, int at) {
        Placement.move(in, from, length, out, at + RecordFramer.HEADER);
        writeHeader(type, out, at, length);
        if (first && type == ContentType.HANDSHAKE && out[at + RecordFramer.HEADER] == CLIENT_HELLO) {
            out[at + 2] = 1; // §5.1: an initial ClientHello may say 0x0301, for old servers and middleboxes
        }
        first = false;
        return RecordFramer.HEADER + length;
    }

    @Override
    public boolean needsKeyUpdate() {
        return false;
    }

    /** {@code legacy_record_version} is 0x0303 in all that we send, but for an initial ClientHello. */
    static void writeHeader(ContentType type, byte[] buffer, int at, int bodyLength) {
        buffer[at] = type.code();
        buffer[at + 1] = 3;
        buffer[at + 2] = 3;
        buffer[at + 3] = (byte) (bodyLength >>> 8);
        buffer[at + 4] = (byte) bodyLength;
    }
}
