package dev.handfast.message;

import dev.handfast.wire.ByteReader;
import dev.handfast.wire.ByteWriter;
import dev.handfast.wire.HandshakeType;
import dev.handfast.wire.TlsFault;

/**
 * RFC 5246 §7.4.3, RFC 8422 §5.4. The message does not say which key exchange it belongs to: the cipher suite does, which only
 * the state knows, and the state asks for the parameters of that one.
 *
 * @param body what stands behind the header
 */
public record ServerKeyExchange(byte[] body) implements HandshakeMessage {

    static ServerKeyExchange decode(ByteReader in) {
        return new ServerKeyExchange(in.rest());
    }

    /** The message of {@code params} and the signature over them; the two key exchanges of ours end alike. */
    static ServerKeyExchange of(byte[] params, int scheme, byte[] signature) {
        return new ServerKeyExchange(new ByteWriter()
                .opaque(params)
                .uint16(scheme)
                .opaque(0xFFFF, signature)
                .toByteArray());
    }

    /**
     * The message of a suite with ECDHE.
     *
     * @throws TlsFault {@code illegal_parameter} for a curve that is not named; {@code decode_error} for a body that is
     *     malformed
     */
    public EcdheParameters ecdhe() throws TlsFault {
        return whole(EcdheParameters::decode);
    }

    /**
     * The message of a suite with DHE.
     *
     * @throws TlsFault {@code decode_error} for a body that is malformed
     */
    public DheParameters dhe() throws TlsFault {
        return whole(DheParameters::decode);
    }

    private <T> T whole(ByteReader.Decoder<T> decoder) throws TlsFault {
        var in = new ByteReader(body);
        T parameters = decoder.decode(in);
        in.end("ServerKeyExchange");
        return parameters;
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.SERVER_KEY_EXCHANGE;
    }

    @Override
    public void encodeBody(ByteWriter out) {
        out.opaque(body);
    }
}
