package dev.handfast.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.handfast.wire.CipherSuite.Bulk;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.StampedLock;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * A key under which a server hands its own state to a client, to get it back later (RFC 5077 §4, RFC 9846 §4.7.1): AES-256-GCM under
 * a random nonce. What it seals begins with its name. Once erased it seals and opens nothing. Thread-safe.
 */
public final class TicketKey implements Erasable {
    /** Bytes of a key's name. */
    public static final int NAME_LENGTH = 16;

    private static final Bulk BULK = Bulk.AES_256_GCM;
    private static final int NONCE = 12;
    private static final int TAG = 16;

    private static final byte[] SALT = "handfast ticket key".getBytes(US_ASCII);

    private final byte[] name;
    private final Secret secret;

    /** Whoever uses the secret reads, and whoever erases it writes: nothing is ever sealed under zeros. */
    private final StampedLock using = new StampedLock();

    private boolean erased;

    /** The last one to have done its work: tickets come in pairs. Null while somebody has it. */
    private final AtomicReference<Cipher> idle = new AtomicReference<>();

    /**
     * A key with its name, both from elsewhere.
     *
     * @param name 16 bytes, public
     * @param secret 32 bytes; taken over
     */
    public TicketKey(byte[] name, Secret secret) {
        if (name.length != NAME_LENGTH || secret.length() != BULK.keyLength()) {
            throw new IllegalArgumentException("a ticket key has a name of " + NAME_LENGTH + " bytes and "
                    + BULK.keyLength() + " bytes of key, not " + name.length + " and " + secret.length());
        }
        this.name = name.clone();
        this.secret = secret;
    }

    /** A new key. */
    public static TicketKey generate(SecureRandom random) {
        byte[] name = new byte[NAME_LENGTH];
        byte[] key = new byte[BULK.keyLength()];
        random.nextBytes(name);
        random.nextBytes(key);
        return new TicketKey(name, new Secret(key));
    }

    /**
     * A key that several servers make of the same secret, which may be of another length, and of several keys: by HKDF with SHA-256
     * (RFC 5869), for this use alone.
     *
     * @param shared the caller erases it
     */
    public static TicketKey derived(byte[] name, byte[] shared) {
        var hkdf = new Hkdf(Hash.SHA_256);
        try (Secret extracted = hkdf.extract(SALT, shared)) {
            return new TicketKey(name, new Secret(hkdf.expandLabel(extracted, "hf ticket", name, BULK.keyLength())));
        }
    }

    /** Whether {@code ticket} says that it was sealed under this key. */
    public boolean isNamedBy(byte[] ticket) {
        return ticket.length > NAME_LENGTH && Arrays.equals(name, 0, NAME_LENGTH, ticket, 0, NAME_LENGTH);
    }

    /** The state as a ticket; empty if the key is erased. */
    public Optional<byte[]> seal(byte[] state, SecureRandom random) {
        byte[] ticket = new byte[NAME_LENGTH + NONCE + state.length + TAG];
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        System.arraycopy(name, 0, ticket, 0, NAME_LENGTH);
        System.arraycopy(nonce, 0, ticket, NAME_LENGTH, NONCE);
        try {
            Optional<Cipher> cipher = cipher(Cipher.ENCRYPT_MODE, nonce);
            if (cipher.isEmpty()) {
                return Optional.empty();
            }
            cipher.get().doFinal(state, 0, state.length, ticket, NAME_LENGTH + NONCE);
            leave(cipher.get());
            return Optional.of(ticket);
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException("the installed AES/GCM/NoPadding does not seal a ticket", refused);
        }
    }

    /** The state in a ticket; empty if it was not sealed under this key, or was changed since, or if the key is erased. */
    public Optional<byte[]> open(byte[] ticket) {
        int length = ticket.length - NAME_LENGTH - NONCE;
        if (length < TAG || !isNamedBy(ticket)) {
            return Optional.empty();
        }
        byte[] nonce = Arrays.copyOfRange(ticket, NAME_LENGTH, NAME_LENGTH + NONCE);
        try {
            Optional<Cipher> cipher = cipher(Cipher.DECRYPT_MODE, nonce);
            if (cipher.isEmpty()) {
                return Optional.empty();
            }
            byte[] state = cipher.get().doFinal(ticket, NAME_LENGTH + NONCE, length);
            leave(cipher.get());
            return Optional.of(state);
        } catch (GeneralSecurityException forged) {
            return Optional.empty(); // RFC 9846 §4.3.11: what is unknown is ignored, and the handshake is a full one
        }
    }

    private Optional<Cipher> cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        long stamp = using.readLock();
        try {
            if (erased) {
                return Optional.empty();
            }
            SecretKey key = Jca.key(BULK, secret.bytes(), 0);
            Cipher left = idle.getAndSet(null);
            Cipher cipher = left == null ? Jca.cipher(BULK) : left;
            cipher.init(mode, key, new GCMParameterSpec(TAG * Byte.SIZE, nonce));
            cipher.updateAAD(name);
            return Optional.of(cipher);
        } finally {
            using.unlockRead(stamp);
        }
    }

    /** For the next ticket, unless there will be none. */
    private void leave(Cipher cipher) {
        long stamp = using.readLock();
        try {
            if (!erased) {
                idle.set(cipher);
            }
        } finally {
            using.unlockRead(stamp);
        }
    }

    @Override
    public void close() {
        long stamp = using.writeLock();
        try {
            erased = true;
            secret.close();
            idle.set(null);
        } finally {
            using.unlockWrite(stamp);
        }
    }

    @Override
    public String toString() {
        return "ticket key " + HexFormat.of().formatHex(name);
    }
}
