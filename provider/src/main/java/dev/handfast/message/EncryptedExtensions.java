package dev.handfast.message;

import dev.handfast.wire.ByteReader;
import dev.handfast.wire.ByteWriter;
import dev.handfast.wire.HandshakeType;
import dev.handfast.wire.TlsFault;

/** RFC 9846 §4.4.1. */
public record EncryptedExtensions(Extensions extensions) implements HandshakeMessage {

    static EncryptedExtensions decode(ByteReader in) throws TlsFault {
        return new EncryptedExtensions(Extensions.decode(in, Place.ENCRYPTED_EXTENSIONS));
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.ENCRYPTED_EXTENSIONS;
    }

    @Override
    public void encodeBody(ByteWriter out) {
        extensions.encode(out);
    }
}
