package dev.handfast.record;

import dev.handfast.crypto.TrafficKeys;
import dev.handfast.wire.Alert;
import dev.handfast.wire.ContentType;
import dev.handfast.wire.TlsFault;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;

/** TLS 1.3 record protection, outgoing (RFC 9846 §5.2): TLSCiphertext without padding. */
public final class Tls13Sealer implements Sealer {
    private static final int TYPE = 1;

    private final TrafficCipher cipher;
    private long bytesLeft;

    public Tls13Sealer(TrafficKeys keys) {
        this(keys, Long.MAX_VALUE);
    }

    /** @param bytes content that the keys protect before it is time for a KeyUpdate, if RFC 9846 §5.5 does not want it earlier */
    public Tls13Sealer(TrafficKeys keys, long bytes) {
        this(new TrafficCipher(Cipher.ENCRYPT_MODE, keys, 0), bytes);
    }

    Tls13Sealer(TrafficCipher cipher) {
        this(cipher, Long.MAX_VALUE);
    }

    private Tls13Sealer(TrafficCipher cipher, long bytes) {
        this.cipher = cipher;
        this.bytesLeft = bytes;
    }

    @Override
    public int headroom() {
        return RecordFramer.HEADER;
    }

    @Override
    public int sealedLength(int contentLength) {
        return RecordFramer.HEADER + contentLength + TYPE + TrafficCipher.TAG;
    }

    @Override
    public int seal(ContentType type, byte[] in, int from, int length, byte[] out, int at) throws TlsFault {
        if (cipher.isWornOut()) {
            throw new TlsFault(
                    Alert.INTERNAL_ERROR,
                    "our key has protected all the records it may, and no KeyUpdate came in time");
        }
        bytesLeft -= length;
        int body = at + RecordFramer.HEADER;
        int start = Placement.start(in, from, length, out, body);
        PlainSealer.writeHeader(ContentType.APPLICATION_DATA, out, at, length + TYPE + TrafficCipher.TAG);
        try {
            cipher.start(out, at, RecordFramer.HEADER);
            return RecordFramer.HEADER + cipher.finish(in, start, length, type.code(), out, body); // TLSInnerPlaintext
        } catch (GeneralSecurityException failed) {
            throw new TlsFault(
                    Alert.INTERNAL_ERROR, "the cipher failed on a record of ours: " + failed.getMessage(), failed);
        }
    }

    @Override
    public Sealer next(TrafficKeys keys, long bytes) {
        return new Tls13Sealer(cipher.next(keys), bytes);
    }

    @Override
    public boolean needsKeyUpdate() {
        return bytesLeft <= 0 || cipher.isWorn();
    }
}
