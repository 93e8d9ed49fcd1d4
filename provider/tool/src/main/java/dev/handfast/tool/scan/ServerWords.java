package dev.handfast.tool.scan;

import dev.handfast.wire.ByteReader;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.SignatureScheme;
import dev.handfast.wire.TlsFault;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Those of a server's messages that say what it chose, read from their bytes: our client may have refused what they say. */
final class ServerWords {
    static final int SERVER_HELLO = 2;
    static final int NEW_SESSION_TICKET = 4;
    static final int SERVER_KEY_EXCHANGE = 12;
    static final int CERTIFICATE_VERIFY = 15;

    static final int EXTENDED_MASTER_SECRET = 23;
    static final int ENCRYPT_THEN_MAC = 22;
    /** In a ServerHello: one that was offered is taken (RFC 9846 §4.3.11). */
    static final int PRE_SHARED_KEY = 41;

    static final int RENEGOTIATION_INFO = 0xFF01;

    private static final int KEY_SHARE = 51;
    private static final int NAMED_CURVE = 3;

    private ServerWords() {}

    /** ServerHello or HelloRetryRequest (RFC 9846 §4.2.3, RFC 5246 §7.4.1.3). */
    record Hello(byte[] sessionId, int suite, Map<Integer, byte[]> extensions) {
        static Hello of(byte[] message) throws TlsFault {
            ByteReader in = body(message);
            in.uint16();
            in.opaque(32);
            byte[] sessionId = in.opaque(0, 32);
            int suite = in.uint16();
            in.uint8();
            var extensions = new HashMap<Integer, byte[]>();
            ByteReader block = in.isEmpty() ? in : in.vector(0, 0xFFFF);
            while (!block.isEmpty()) {
                extensions.put(block.uint16(), block.opaque(0, 0xFFFF));
            }
            return new Hello(sessionId, suite, Map.copyOf(extensions));
        }

        boolean has(int extension) {
            return extensions.containsKey(extension);
        }

        /** In a HelloRetryRequest the group that the server would like. */
        Optional<NamedGroup> keyShareGroup() {
            byte[] share = extensions.get(KEY_SHARE);
            return share == null || share.length < 2
                    ? Optional.empty()
                    : Optional.of(new NamedGroup((share[0] & 0xFF) << 8 | share[1] & 0xFF));
        }
    }

    /**
     * ServerKeyExchange (RFC 5246 §7.4.3, RFC 8422 §5.4).
     *
     * @param group the named curve; empty for a finite field
     * @param fieldBits length of the prime; 0 for a curve
     */
    record KeyExchange(Optional<NamedGroup> group, int fieldBits, Optional<SignatureScheme> signature) {
        static KeyExchange ofCurve(byte[] message) throws TlsFault {
            ByteReader in = body(message);
            Optional<NamedGroup> group =
                    in.uint8() == NAMED_CURVE ? Optional.of(new NamedGroup(in.uint16())) : Optional.empty();
            in.opaque(0, 0xFF);
            return new KeyExchange(group, 0, SignatureScheme.of(in.uint16()));
        }

        static KeyExchange ofField(byte[] message) throws TlsFault {
            ByteReader in = body(message);
            int bits = new BigInteger(1, in.opaque(1, 0xFFFF)).bitLength();
            in.opaque(1, 0xFFFF);
            in.opaque(1, 0xFFFF);
            return new KeyExchange(Optional.empty(), bits, SignatureScheme.of(in.uint16()));
        }
    }

    /** That of CertificateVerify (RFC 9846 §4.5.2). */
    static Optional<SignatureScheme> signature(byte[] certificateVerify) throws TlsFault {
        return SignatureScheme.of(body(certificateVerify).uint16());
    }

    private static ByteReader body(byte[] message) throws TlsFault {
        var in = new ByteReader(message);
        in.uint8();
        return in.vector(0, 0xFFFFFF);
    }
}
