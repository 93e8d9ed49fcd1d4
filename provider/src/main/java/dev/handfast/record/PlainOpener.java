package dev.handfast.record;

import dev.handfast.wire.Alert;
import dev.handfast.wire.ContentType;
import dev.handfast.wire.TlsFault;

/** Records before there are keys (RFC 9846 §5.1): TLSPlaintext. */
public final class PlainOpener implements Opener {
    private ContentType type;

    @Override
    public int maxRecord() {
        return RecordFramer.MAX_CIPHERTEXT;
    }

    @Override
    public int room(int recordLength) {
        return recordLength - RecordFramer.HEADER;
    }

    @Override
    public int open(byte[] in, int at, int length, byte[] out, int outAt) throws TlsFault {
        int content = length - RecordFramer.HEADER;
        type = ContentType.of(in[at] & 0xFF);
        if (type == ContentType.APPLICATION_DATA) {
            throw new TlsFault(Alert.UNEXPECTED_MESSAGE, "the peer sent application data without encryption");
        }
        if (content > RecordFramer.MAX_PLAINTEXT) {
            throw new TlsFault(
                    Alert.RECORD_OVERFLOW, "an unencrypted record from the peer holds " + content + " bytes");
        }
        if (content == 0) {
            throw new TlsFault(Alert.UNEXPECTED_MESSAGE, "the peer sent an empty " + type + " record");
        }
        if (in != out || at + RecordFramer.HEADER != outAt) {
            System.arraycopy(in, at + RecordFramer.HEADER, out, outAt, content);
        }
        return content;
    }

    @Override
    public ContentType type() {
        return type;
    }
}
