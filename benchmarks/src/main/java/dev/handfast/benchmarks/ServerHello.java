package dev.handfast.benchmarks;

import java.nio.ByteBuffer;

/**
 * What the wire says was negotiated, whatever a provider's session tells (RFC 8446 §4.1.3).
 *
 * @param group the code point of the key agreement
 * @param resumption whether a pre-shared key stands in for the server's certificate
 */
record ServerHello(int group, boolean resumption) {
    private static final int RECORD_HEADER = 5;
    private static final int HANDSHAKE_HEADER = 4;
    private static final int HANDSHAKE = 22;
    private static final int SERVER_HELLO = 2;
    private static final int VERSION_AND_RANDOM = 2 + 32;
    private static final int SUITE_AND_COMPRESSION = 2 + 1;
    private static final int PRE_SHARED_KEY = 41;
    private static final int KEY_SHARE = 51;

    /** Reads the record at the start of {@code flight}, the server's first; its position stays. */
    static ServerHello in(ByteBuffer flight) {
        if (flight.get(0) != HANDSHAKE || flight.get(RECORD_HEADER) != SERVER_HELLO) {
            throw new IllegalStateException("the server's first flight begins with no ServerHello");
        }
        int sessionId = RECORD_HEADER + HANDSHAKE_HEADER + VERSION_AND_RANDOM;
        int extensions = sessionId + 1 + flight.get(sessionId) + SUITE_AND_COMPRESSION;
        int end = extensions + 2 + flight.getShort(extensions);
        int group = 0;
        boolean resumption = false;
        for (int at = extensions + 2; at < end; at += 4 + flight.getShort(at + 2)) {
            switch (flight.getShort(at)) {
                case KEY_SHARE -> group = share(flight, at + 2);
                case PRE_SHARED_KEY -> resumption = true;
                default -> {}
            }
        }
        return new ServerHello(group, resumption);
    }

    private static int share(ByteBuffer flight, int at) {
        if (flight.getShort(at) == Short.BYTES) {
            throw new IllegalStateException("the server asked for another ClientHello: a key share was for no use");
        }
        return flight.getShort(at + 2);
    }
}
