package dev.handfast.crypto;

/** The first stage of the key schedule (RFC 9846 §7.1). Not thread-safe. */
public final class EarlySecret implements AutoCloseable {
    private final Hkdf hkdf;
    private final Secret secret;

    private EarlySecret(Hkdf hkdf, Secret secret) {
        this.hkdf = hkdf;
        this.secret = secret;
    }

    /** The early secret of a handshake without a pre-shared key. */
    public static EarlySecret withoutPsk(Hash hash) {
        var hkdf = new Hkdf(hash);
        return new EarlySecret(hkdf, hkdf.extract(new byte[0], new byte[hash.length()]));
    }

    /** Mixes the key exchange in. Erases this stage and {@code shared}. */
    public HandshakeSecret intoHandshake(Secret shared) {
        try (this;
                shared;
                Secret derived =
                        hkdf.deriveSecret(secret, "derived", hkdf.hash().empty())) {
            return new HandshakeSecret(hkdf, hkdf.extract(derived.bytes(), shared.bytes()));
        }
    }

    @Override
    public void close() {
        secret.close();
    }
}
