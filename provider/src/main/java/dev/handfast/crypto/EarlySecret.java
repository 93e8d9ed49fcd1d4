package dev.handfast.crypto;

/** The first stage of the key schedule (RFC 9846 §7.1). Not thread-safe. */
public final class EarlySecret implements AutoCloseable {
    private final Hash hash;
    private final Secret secret;

    private EarlySecret(Hash hash, Secret secret) {
        this.hash = hash;
        this.secret = secret;
    }

    /** The early secret of a handshake without a pre-shared key. */
    public static EarlySecret withoutPsk(Hash hash) {
        return new EarlySecret(hash, Hkdf.extract(hash, new byte[0], new byte[hash.length()]));
    }

    /** Mixes the key exchange in. Erases this stage and {@code shared}. */
    public HandshakeSecret intoHandshake(Secret shared) {
        try (this;
                shared;
                Secret derived = Hkdf.deriveSecret(hash, secret, "derived", hash.empty())) {
            return new HandshakeSecret(hash, Hkdf.extract(hash, derived.bytes(), shared.bytes()));
        }
    }

    @Override
    public void close() {
        secret.close();
    }
}
