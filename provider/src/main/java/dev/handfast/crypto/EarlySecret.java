package dev.handfast.crypto;

/** The first stage of the key schedule (RFC 9846 §7.1). Not thread-safe. */
public final class EarlySecret implements AutoCloseable {
    private static final int FINGERPRINT_LENGTH = 16;

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

    /** The early secret of a handshake that {@code psk} authenticates. Leaves {@code psk} as it is. */
    public static EarlySecret of(Hash hash, Secret psk) {
        var hkdf = new Hkdf(hash);
        return new EarlySecret(hkdf, hkdf.extract(new byte[0], psk.bytes()));
    }

    /**
     * The binder of this PSK (RFC 9846 §4.3.11.2).
     *
     * @param truncatedHash of the transcript up to and including the identities of this ClientHello
     */
    public byte[] binder(PskBinder kind, byte[] truncatedHash) {
        try (var key = new TrafficSecret(
                hkdf.hash(), hkdf.deriveSecret(secret, kind.label(), hkdf.hash().empty()))) {
            return key.finished(truncatedHash);
        }
    }

    /**
     * {@code client_early_traffic_secret} (RFC 9846 §7.1).
     *
     * @param helloHash of the ClientHello
     */
    public TrafficSecret clientTraffic(byte[] helloHash) {
        return new TrafficSecret(hkdf.hash(), hkdf.deriveSecret(secret, "c e traffic", helloHash));
    }

    /** Tells this PSK from others, and nothing about it. */
    public byte[] fingerprint() {
        return hkdf.expandLabel(secret, "hf fingerprint", hkdf.hash().empty(), FINGERPRINT_LENGTH);
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
