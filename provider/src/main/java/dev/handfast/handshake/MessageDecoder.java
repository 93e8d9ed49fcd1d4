package dev.handfast.handshake;

import dev.handfast.message.HandshakeMessage;
import dev.handfast.wire.TlsFault;

/** Turns the bytes of a handshake message into a message of the version that is spoken. */
@FunctionalInterface
interface MessageDecoder {
    HandshakeMessage decode(byte[] message) throws TlsFault;
}
