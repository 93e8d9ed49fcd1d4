package dev.handfast.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.handfast.wire.ByteWriter;
import java.security.InvalidKeyException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;

/** HKDF (RFC 5869) as TLS 1.3 uses it (RFC 9846 §7.1). */
public final class Hkdf {
    private Hkdf() {}

    /** {@code HKDF-Extract(salt, ikm)}. */
    public static Secret extract(Hash hash, byte[] salt, byte[] ikm) {
        return new Secret(keyed(hash, salt).doFinal(ikm));
    }

    /** {@code HKDF-Expand-Label(secret, label, context, length)}; the caller erases the result if it is secret. */
    public static byte[] expandLabel(Hash hash, Secret secret, String label, byte[] context, int length) {
        byte[] info = new ByteWriter()
                .uint16(length)
                .opaque(0xFF, ("tls13 " + label).getBytes(US_ASCII))
                .opaque(0xFF, context)
                .toByteArray();
        return expand(hash, secret, info, length);
    }

    /** {@code Derive-Secret}, given the transcript hash instead of the messages. */
    static Secret deriveSecret(Hash hash, Secret secret, String label, byte[] transcriptHash) {
        return new Secret(expandLabel(hash, secret, label, transcriptHash, hash.length()));
    }

    /** {@code HMAC(key, data)}. */
    static byte[] hmac(Hash hash, byte[] key, byte[] data) {
        return keyed(hash, key).doFinal(data);
    }

    private static byte[] expand(Hash hash, Secret secret, byte[] info, int length) {
        Mac mac = keyed(hash, secret.bytes());
        byte[] output = new byte[length];
        byte[] block = new byte[hash.length()];
        try {
            int done = 0;
            for (int counter = 1; done < length; counter++) {
                if (counter > 1) {
                    mac.update(block);
                }
                mac.update(info);
                mac.update((byte) counter);
                mac.doFinal(block, 0);
                int more = Math.min(block.length, length - done);
                System.arraycopy(block, 0, output, done, more);
                done += more;
            }
            return output;
        } catch (ShortBufferException impossible) {
            throw new IllegalStateException("an HMAC is longer than its hash", impossible);
        } finally {
            Arrays.fill(block, (byte) 0);
        }
    }

    /** An HMAC under {@code key}. */
    static Mac keyed(Hash hash, byte[] key) {
        Mac mac = Jca.mac(hash.hmac());
        try {
            // The JCA refuses an empty key; HMAC pads keys with zeros, so one zero byte is the same key.
            mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, hash.hmac()));
            return mac;
        } catch (InvalidKeyException refused) {
            throw new IllegalStateException(
                    "the installed " + hash.hmac() + " refuses a key of " + key.length + " bytes", refused);
        }
    }
}
