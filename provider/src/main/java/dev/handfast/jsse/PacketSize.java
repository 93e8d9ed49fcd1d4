package dev.handfast.jsse;

import dev.handfast.handshake.Connection;
import dev.handfast.message.MaxFragment;
import java.util.Optional;

/** What {@code SSLParameters.setMaximumPacketSize} means for records of application data. */
final class PacketSize {
    /** Bytes of content that a record may have at most (RFC 9846 §5.1). */
    static final int MAX_CONTENT = 1 << 14;

    /** Header, IV, MAC and padding of the largest CBC record: what the JDK takes off before it asks for fragments. */
    private static final int OVERHEAD = 5 + 16 + 48 + 256;

    private PacketSize() {}

    /**
     * Bytes of content that make a record of at most {@code maximum} bytes; at least one, so that data flow even where no
     * record can be that short.
     *
     * @param maximum bytes of a record, 0 if the application leaves them to us
     */
    static int content(Connection connection, int maximum) {
        if (maximum == 0) {
            return connection.maxFragment();
        }
        int content = Math.min(connection.maxFragment(), maximum - connection.sealedLength(0));
        while (content > 1 && connection.sealedLength(content) > maximum) { // ciphers of blocks round up
            content--;
        }
        return Math.max(1, content);
    }

    /** What a client asks for so that the records of its server are no longer than {@code maximum} (RFC 6066 §4); rounded as in the JDK. */
    static Optional<MaxFragment> fragment(int maximum) {
        int content = maximum - OVERHEAD;
        if (maximum == 0 || content <= 0 || content > MaxFragment.BYTES_4096.bytes()) {
            return Optional.empty();
        }
        MaxFragment largest = MaxFragment.BYTES_512;
        for (MaxFragment fragment : MaxFragment.values()) {
            if (fragment.bytes() <= content) {
                largest = fragment;
            }
        }
        return Optional.of(largest);
    }
}
