package dev.handfast.crypto;

import dev.handfast.wire.CipherSuite;
import java.util.Arrays;
import javax.crypto.SecretKey;

/** A traffic secret of one direction and epoch (RFC 9846 §7.1 to §7.3). Not thread-safe. */
public final class TrafficSecret implements AutoCloseable {
    private static final int IV_LENGTH = 12;

    private final Hash hash;
    private final Secret secret;

    /** The key schedule's that it comes from; null if it may outlive that. */
    private final Hkdf schedule;

    /** One that is used when its key schedule may be over, or busy with other things: its calculations are its own. */
    TrafficSecret(Hash hash, Secret secret) {
        this(hash, secret, null);
    }

    /** One that is used up within the handshake, by whoever goes on with {@code schedule}. */
    TrafficSecret(Hkdf schedule, Secret secret) {
        this(schedule.hash(), secret, schedule);
    }

    private TrafficSecret(Hash hash, Secret secret, Hkdf schedule) {
        this.hash = hash;
        this.secret = secret;
        this.schedule = schedule;
    }

    private Hkdf hkdf() {
        return schedule == null ? new Hkdf(hash) : schedule;
    }

    /** The keys that it makes (RFC 9846 §7.3). */
    public TrafficKeys keys(CipherSuite suite) {
        Hkdf hkdf = hkdf();
        byte[] key = hkdf.expandLabel(secret, "key", new byte[0], suite.bulk().keyLength());
        byte[] iv = hkdf.expandLabel(secret, "iv", new byte[0], IV_LENGTH);
        SecretKey copy = Jca.key(suite.bulk(), key, 0);
        Arrays.fill(key, (byte) 0);
        return new TrafficKeys(suite, copy, iv);
    }

    /** {@code verify_data} of the Finished that this side sends (RFC 9846 §4.5.3). */
    public byte[] finished(byte[] transcriptHash) {
        Hkdf hkdf = hkdf();
        try (Secret key = new Secret(hkdf.expandLabel(secret, "finished", new byte[0], hash.length()))) {
            return hkdf.hmac(key.bytes(), transcriptHash);
        }
    }

    /** {@code application_traffic_secret_N+1} (RFC 9846 §7.2). Erases this one. */
    public TrafficSecret next() {
        try (this) {
            return new TrafficSecret(
                    hash, new Secret(new Hkdf(hash).expandLabel(secret, "traffic upd", new byte[0], hash.length())));
        }
    }

    /** The secret itself, for key logs and tests. */
    public Secret secret() {
        return secret;
    }

    @Override
    public void close() {
        secret.close();
    }
}
