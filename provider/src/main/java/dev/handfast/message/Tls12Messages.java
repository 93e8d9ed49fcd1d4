package dev.handfast.message;

import dev.handfast.wire.Alert;
import dev.handfast.wire.ByteReader;
import dev.handfast.wire.HandshakeType;
import dev.handfast.wire.TlsFault;

/** Decodes the messages of a handshake that has settled on TLS 1.2 (RFC 5246 §7.4, RFC 5077 §3.3, RFC 6066 §8). */
public final class Tls12Messages {
    private Tls12Messages() {}

    /**
     * Decodes one whole message, header included. What the key exchanges hold is decoded by who knows the suite.
     *
     * @throws TlsFault {@code unexpected_message} for a type that TLS 1.2 has not got; what the codec says for the rest
     */
    public static HandshakeMessage decode(byte[] message) throws TlsFault {
        HandshakeHeader header = HandshakeHeader.decode(message);
        HandshakeMessage decoded = decodeBody(header.type(), header.body());
        header.end();
        return decoded;
    }

    private static HandshakeMessage decodeBody(HandshakeType type, ByteReader body) throws TlsFault {
        return switch (type.code()) {
            case 0 -> new HelloRequest();
            case 1 -> ClientHello.decode(body);
            case 2 -> ServerHello.decodeHelloOrRetry(body);
            case 4 -> NewSessionTicket12.decode(body);
            case 11 -> Certificate12.decode(body);
            case 12 -> ServerKeyExchange.decode(body);
            case 13 -> CertificateRequest12.decode(body);
            case 14 -> new ServerHelloDone();
            case 15 -> CertificateVerify.decode(body);
            case 16 -> ClientKeyExchange.decode(body);
            case 20 -> Finished.decode(body);
            case 22 -> CertificateStatusMessage.decode(body);
            default ->
                throw new TlsFault(Alert.UNEXPECTED_MESSAGE, "the peer sent " + type + ", which TLS 1.2 has not got");
        };
    }
}
