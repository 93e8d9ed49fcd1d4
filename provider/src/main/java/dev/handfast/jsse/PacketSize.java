package dev.handfast.jsse;

import dev.handfast.handshake.Connection;

/** What {@code SSLParameters.setMaximumPacketSize} means for records of application data. */
final class PacketSize {
    /** Bytes of content that a record may have at most (RFC 9846 §5.1). */
    static final int MAX_CONTENT = 1 << 14;

    private PacketSize() {}

    /**
     * Bytes of content that make a record of at most {@code maximum} bytes; at least one, so that data flow even where no
     * record can be that short.
     *
     * @param maximum bytes of a record, 0 if the application leaves them to us
     */
    static int content(Connection connection, int maximum) {
        if (maximum == 0) {
            return MAX_CONTENT;
        }
        int content = Math.min(MAX_CONTENT, maximum - connection.sealedLength(0));
        while (content > 1 && connection.sealedLength(content) > maximum) { // ciphers of blocks round up
            content--;
        }
        return Math.max(1, content);
    }
}
