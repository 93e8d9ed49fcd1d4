package dev.handfast.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.handfast.wire.ByteWriter;
import java.security.InvalidKeyException;
import java.util.Arrays;
import javax.crypto.Mac;

/** HKDF (RFC 5869) as TLS 1.3 uses it (RFC 9846 §7.1), for one calculation after the other. Not thread-safe. */
public final class Hkdf {
    private static final byte[] PREFIX = "tls13 ".getBytes(US_ASCII);

    private final Hash hash;
    private final Mac mac;

    /** Whose HMAC {@link #mac} is, while it is a secret's that may have more to derive; else null. */
    private Secret current;

    public Hkdf(Hash hash) {
        this.hash = hash;
        this.mac = Jca.mac(hash.hmac());
    }

    Hash hash() {
        return hash;
    }

    /** {@code HKDF-Extract(salt, ikm)}. */
    public Secret extract(byte[] salt, byte[] ikm) {
        return new Secret(hmac(salt, ikm));
    }

    /** {@code HKDF-Expand-Label(secret, label, context, length)}; the caller erases the result if it is secret. */
    public byte[] expandLabel(Secret secret, String label, byte[] context, int length) {
        byte[] name = label.getBytes(US_ASCII);
        byte[] info = new ByteWriter(4 + PREFIX.length + name.length + context.length) // struct HkdfLabel
                .uint16(length)
                .uint8(PREFIX.length + name.length)
                .opaque(PREFIX)
                .opaque(name)
                .uint8(context.length)
                .opaque(context)
                .toByteArray();
        return expand(secret, info, length);
    }

    /** The PSK of a ticket (RFC 9846 §4.7.1); {@code resumption} is the connection's {@code resumption_secret}. */
    public Secret ticketPsk(Secret resumption, byte[] nonce) {
        return new Secret(expandLabel(resumption, "resumption", nonce, hash.length()));
    }

    /**
     * The PSK that is imported from an external one (RFC 9258 §5.1); this is the HKDF that belongs to the external one.
     *
     * @param external its base key; the caller erases it
     * @param target of the handshakes that use it
     */
    public Secret importedPsk(byte[] external, byte[] importedIdentity, Hash target) {
        try (Secret extracted = extract(new byte[0], external)) {
            return new Secret(expandLabel(extracted, "derived psk", hash.hash(importedIdentity), target.length()));
        }
    }

    /** {@code Derive-Secret}, given the transcript hash instead of the messages. */
    Secret deriveSecret(Secret secret, String label, byte[] transcriptHash) {
        return new Secret(expandLabel(secret, label, transcriptHash, hash.length()));
    }

    /** {@code HMAC(key, data)}. */
    byte[] hmac(byte[] key, byte[] data) {
        return keyed(key).doFinal(data);
    }

    private byte[] expand(Secret secret, byte[] info, int length) {
        byte[] key = secret.bytes();
        if (current != secret) {
            keyed(key);
            current = secret;
        }
        byte[] output = new byte[length];
        byte[] block = {};
        for (int done = 0, counter = 1; done < length; counter++) {
            mac.update(block);
            mac.update(info);
            mac.update((byte) counter);
            Arrays.fill(block, (byte) 0);
            block = mac.doFinal();
            int more = Math.min(block.length, length - done);
            System.arraycopy(block, 0, output, done, more);
            done += more;
        }
        Arrays.fill(block, (byte) 0);
        return output;
    }

    /** The HMAC under {@code key}, until the next calculation. */
    Mac keyed(byte[] key) {
        current = null;
        try {
            mac.init(new HmacKey(hash, key));
            return mac;
        } catch (InvalidKeyException refused) {
            throw new IllegalStateException(
                    "the installed " + hash.hmac() + " refuses a key of " + key.length + " bytes", refused);
        }
    }
}
