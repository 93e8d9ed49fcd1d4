package dev.handfast.record;

import dev.handfast.crypto.TrafficKeys;
import dev.handfast.wire.ContentType;
import dev.handfast.wire.TlsFault;

/** Takes records apart (RFC 9846 §5.1, §5.2; RFC 5246 §6.2). One epoch, one thread at a time. */
public interface Opener {
    /** Bytes of body that a record under these keys may have; a longer one is {@code record_overflow}. */
    int maxRecord();

    /** Bytes of the output, from {@code outAt} on, that {@link #open} may touch for a record of this length. */
    int room(int recordLength);

    /**
     * Opens the record of {@code length} bytes, header included, at {@code in[at]}. Its content goes to {@code out[outAt]}. The
     * two may be one array if {@code outAt == at + 5}; the whole body of the record may then be touched. A record that fails does not count: the next one may open.
     *
     * @return bytes of content
     */
    int open(byte[] in, int at, int length, byte[] out, int outAt) throws TlsFault;

    /** The content type of the record opened last. */
    ContentType type();

    /** The peer's key has protected as much as we want of it: time to ask for a KeyUpdate. Never where there is none. */
    default boolean needsKeyUpdate() {
        return false;
    }

    /**
     * The opener of TLS 1.3 that takes the place of this one. Both may work on the same cipher, one record after the other.
     *
     * @param bytes content that the keys protect before it is time for a KeyUpdate
     */
    default Opener next(TrafficKeys keys, long bytes) {
        return new Tls13Opener(keys, bytes);
    }
}
