package dev.handfast.message;

import dev.handfast.wire.ByteReader;
import dev.handfast.wire.ByteWriter;
import dev.handfast.wire.Codec;
import dev.handfast.wire.HandshakeType;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.TlsFault;
import java.util.List;
import java.util.Set;

/** RFC 9846 §4.2.2 (and RFC 5246 §7.4.1.2: the two share one wire form). */
public record ClientHello(
        ProtocolVersion legacyVersion,
        byte[] random,
        byte[] legacySessionId,
        List<Integer> cipherSuites,
        byte[] legacyCompressionMethods,
        Extensions extensions)
        implements HandshakeMessage {

    static ClientHello decode(ByteReader in) throws TlsFault {
        return new ClientHello(
                new ProtocolVersion(in.uint16()),
                in.opaque(32),
                in.opaque(0, 32),
                in.list(2, 0xFFFE, Codec.UINT16),
                in.opaque(1, 0xFF),
                in.isEmpty() ? Extensions.none(Place.CLIENT_HELLO) : Extensions.decode(in, Place.CLIENT_HELLO));
    }

    /** The same hello for somebody who ignores the extensions with the numbers {@code numbers}. */
    public ClientHello without(Set<Integer> numbers) {
        return numbers.isEmpty()
                ? this
                : new ClientHello(
                        legacyVersion,
                        random,
                        legacySessionId,
                        cipherSuites,
                        legacyCompressionMethods,
                        extensions.without(numbers));
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.CLIENT_HELLO;
    }

    @Override
    public void encodeBody(ByteWriter out) {
        out.uint16(legacyVersion.code())
                .opaque(random)
                .opaque(32, legacySessionId)
                .list(0xFFFE, cipherSuites, Codec.UINT16)
                .opaque(0xFF, legacyCompressionMethods);
        extensions.encode(out);
    }
}
