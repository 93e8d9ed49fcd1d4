package dev.handfast.message;

import dev.handfast.wire.Alert;
import dev.handfast.wire.ByteReader;
import dev.handfast.wire.HandshakeType;
import dev.handfast.wire.TlsFault;

/** Decodes the messages of a TLS 1.3 handshake (RFC 9846 §4). */
public final class Tls13Messages {
    private Tls13Messages() {}

    /**
     * Decodes one whole message, header included.
     *
     * @throws TlsFault {@code unexpected_message} for a type that TLS 1.3 has not got; what the codec says for the rest
     */
    public static HandshakeMessage decode(byte[] message) throws TlsFault {
        HandshakeHeader header = HandshakeHeader.decode(message);
        HandshakeMessage decoded = decodeBody(header.type(), header.body());
        header.end();
        return decoded;
    }

    private static HandshakeMessage decodeBody(HandshakeType type, ByteReader body) throws TlsFault {
        return switch (type.code()) {
            case 1 -> ClientHello.decode(body);
            case 2 -> ServerHello.decodeHelloOrRetry(body);
            case 4 -> NewSessionTicket13.decode(body);
            case 5 -> new EndOfEarlyData();
            case 8 -> EncryptedExtensions.decode(body);
            case 11 -> Certificate13.decode(body);
            case 13 -> CertificateRequest13.decode(body);
            case 15 -> CertificateVerify.decode(body);
            case 20 -> Finished.decode(body);
            case 24 -> KeyUpdate.decode(body);
            default ->
                throw new TlsFault(Alert.UNEXPECTED_MESSAGE, "the peer sent " + type + ", which TLS 1.3 has not got");
        };
    }
}
