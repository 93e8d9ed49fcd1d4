package dev.handfast.message;

import dev.handfast.wire.TlsFault;

/** Whose decoder reads a message. */
enum Version {
    TLS_1_2 {
        @Override
        HandshakeMessage decode(byte[] message) throws TlsFault {
            return Tls12Messages.decode(message);
        }
    },
    TLS_1_3 {
        @Override
        HandshakeMessage decode(byte[] message) throws TlsFault {
            return Tls13Messages.decode(message);
        }
    };

    abstract HandshakeMessage decode(byte[] message) throws TlsFault;
}
