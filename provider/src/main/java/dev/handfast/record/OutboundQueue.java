package dev.handfast.record;

import dev.handfast.wire.Alert;
import dev.handfast.wire.ContentType;
import dev.handfast.wire.TlsFault;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Handshake messages, early data, alerts and the dummy ChangeCipherSpec on their way out. Messages are gathered into records as full as
 * they get (RFC 9846 §5.1) and sealed when the keys change or a record is asked for. Memory is held only while something
 * waits. Not thread-safe.
 */
public final class OutboundQueue {
    private static final byte[] NOTHING = {};

    /** Nothing is ever put into it: a queue that is not empty has one of its own. */
    private static final Deque<byte[]> NO_RECORDS = new ArrayDeque<>(0);

    private Deque<byte[]> records = NO_RECORDS;
    private Sealer sealer = new PlainSealer();
    private int maxFragment = RecordFramer.MAX_PLAINTEXT;
    private byte[] messages = NOTHING;
    private volatile boolean empty = true;

    /** Adds a handshake message, header included. */
    public void handshake(byte[] message) {
        int waiting = messages.length;
        messages = Arrays.copyOf(messages, waiting + message.length);
        System.arraycopy(message, 0, messages, waiting, message.length);
        empty = false;
    }

    /** Adds application data behind what waits. */
    public void applicationData(byte[] data) throws TlsFault {
        flush();
        add(ContentType.APPLICATION_DATA, data);
    }

    /** Adds an alert behind what waits. */
    public void alert(int level, Alert alert) throws TlsFault {
        flush();
        enqueue(sealed(sealer, ContentType.ALERT, new byte[] {(byte) level, (byte) alert.code()}, 0, 2));
        empty = false;
    }

    /** Adds the dummy ChangeCipherSpec, which is never protected (RFC 9846 §5, §E.4). */
    public void changeCipherSpec() throws TlsFault {
        flush();
        enqueue(sealed(new PlainSealer(), ContentType.CHANGE_CIPHER_SPEC, new byte[] {1}, 0, 1));
        empty = false;
    }

    /** Records of messages have at most so many bytes of content from now on (RFC 6066 §4). */
    public void limitFragments(int bytes) {
        maxFragment = bytes;
    }

    /** Seals what waits, and whatever comes later with {@code next}. */
    public void sealWith(Sealer next) throws TlsFault {
        flush();
        sealer = next;
    }

    /** Nothing waits. Alone among these methods it may be asked by any thread at any time. */
    public boolean isEmpty() {
        return empty;
    }

    /** Length of the next whole record, 0 if none waits. */
    public int next() throws TlsFault {
        flush();
        return records.isEmpty() ? 0 : records.peek().length;
    }

    /** Moves the next record to {@code out[at]} and returns its length; {@link #next} was above 0. */
    public int take(byte[] out, int at) {
        byte[] record = records.remove();
        if (records.isEmpty()) {
            records = NO_RECORDS;
        }
        System.arraycopy(record, 0, out, at, record.length);
        empty = messages.length == 0 && records.isEmpty();
        return record.length;
    }

    private void flush() throws TlsFault {
        byte[] waiting = messages;
        messages = NOTHING;
        add(ContentType.HANDSHAKE, waiting);
    }

    private void add(ContentType type, byte[] content) throws TlsFault {
        for (int from = 0; from < content.length; from += maxFragment) {
            int length = Math.min(maxFragment, content.length - from);
            try {
                enqueue(sealed(sealer, type, content, from, length));
            } finally {
                empty = records.isEmpty();
            }
        }
    }

    private void enqueue(byte[] record) {
        if (records.isEmpty()) {
            records = new ArrayDeque<>(4);
        }
        records.add(record);
    }

    private static byte[] sealed(Sealer sealer, ContentType type, byte[] content, int from, int length)
            throws TlsFault {
        byte[] record = new byte[sealer.sealedLength(length)];
        sealer.seal(type, content, from, length, record, 0);
        return record;
    }
}
