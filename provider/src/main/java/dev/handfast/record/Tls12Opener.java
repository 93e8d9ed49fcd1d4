package dev.handfast.record;

import dev.handfast.wire.Alert;
import dev.handfast.wire.ContentType;
import dev.handfast.wire.TlsFault;
import java.security.GeneralSecurityException;

/**
 * TLS 1.2 record protection, incoming (RFC 5246 §6.2.3). Whatever is wrong with the protection of a record, the peer learns
 * the same: no oracle for paddings or lengths.
 */
abstract sealed class Tls12Opener implements Opener permits Tls12AeadOpener, CbcOpener, EtmOpener {
    private ContentType type;

    @Override
    public final int maxRecord() {
        return RecordFramer.MAX_TLS12_CIPHERTEXT;
    }

    @Override
    public final int open(byte[] in, int at, int length, byte[] out, int outAt) throws TlsFault {
        type = ContentType.of(in[at] & 0xFF);
        if (length - RecordFramer.HEADER > maxRecord()) {
            throw new TlsFault(
                    Alert.RECORD_OVERFLOW, "a record from the peer has " + (length - RecordFramer.HEADER) + " bytes");
        }
        int content = authentic(in, at, length, out, outAt);
        if (content > RecordFramer.MAX_PLAINTEXT) {
            throw new TlsFault(Alert.RECORD_OVERFLOW, "a record from the peer holds " + content + " bytes");
        }
        if (content == 0 && type != ContentType.APPLICATION_DATA) { // §6.2.1
            throw new TlsFault(Alert.UNEXPECTED_MESSAGE, "the peer sent an empty " + type + " record");
        }
        return content;
    }

    @Override
    public final ContentType type() {
        return type;
    }

    abstract boolean isExhausted();

    /** Puts the content to {@code out[outAt]} and returns its length; throws {@link #forged} or what the JCA does. */
    abstract int unprotect(byte[] in, int at, int length, byte[] out, int outAt)
            throws TlsFault, GeneralSecurityException;

    static TlsFault forged(GeneralSecurityException cause) {
        return new TlsFault(Alert.BAD_RECORD_MAC, "a record from the peer does not authenticate", cause);
    }

    private int authentic(byte[] in, int at, int length, byte[] out, int outAt) throws TlsFault {
        if (isExhausted()) { // §6.1: sequence numbers do not wrap
            throw new TlsFault(Alert.INTERNAL_ERROR, "the peer used up its sequence numbers");
        }
        try {
            return unprotect(in, at, length, out, outAt);
        } catch (GeneralSecurityException refused) {
            throw forged(refused);
        }
    }
}
