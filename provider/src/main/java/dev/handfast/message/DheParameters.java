package dev.handfast.message;

import dev.handfast.wire.ByteReader;
import dev.handfast.wire.ByteWriter;
import dev.handfast.wire.TlsFault;

/**
 * The server's half of a DHE key exchange of TLS 1.2, signed (RFC 5246 §7.4.3). Nothing is known yet of the signature, nor of
 * the numbers, which are unsigned and may have zeros in front.
 *
 * @param p the prime, 1 to 2^16-1 bytes
 * @param g the generator, 1 to 2^16-1 bytes
 * @param publicValue {@code dh_Ys}, 1 to 2^16-1 bytes
 * @param scheme number of a SignatureScheme, known to us or not
 */
public record DheParameters(byte[] p, byte[] g, byte[] publicValue, int scheme, byte[] signature) {

    static DheParameters decode(ByteReader in) throws TlsFault {
        return new DheParameters(
                in.opaque(1, 0xFFFF), in.opaque(1, 0xFFFF), in.opaque(1, 0xFFFF), in.uint16(), in.opaque(0, 0xFFFF));
    }

    /** {@code ServerDHParams}, the part that is signed. The form has one encoding only: it is what the server sent. */
    public byte[] encodeParameters() {
        return new ByteWriter()
                .opaque(0xFFFF, p)
                .opaque(0xFFFF, g)
                .opaque(0xFFFF, publicValue)
                .toByteArray();
    }

    /** The same parameters under this signature. */
    public DheParameters signed(byte[] made) {
        return new DheParameters(p, g, publicValue, scheme, made);
    }

    /** The message that says it. */
    public ServerKeyExchange toMessage() {
        return ServerKeyExchange.of(encodeParameters(), scheme, signature);
    }
}
