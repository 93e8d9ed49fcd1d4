package dev.handfast.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.handfast.wire.ByteWriter;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;

/** The pseudorandom function of TLS 1.2 (RFC 5246 §5). Each suite of ours names its hash. */
final class Tls12Prf {
    private Tls12Prf() {}

    /** {@code PRF(secret, label, seed)}, {@code length} bytes of it; the caller erases the result if it is secret. */
    static byte[] expand(Hash hash, Secret secret, String label, byte[] seed, int length) {
        byte[] labelled =
                new ByteWriter().opaque(label.getBytes(US_ASCII)).opaque(seed).toByteArray();
        Mac mac = new Hkdf(hash).keyed(secret.bytes());
        byte[] output = new byte[length];
        byte[] chain = mac.doFinal(labelled); // A(1)
        byte[] block = new byte[hash.length()];
        try {
            for (int done = 0; done < length; done += block.length) {
                mac.update(chain);
                mac.update(labelled);
                mac.doFinal(block, 0);
                System.arraycopy(block, 0, output, done, Math.min(block.length, length - done));
                mac.update(chain);
                mac.doFinal(chain, 0); // A(i+1)
            }
            return output;
        } catch (ShortBufferException impossible) {
            throw new IllegalStateException("an HMAC is longer than its hash", impossible);
        } finally {
            Arrays.fill(chain, (byte) 0);
            Arrays.fill(block, (byte) 0);
        }
    }
}
