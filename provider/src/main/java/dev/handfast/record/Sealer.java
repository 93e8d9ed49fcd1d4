package dev.handfast.record;

import dev.handfast.wire.ContentType;
import dev.handfast.wire.TlsFault;

/** Makes records (RFC 9846 §5.1, §5.2; RFC 5246 §6.2). One epoch, one thread at a time. */
public interface Sealer {
    /** Bytes of room that {@link #seal} needs before the content. */
    int headroom();

    /** Bytes of the whole record that {@link #seal} makes of {@code contentLength} bytes, 0 to 2^14. */
    int sealedLength(int contentLength);

    /**
     * Turns the {@code length} bytes of content at {@code at + headroom()} into the record that starts at {@code at}.
     * Bytes outside of the record are not touched.
     *
     * @param length 0 to 2^14
     * @return the record's length
     */
    int seal(ContentType type, byte[] buffer, int at, int length) throws TlsFault;

    /** The key has protected as much as it should: time for a KeyUpdate (RFC 9846 §5.5). Never in TLS 1.2, which has none. */
    boolean needsKeyUpdate();
}
