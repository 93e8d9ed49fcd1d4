package dev.handfast.crypto;

/** The second stage of the key schedule (RFC 9846 §7.1). Not thread-safe. */
public final class HandshakeSecret implements AutoCloseable {
    private final Hash hash;
    private final Secret secret;

    HandshakeSecret(Hash hash, Secret secret) {
        this.hash = hash;
        this.secret = secret;
    }

    /** {@code client_handshake_traffic_secret}; {@code helloHash} covers ClientHello...ServerHello. */
    public TrafficSecret clientTraffic(byte[] helloHash) {
        return new TrafficSecret(hash, Hkdf.deriveSecret(hash, secret, "c hs traffic", helloHash));
    }

    /** {@code server_handshake_traffic_secret}; {@code helloHash} covers ClientHello...ServerHello. */
    public TrafficSecret serverTraffic(byte[] helloHash) {
        return new TrafficSecret(hash, Hkdf.deriveSecret(hash, secret, "s hs traffic", helloHash));
    }

    /** The next stage. Erases this one. */
    public MainSecret intoMain() {
        try (this;
                Secret derived = Hkdf.deriveSecret(hash, secret, "derived", hash.empty())) {
            return new MainSecret(hash, Hkdf.extract(hash, derived.bytes(), new byte[hash.length()]));
        }
    }

    /** For tests against published traces. */
    Secret secret() {
        return secret;
    }

    @Override
    public void close() {
        secret.close();
    }
}
