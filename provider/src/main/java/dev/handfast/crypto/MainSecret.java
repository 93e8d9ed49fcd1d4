package dev.handfast.crypto;

/** The last stage of the key schedule (RFC 9846 §7.1). Not thread-safe. */
public final class MainSecret implements AutoCloseable {
    private final Hkdf hkdf;
    private final Secret secret;

    MainSecret(Hkdf hkdf, Secret secret) {
        this.hkdf = hkdf;
        this.secret = secret;
    }

    /** {@code client_application_traffic_secret_0}; the hash covers ClientHello...server Finished. */
    public TrafficSecret clientTraffic(byte[] serverFinishedHash) {
        return new TrafficSecret(hkdf.hash(), hkdf.deriveSecret(secret, "c ap traffic", serverFinishedHash));
    }

    /** {@code server_application_traffic_secret_0}; the hash covers ClientHello...server Finished. */
    public TrafficSecret serverTraffic(byte[] serverFinishedHash) {
        return new TrafficSecret(hkdf.hash(), hkdf.deriveSecret(secret, "s ap traffic", serverFinishedHash));
    }

    /** {@code exporter_secret} (RFC 9846 §7.5); the hash covers ClientHello...server Finished. */
    public Secret exporter(byte[] serverFinishedHash) {
        return hkdf.deriveSecret(secret, "exp master", serverFinishedHash);
    }

    /** {@code resumption_secret}; the hash covers ClientHello...client Finished. */
    public Secret resumption(byte[] clientFinishedHash) {
        return hkdf.deriveSecret(secret, "res master", clientFinishedHash);
    }

    /** The PSK of a ticket with this {@code nonce}: see {@link Hkdf#ticketPsk}. */
    public Secret ticketPsk(Secret resumption, byte[] nonce) {
        return hkdf.ticketPsk(resumption, nonce);
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
