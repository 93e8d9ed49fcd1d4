package dev.handfast.message;

import dev.handfast.wire.ByteReader;
import dev.handfast.wire.ByteWriter;
import dev.handfast.wire.HandshakeType;
import dev.handfast.wire.TlsFault;

/**
 * RFC 5246 §7.4.7, RFC 8422 §5.7. As with {@link ServerKeyExchange}, the cipher suite says what it holds. What the readers
 * give is as it came: of its value nothing is known yet.
 *
 * @param body what stands behind the header
 */
public record ClientKeyExchange(byte[] body) implements HandshakeMessage {
    private static final int POINT_MAX = 0xFF;
    private static final int PUBLIC_VALUE_MAX = 0xFFFF;
    private static final int CIPHERTEXT_MAX = 0xFFFF;

    static ClientKeyExchange decode(ByteReader in) {
        return new ClientKeyExchange(in.rest());
    }

    /** The message of a suite with key transport by RSA: the preliminary secret under the server's key. */
    public static ClientKeyExchange ofRsa(byte[] encryptedPreliminarySecret) {
        return of(CIPHERTEXT_MAX, encryptedPreliminarySecret);
    }

    /** The message of a suite with ECDHE. */
    public static ClientKeyExchange ofEcdhe(byte[] point) {
        return of(POINT_MAX, point);
    }

    /** The message of a suite with DHE: {@code dh_Yc}. */
    public static ClientKeyExchange ofDhe(byte[] publicValue) {
        return of(PUBLIC_VALUE_MAX, publicValue);
    }

    /**
     * {@code EncryptedPreliminarySecret} (RFC 5246 §7.4.7.1 and its name of RFC 9846 Appendix D), 0 to 2^16-1 bytes. One of
     * the wrong length is no fault here: it has to end as every broken one does, after Finished.
     *
     * @throws TlsFault {@code decode_error} for a body that is malformed
     */
    public byte[] rsa() throws TlsFault {
        return only(0, CIPHERTEXT_MAX);
    }

    /**
     * {@code ecdh_Yc}, 1 to 255 bytes.
     *
     * @throws TlsFault {@code decode_error} for a body that is malformed
     */
    public byte[] ecdhe() throws TlsFault {
        return only(1, POINT_MAX);
    }

    /**
     * {@code dh_Yc}, 1 to 2^16-1 bytes, unsigned.
     *
     * @throws TlsFault {@code decode_error} for a body that is malformed
     */
    public byte[] dhe() throws TlsFault {
        return only(1, PUBLIC_VALUE_MAX);
    }

    private static ClientKeyExchange of(int max, byte[] value) {
        return new ClientKeyExchange(new ByteWriter().opaque(max, value).toByteArray());
    }

    private byte[] only(int min, int max) throws TlsFault {
        var in = new ByteReader(body);
        byte[] value = in.opaque(min, max);
        in.end("ClientKeyExchange");
        return value;
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.CLIENT_KEY_EXCHANGE;
    }

    @Override
    public void encodeBody(ByteWriter out) {
        out.opaque(body);
    }
}
