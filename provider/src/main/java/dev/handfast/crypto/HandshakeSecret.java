package dev.handfast.crypto;

/** The second stage of the key schedule (RFC 9846 §7.1). Not thread-safe. */
public final class HandshakeSecret implements AutoCloseable {
    private final Hkdf hkdf;
    private final Secret secret;

    HandshakeSecret(Hkdf hkdf, Secret secret) {
        this.hkdf = hkdf;
        this.secret = secret;
    }

    /** {@code client_handshake_traffic_secret}; {@code helloHash} covers ClientHello...ServerHello. */
    public TrafficSecret clientTraffic(byte[] helloHash) {
        return new TrafficSecret(hkdf, hkdf.deriveSecret(secret, "c hs traffic", helloHash));
    }

    /** {@code server_handshake_traffic_secret}; {@code helloHash} covers ClientHello...ServerHello. */
    public TrafficSecret serverTraffic(byte[] helloHash) {
        return new TrafficSecret(hkdf, hkdf.deriveSecret(secret, "s hs traffic", helloHash));
    }

    /** The next stage. Erases this one. */
    public MainSecret intoMain() {
        try (this;
                Secret derived =
                        hkdf.deriveSecret(secret, "derived", hkdf.hash().empty())) {
            return new MainSecret(
                    hkdf, hkdf.extract(derived.bytes(), new byte[hkdf.hash().length()]));
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
