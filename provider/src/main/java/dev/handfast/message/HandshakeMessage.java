package dev.handfast.message;

import dev.handfast.wire.ByteWriter;
import dev.handfast.wire.HandshakeType;

/** A handshake message (RFC 9846 §4, RFC 5246 §7.4). A value that exists is syntactically whole. */
public sealed interface HandshakeMessage extends ByteWriter.Body
        permits ClientHello,
                ServerHello,
                HelloRetryRequest,
                EncryptedExtensions,
                CertificateRequest13,
                Certificate13,
                CertificateVerify,
                Finished,
                NewSessionTicket13,
                KeyUpdate,
                EndOfEarlyData,
                HelloRequest,
                Certificate12,
                CertificateStatusMessage,
                ServerKeyExchange,
                CertificateRequest12,
                ServerHelloDone,
                ClientKeyExchange,
                NewSessionTicket12 {

    HandshakeType type();

    /** Writes what stands behind the header. */
    @Override
    void encodeBody(ByteWriter out);

    /** The whole message, its 4 bytes of header included. */
    default byte[] encode() {
        return new ByteWriter().uint8(type().code()).vector(0xFFFFFF, this).toByteArray();
    }
}
