package dev.handfast.record;

import dev.handfast.crypto.TrafficKeys;
import dev.handfast.wire.ContentType;
import dev.handfast.wire.TlsFault;

/** Makes records (RFC 9846 §5.1, §5.2; RFC 5246 §6.2). One epoch, one thread at a time. */
public interface Sealer {
    /** Bytes of the record before those that are made of the content. */
    int headroom();

    /** Bytes of the whole record that {@link #seal} makes of {@code contentLength} bytes, 0 to 2^14. */
    int sealedLength(int contentLength);

    /**
     * Makes a record at {@code out[at]} of the {@code length} bytes of content at {@code in[from]}. The two may be one array, in
     * which the content may even lie where the record goes. Bytes outside of the record are not touched.
     *
     * @param length 0 to 2^14
     * @return the record's length
     * @throws TlsFault {@code internal_error} if the key has protected all that it may, or its cipher fails
     */
    int seal(ContentType type, byte[] in, int from, int length, byte[] out, int at) throws TlsFault;

    /** The same for content that lies at {@code buffer[at + headroom()]} already. */
    default int seal(ContentType type, byte[] buffer, int at, int length) throws TlsFault {
        return seal(type, buffer, at + headroom(), length, buffer, at);
    }

    /** The key has protected as much as it should: time for a KeyUpdate (RFC 9846 §5.5). Never in TLS 1.2, which has none. */
    boolean needsKeyUpdate();

    /**
     * The sealer of TLS 1.3 that takes the place of this one. Both may work on the same cipher, one record after the other.
     *
     * @param bytes content that the keys protect before it is time for a KeyUpdate, if RFC 9846 §5.5 does not want it earlier
     */
    default Sealer next(TrafficKeys keys, long bytes) {
        return new Tls13Sealer(keys, bytes);
    }
}
