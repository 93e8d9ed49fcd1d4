package dev.handfast.record;

import dev.handfast.wire.Alert;
import dev.handfast.wire.ContentType;
import dev.handfast.wire.TlsFault;
import java.security.GeneralSecurityException;

/** TLS 1.2 record protection, outgoing (RFC 5246 §6.2.3): the type stays in the clear, the content has one of three shapes. */
abstract sealed class Tls12Sealer implements Sealer permits Tls12AeadSealer, CbcSealer, EtmSealer {
    @Override
    public final int seal(ContentType type, byte[] buffer, int at, int length) throws TlsFault {
        if (isExhausted()) { // RFC 5246 §6.1: sequence numbers do not wrap
            throw new TlsFault(
                    Alert.INTERNAL_ERROR,
                    "our key has protected all the records it may: TLS 1.2 has no KeyUpdate, so only a new connection helps");
        }
        int record = sealedLength(length);
        PlainSealer.writeHeader(type, buffer, at, record - RecordFramer.HEADER);
        try {
            protect(buffer, at, length);
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

    /** Protects the content at {@code buffer[at + headroom()]} behind the finished header at {@code buffer[at]}. */
    abstract void protect(byte[] buffer, int at, int length) throws GeneralSecurityException;
}
