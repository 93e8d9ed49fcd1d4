package dev.handfast.message;

import dev.handfast.wire.ByteReader;
import dev.handfast.wire.ByteWriter;
import dev.handfast.wire.HandshakeType;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.TlsFault;
import java.util.Arrays;

/**
 * RFC 9846 §4.2.3 and RFC 5246 §7.4.1.3: the two share one wire form, but not their extensions, whose place tells the version.
 */
public record ServerHello(
        ProtocolVersion legacyVersion,
        byte[] random,
        byte[] legacySessionIdEcho,
        int cipherSuite,
        int legacyCompressionMethod,
        Extensions extensions)
        implements HandshakeMessage {

    /** A ServerHello, or the HelloRetryRequest that has its form and is told by its random (RFC 9846 §4.2.4). */
    static HandshakeMessage decodeHelloOrRetry(ByteReader in) throws TlsFault {
        var legacyVersion = new ProtocolVersion(in.uint16());
        byte[] random = in.opaque(32);
        byte[] sessionId = in.opaque(0, 32);
        int suite = in.uint16();
        int compression = in.uint8();
        if (Arrays.equals(random, HelloRetryRequest.RANDOM)) {
            return new HelloRetryRequest(
                    legacyVersion, sessionId, suite, compression, Extensions.decode(in, Place.HELLO_RETRY_REQUEST));
        }
        Extensions extensions =
                in.isEmpty() ? Extensions.none(Place.SERVER_HELLO_12) : Extensions.decodeServerHello(in);
        return new ServerHello(legacyVersion, random, sessionId, suite, compression, extensions);
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.SERVER_HELLO;
    }

    @Override
    public void encodeBody(ByteWriter out) {
        out.uint16(legacyVersion.code())
                .opaque(random)
                .opaque(32, legacySessionIdEcho)
                .uint16(cipherSuite)
                .uint8(legacyCompressionMethod);
        // The client of TLS 1.2 may know no extensions, not even an empty block of them (RFC 5246 §7.4.1.3).
        if (extensions.place() != Place.SERVER_HELLO_12 || !extensions.isEmpty()) {
            extensions.encode(out);
        }
    }
}
