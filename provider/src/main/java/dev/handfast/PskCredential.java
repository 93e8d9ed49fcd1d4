package dev.handfast;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;

/**
 * A key that two peers have got from elsewhere, and its name (RFC 9846 §2.2). It takes the place of certificates: who has the key is
 * the one whom the name stands for. It has to be random: whoever sees a handshake can try passwords. Thread-safe.
 */
public final class PskCredential {
    /** The least bytes of a key (RFC 9257 §6). */
    public static final int MIN_KEY_LENGTH = 16;

    private static final int MAX_LENGTH = 0xFFFF;

    /** Bytes around the identity and the context in an {@code ImportedIdentity}, and around that in a ClientHello. */
    private static final int OVERHEAD = 64;

    private final byte[] identity;
    private final ErasableBytes key;
    private final HashAlgorithm hash;
    private final Optional<byte[]> context;

    /** What a key is used with: a key has one, and serves the cipher suites of that one, if it is not imported. */
    public enum HashAlgorithm {
        SHA_256("SHA-256"),
        SHA_384("SHA-384");

        private final String text;

        HashAlgorithm(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private PskCredential(byte[] identity, byte[] key, HashAlgorithm hash, Optional<byte[]> context) {
        int length = identity.length + context.map(bytes -> bytes.length).orElse(0);
        if (identity.length == 0 || length > MAX_LENGTH - OVERHEAD) {
            throw new IllegalArgumentException(
                    "an identity, with its context, has 1 to " + (MAX_LENGTH - OVERHEAD) + " bytes, not " + length);
        }
        if (key.length < MIN_KEY_LENGTH) {
            throw new IllegalArgumentException("a pre-shared key has at least " + MIN_KEY_LENGTH + " random bytes, not "
                    + key.length + ": make one by openssl rand 32");
        }
        this.identity = identity.clone();
        this.key = new ErasableBytes(key);
        this.hash = Objects.requireNonNull(hash, "hash");
        this.context = context.map(byte[]::clone);
    }

    /**
     * A key that is used as it is, with the cipher suites of one hash. Copies both arrays.
     *
     * @param identity sent in clear
     * @param hash SHA-256 where nothing else is agreed (RFC 9846 §4.3.11)
     */
    public static PskCredential of(byte[] identity, byte[] key, HashAlgorithm hash) {
        return new PskCredential(identity, key, hash, Optional.empty());
    }

    /**
     * A key that is imported (RFC 9258): each connection uses one that is derived from it for TLS 1.3 and the hash of the cipher suite.
     * The peer has to import it, too, and with the same context. Copies the arrays.
     *
     * @param identity sent in clear
     * @param hash of the derivation; SHA-256 where nothing else is agreed
     * @param context sent in clear: what the key was made for, such as the roles of both peers; may be empty
     */
    public static PskCredential imported(byte[] identity, byte[] key, HashAlgorithm hash, byte[] context) {
        return new PskCredential(identity, key, hash, Optional.of(context));
    }

    /** A copy. */
    public byte[] identity() {
        return identity.clone();
    }

    /** A copy, which the caller erases; empty once the credential is destroyed. */
    public Optional<byte[]> key() {
        return key.copy();
    }

    public HashAlgorithm hash() {
        return hash;
    }

    /** A copy; empty if the key is used as it is, and not imported. */
    public Optional<byte[]> context() {
        return context.map(byte[]::clone);
    }

    /** Erases the key: no handshake uses it any more. */
    public void destroy() {
        key.erase();
    }

    /** The identity and the hash, and nothing secret. */
    @Override
    public String toString() {
        return "pre-shared key of " + text(identity) + " with " + hash
                + context.map(bytes -> ", imported").orElse("");
    }

    /** An identity as a person reads it: in quotes if it is text, else in hexadecimal digits. */
    public static String text(byte[] identity) {
        for (byte each : identity) {
            if (each < ' ' || each > '~') {
                return "0x" + HexFormat.of().formatHex(identity);
            }
        }
        return '"' + new String(identity, StandardCharsets.US_ASCII) + '"';
    }
}
