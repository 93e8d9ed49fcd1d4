package dev.handfast.message;

import dev.handfast.wire.Alert;
import dev.handfast.wire.ByteReader;
import dev.handfast.wire.ByteWriter;
import dev.handfast.wire.HandshakeType;
import dev.handfast.wire.TlsFault;

/**
 * RFC 9846 §4.7.3.
 *
 * @param requested the receiver has to change its own keys, too
 */
public record KeyUpdate(boolean requested) implements HandshakeMessage {

    static KeyUpdate decode(ByteReader in) throws TlsFault {
        int request = in.uint8();
        if (request > 1) {
            throw new TlsFault(
                    Alert.ILLEGAL_PARAMETER, "the peer's KeyUpdateRequest is " + request + ", neither 0 nor 1");
        }
        return new KeyUpdate(request == 1);
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.KEY_UPDATE;
    }

    @Override
    public void encodeBody(ByteWriter out) {
        out.uint8(requested ? 1 : 0);
    }
}
