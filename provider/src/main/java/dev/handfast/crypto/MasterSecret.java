package dev.handfast.crypto;

import dev.handfast.wire.ByteWriter;
import dev.handfast.wire.CipherSuite;

/** The master secret of TLS 1.2, from which all of its keys come (RFC 5246 §8.1). Not thread-safe. */
public final class MasterSecret implements AutoCloseable {
    private static final int LENGTH = 48;
    private static final int VERIFY_DATA_LENGTH = 12;

    private final Hash hash;
    private final Secret secret;

    private MasterSecret(Hash hash, Secret secret) {
        this.hash = hash;
        this.secret = secret;
    }

    /** The master secret with a peer that does not know RFC 7627. Erases {@code premaster}. */
    public static MasterSecret of(Hash hash, Secret premaster, byte[] clientRandom, byte[] serverRandom) {
        return of(hash, premaster, "master secret", concatenate(clientRandom, serverRandom));
    }

    /**
     * The extended master secret, which is bound to the whole handshake (RFC 7627 §4). Erases {@code premaster}.
     *
     * @param sessionHash covers ClientHello...ClientKeyExchange (RFC 7627 §3)
     */
    public static MasterSecret extended(Hash hash, Secret premaster, byte[] sessionHash) {
        return of(hash, premaster, "extended master secret", sessionHash);
    }

    /** That of a session which is resumed (RFC 5246 §8.1); new random values make new keys of it. Takes {@code secret} over. */
    public static MasterSecret resumed(Hash hash, Secret secret) {
        return new MasterSecret(hash, secret);
    }

    private static MasterSecret of(Hash hash, Secret premaster, String label, byte[] seed) {
        try (premaster) {
            return new MasterSecret(hash, new Secret(Tls12Prf.expand(hash, premaster, label, seed, LENGTH)));
        }
    }

    /** The keys of both directions (RFC 5246 §6.3). */
    public Tls12Keys keys(CipherSuite suite, byte[] clientRandom, byte[] serverRandom) {
        int length = Tls12Keys.blockLength(suite);
        byte[] seed = concatenate(serverRandom, clientRandom); // the other way round than for the master secret
        try (var block = new Secret(Tls12Prf.expand(hash, secret, "key expansion", seed, length))) {
            return Tls12Keys.of(suite, block);
        }
    }

    /** {@code verify_data} of the client's Finished (RFC 5246 §7.4.9); the hash covers all messages before it. */
    public byte[] clientFinished(byte[] handshakeHash) {
        return Tls12Prf.expand(hash, secret, "client finished", handshakeHash, VERIFY_DATA_LENGTH);
    }

    /** {@code verify_data} of the server's Finished (RFC 5246 §7.4.9); the hash covers all messages before it. */
    public byte[] serverFinished(byte[] handshakeHash) {
        return Tls12Prf.expand(hash, secret, "server finished", handshakeHash, VERIFY_DATA_LENGTH);
    }

    /** The secret itself, for key logs, sessions and tests. */
    public Secret secret() {
        return secret;
    }

    @Override
    public void close() {
        secret.close();
    }

    private static byte[] concatenate(byte[] first, byte[] second) {
        return new ByteWriter().opaque(first).opaque(second).toByteArray();
    }
}
