package dev.handfast.record;

import dev.handfast.wire.Alert;
import dev.handfast.wire.TlsFault;
import java.util.Arrays;

/**
 * Puts handshake messages together from records (RFC 9846 §5.1). Memory follows the bytes that came, never a length that was
 * merely claimed. Not thread-safe.
 */
public final class MessageAssembler {
    private static final int HEADER = 4;
    private static final byte[] NOTHING = {};

    private final int maxMessage;
    private byte[] bytes = NOTHING;
    private int from;
    private int to;

    /** Takes messages of at most {@code maxMessage} bytes, header not included. */
    public MessageAssembler(int maxMessage) {
        this.maxMessage = maxMessage;
    }

    /**
     * Adds the content of a handshake record.
     *
     * @throws TlsFault {@code unexpected_message} if it is empty (RFC 9846 §5.1), {@code illegal_parameter} if a message claims
     *     to be longer than we take
     */
    public void add(byte[] content, int at, int length) throws TlsFault {
        if (length == 0) {
            throw new TlsFault(Alert.UNEXPECTED_MESSAGE, "the peer sent an empty handshake record");
        }
        if (to + length > bytes.length) {
            makeRoom(length);
        }
        System.arraycopy(content, at, bytes, to, length);
        to += length;
        checkLength();
    }

    /** The next whole message, header included, or null. */
    public byte[] next() throws TlsFault {
        if (to - from < HEADER || to - from < HEADER + bodyLength()) {
            return null;
        }
        int end = from + HEADER + bodyLength();
        byte[] message = Arrays.copyOfRange(bytes, from, end);
        from = end;
        if (from == to) {
            from = 0;
            to = 0;
            bytes = NOTHING;
        } else {
            checkLength();
        }
        return message;
    }

    /** Not a byte of a message waits. */
    public boolean isEmpty() {
        return from == to;
    }

    private void checkLength() throws TlsFault {
        if (to - from >= HEADER && bodyLength() > maxMessage) {
            throw new TlsFault(
                    Alert.ILLEGAL_PARAMETER,
                    "a handshake message of the peer claims " + bodyLength() + " bytes, and " + maxMessage
                            + " is the most we take (jdk.tls.maxHandshakeMessageSize)");
        }
    }

    private int bodyLength() {
        return (bytes[from + 1] & 0xFF) << 16 | (bytes[from + 2] & 0xFF) << 8 | bytes[from + 3] & 0xFF;
    }

    private void makeRoom(int more) {
        int kept = to - from;
        byte[] larger = new byte[Math.max(kept + more, Math.min(2 * kept, kept + (1 << 16)))];
        System.arraycopy(bytes, from, larger, 0, kept);
        bytes = larger;
        from = 0;
        to = kept;
    }
}
