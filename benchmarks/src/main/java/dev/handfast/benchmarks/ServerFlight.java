package dev.handfast.benchmarks;

import java.nio.ByteBuffer;

/**
 * What the wire says was negotiated, whatever a provider's session tells: the server's messages that are in the clear (RFC 9846
 * §4.2.3, RFC 5246 §7.4). It is read in place, and serves every connection.
 */
final class ServerFlight {
    private static final int RECORD_HEADER = 5;
    private static final int MESSAGE_HEADER = 4;
    private static final int HANDSHAKE = 22;
    private static final int SERVER_HELLO = 2;
    private static final int CERTIFICATE = 11;
    private static final int SERVER_KEY_EXCHANGE = 12;
    private static final int VERSION_AND_RANDOM = 2 + 32;
    private static final int NAMED_CURVE = 3;
    private static final int PRE_SHARED_KEY = 41;
    private static final int KEY_SHARE = 51;

    private boolean over;
    private int suite;
    private int group;
    private boolean preSharedKey;
    private boolean certificate;

    void clear() {
        over = false;
        suite = 0;
        group = 0;
        preSharedKey = false;
        certificate = false;
    }

    /** The code point of the group in which the keys were agreed; 0 if they were not. */
    int group() {
        return group;
    }

    int suite() {
        return suite;
    }

    /** Whether the server proved who it is: its certificate is seen in TLS 1.2, and missed in TLS 1.3 only with a pre-shared key. */
    boolean isFull() {
        return suite >> 8 == 0x13 ? !preSharedKey : certificate;
    }

    /** Reads the records from {@code at} to the position of {@code wire}. What follows the first that is no handshake is secret. */
    void read(ByteBuffer wire, int at) {
        for (int record = at; record < wire.position() && !over; ) {
            int end = record + RECORD_HEADER + (wire.getShort(record + 3) & 0xffff);
            over = wire.get(record) != HANDSHAKE;
            for (int message = record + RECORD_HEADER; message < end && !over; ) {
                message = readMessage(wire, message, end);
            }
            record = end;
        }
    }

    private int readMessage(ByteBuffer wire, int at, int end) {
        int header = wire.getInt(at);
        int body = at + MESSAGE_HEADER;
        int next = body + (header & 0xffffff);
        if (next > end) {
            throw new IllegalStateException("a message of the server's is longer than its record");
        }
        switch (header >>> 24) {
            case SERVER_HELLO -> readHello(wire, body);
            case CERTIFICATE -> certificate = true;
            case SERVER_KEY_EXCHANGE -> group = wire.get(body) == NAMED_CURVE ? wire.getShort(body + 1) : 0;
            default -> {}
        }
        return next;
    }

    private void readHello(ByteBuffer wire, int body) {
        int sessionId = body + VERSION_AND_RANDOM;
        int suiteAt = sessionId + 1 + wire.get(sessionId);
        suite = wire.getShort(suiteAt) & 0xffff;
        int extensions = suiteAt + 3;
        int end = extensions + 2 + wire.getShort(extensions);
        for (int at = extensions + 2; at < end; at += 4 + wire.getShort(at + 2)) {
            switch (wire.getShort(at)) {
                case KEY_SHARE -> group = share(wire, at + 2);
                case PRE_SHARED_KEY -> preSharedKey = true;
                default -> {}
            }
        }
    }

    private static int share(ByteBuffer wire, int at) {
        if (wire.getShort(at) == Short.BYTES) {
            throw new IllegalStateException("the server asked for another ClientHello: a key share was for no use");
        }
        return wire.getShort(at + 2);
    }

    @Override
    public String toString() {
        return String.format("suite 0x%04x, group 0x%04x, %s", suite, group, isFull() ? "full" : "resumed");
    }
}
