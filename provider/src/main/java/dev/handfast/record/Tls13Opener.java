package dev.handfast.record;

import dev.handfast.crypto.TrafficKeys;
import dev.handfast.wire.Alert;
import dev.handfast.wire.ContentType;
import dev.handfast.wire.TlsFault;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;

/** TLS 1.3 record protection, incoming (RFC 9846 §5.2). */
public final class Tls13Opener implements Opener {
    private final TrafficCipher cipher;
    private long bytesLeft;
    private ContentType type;

    public Tls13Opener(TrafficKeys keys) {
        this(keys, Long.MAX_VALUE);
    }

    /** @param bytes content that the keys protect before it is time for a KeyUpdate */
    public Tls13Opener(TrafficKeys keys, long bytes) {
        this(new TrafficCipher(Cipher.DECRYPT_MODE, keys, 0), bytes);
    }

    Tls13Opener(TrafficCipher cipher) {
        this(cipher, Long.MAX_VALUE);
    }

    private Tls13Opener(TrafficCipher cipher, long bytes) {
        this.cipher = cipher;
        this.bytesLeft = bytes;
    }

    @Override
    public int maxRecord() {
        return RecordFramer.MAX_CIPHERTEXT;
    }

    @Override
    public int room(int recordLength) {
        return Math.max(0, recordLength - RecordFramer.HEADER - TrafficCipher.TAG);
    }

    @Override
    public int open(byte[] in, int at, int length, byte[] out, int outAt) throws TlsFault {
        if (in[at] != ContentType.APPLICATION_DATA.code()) {
            throw new TlsFault(
                    Alert.UNEXPECTED_MESSAGE,
                    "the peer sent an unencrypted " + ContentType.of(in[at] & 0xFF)
                            + " record although the keys are set");
        }
        int sealed = length - RecordFramer.HEADER;
        if (sealed > maxRecord()) {
            throw new TlsFault(Alert.RECORD_OVERFLOW, "a record from the peer has " + sealed + " bytes");
        }
        if (sealed < TrafficCipher.TAG + 1) {
            throw new TlsFault(
                    Alert.BAD_RECORD_MAC, "a record from the peer is too short to be authentic: " + sealed + " bytes");
        }
        int content = content(out, outAt, inner(in, at, sealed, out, outAt));
        bytesLeft -= content;
        return content;
    }

    @Override
    public Opener next(TrafficKeys keys, long bytes) {
        return new Tls13Opener(cipher.next(keys), bytes);
    }

    @Override
    public boolean needsKeyUpdate() {
        return bytesLeft <= 0;
    }

    @Override
    public ContentType type() {
        return type;
    }

    private int inner(byte[] in, int at, int sealed, byte[] out, int outAt) throws TlsFault {
        if (cipher.isExhausted()) {
            throw new TlsFault(Alert.INTERNAL_ERROR, "the peer used up its sequence numbers without a KeyUpdate");
        }
        try {
            cipher.start(in, at, RecordFramer.HEADER);
            return cipher.finish(in, at + RecordFramer.HEADER, sealed, out, outAt);
        } catch (GeneralSecurityException forged) {
            throw new TlsFault(Alert.BAD_RECORD_MAC, "a record from the peer does not authenticate", forged);
        }
    }

    /** TLSInnerPlaintext: content, type, zeros. The padding is public once it is opened (§5.4). */
    private int content(byte[] out, int outAt, int inner) throws TlsFault {
        int end = inner;
        while (end > 0 && out[outAt + end - 1] == 0) {
            end--;
        }
        if (end == 0) {
            throw new TlsFault(Alert.UNEXPECTED_MESSAGE, "a record from the peer is all padding");
        }
        if (inner - 1 > RecordFramer.MAX_PLAINTEXT) { // §5.4: content and padding together
            throw new TlsFault(Alert.RECORD_OVERFLOW, "a record from the peer holds " + (inner - 1) + " bytes");
        }
        type = ContentType.of(out[outAt + end - 1] & 0xFF);
        if (type == ContentType.CHANGE_CIPHER_SPEC) { // §5: only ever in the clear
            throw new TlsFault(Alert.UNEXPECTED_MESSAGE, "the peer sent an encrypted change_cipher_spec record");
        }
        if (end == 1 && type != ContentType.APPLICATION_DATA) { // §5.1
            throw new TlsFault(Alert.UNEXPECTED_MESSAGE, "the peer sent an empty " + type + " record");
        }
        return end - 1;
    }
}
