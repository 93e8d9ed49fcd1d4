package dev.handfast.message;

import dev.handfast.wire.ByteWriter;
import dev.handfast.wire.HandshakeType;
import dev.handfast.wire.ProtocolVersion;
import java.util.HexFormat;

/** RFC 9846 §4.2.4: a ServerHello with a special random, and another meaning. */
public record HelloRetryRequest(
        ProtocolVersion legacyVersion,
        byte[] legacySessionIdEcho,
        int cipherSuite,
        int legacyCompressionMethod,
        Extensions extensions)
        implements HandshakeMessage {

    /** SHA-256 of "HelloRetryRequest" (RFC 9846 §4.2.3). */
    static final byte[] RANDOM =
            HexFormat.of().parseHex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c");

    /** What a server says to a client whose session id was {@code sessionId}. */
    public static HelloRetryRequest of(byte[] sessionId, int cipherSuite, Extensions extensions) {
        return new HelloRetryRequest(ProtocolVersion.TLS_1_2, sessionId, cipherSuite, 0, extensions);
    }

    /** The random by which it is known. */
    public byte[] random() {
        return RANDOM.clone();
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.SERVER_HELLO;
    }

    @Override
    public void encodeBody(ByteWriter out) {
        new ServerHello(legacyVersion, RANDOM, legacySessionIdEcho, cipherSuite, legacyCompressionMethod, extensions)
                .encodeBody(out);
    }
}
