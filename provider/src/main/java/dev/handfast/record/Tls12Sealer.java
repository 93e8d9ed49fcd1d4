package dev.handfast.record;

import dev.handfast.wire.Alert;
import dev.handfast.wire.ContentType;
import dev.handfast.wire.TlsFault;
import java.security.GeneralSecurityException;

/** TLS 1.2 record protection, outgoing (RFC 5246 §6.2.3): the type stays in the clear, the content has one of three shapes. */
abstract sealed class Tls12Sealer implements Sealer permits Tls12AeadSealer, CbcSealer, EtmSealer {
    @Override
    public final int seal(ContentType type, byte[] in, int from, int length, byte[] out, int at) throws TlsFault {
        if (isExhausted()) { // RFC 5246 §6.1: sequence numbers do not wrap
            throw new TlsFault(
                    Alert.INTERNAL_ERROR,
                    "our key has protected all the records it may: TLS 1.2 has no KeyUpdate, so only a new connection helps");
        }
        int record = sealedLength(length);
        int start = Placement.start(in, from, length, out, at + headroom());
        PlainSealer.writeHeader(type, out, at, record - RecordFramer.HEADER);
        try {
            protect(in, start, length, out, at);
            return record;
        } catch (GeneralSecurityException failed) {
            throw new TlsFault(
                    Alert.INTERNAL_ERROR, "the cipher failed on a record of ours: " + failed.getMessage(), failed);
        }
    }

    @Override
    public final boolean needsKeyUpdate() {
        return false;
    }

    abstract boolean isExhausted();

    /** Protects the content at {@code in[from]}, which is in another array or in its place, for the record whose header is at {@code out[at]}. */
    abstract void protect(byte[] in, int from, int length, byte[] out, int at) throws GeneralSecurityException;
}
