package dev.handfast.crypto;

import dev.handfast.wire.Alert;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.TlsFault;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.RSAKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;

/**
 * The premaster secret that the client makes and encrypts under the server's RSA key (RFC 5246 §7.4.7.1). Who reads the faults
 * of the decryption, or its time, can decrypt anything (Bleichenbacher, ROBOT): here every ciphertext makes a secret, in the
 * same steps. Thread-safe.
 */
public final class RsaTransport {
    private static final int LENGTH = 48;

    /** Block type 2 (RFC 8017 §7.2.1): 00 02, at least eight bytes of padding, 00. */
    private static final int MIN_PADDING = 11;

    private RsaTransport() {}

    /**
     * What the client sends and what it keeps.
     *
     * @param ciphertext as long as the modulus
     */
    public record Encrypted(byte[] ciphertext, Secret premaster) {
        @Override
        public String toString() {
            return "an encrypted premaster secret of " + ciphertext.length + " bytes";
        }
    }

    /**
     * A new premaster secret for the owner of {@code key}.
     *
     * @param clientVersion that of the ClientHello, not the negotiated one: it uncovers a rollback
     * @throws TlsFault {@code unsupported_certificate} if the server's key cannot encrypt it
     */
    public static Encrypted encrypt(PublicKey key, ProtocolVersion clientVersion, SecureRandom random) throws TlsFault {
        if (!isRsa(key)) {
            throw unfit(key, null);
        }
        byte[] premaster = new byte[LENGTH];
        random.nextBytes(premaster);
        premaster[0] = (byte) (clientVersion.code() >> 8);
        premaster[1] = (byte) clientVersion.code();
        var secret = new Secret(premaster);
        try {
            Cipher cipher = Jca.cipher("RSA/ECB/PKCS1Padding");
            cipher.init(Cipher.ENCRYPT_MODE, key, random);
            return new Encrypted(cipher.doFinal(premaster), secret);
        } catch (GeneralSecurityException refused) {
            secret.close();
            throw unfit(key, refused);
        }
    }

    /**
     * The premaster secret of {@code ciphertext}; 48 random bytes if it holds none, or one of another version. Nothing tells the
     * two apart but the Finished that follows.
     *
     * @param key shows its modulus; for one that does not there is the certificate's
     * @param clientVersion that of the ClientHello
     * @throws TlsFault {@code internal_error} if our own key cannot decrypt, whatever the client sent
     */
    public static Secret decrypt(PrivateKey key, byte[] ciphertext, ProtocolVersion clientVersion, SecureRandom random)
            throws TlsFault {
        if (!(key instanceof RSAKey rsa)) {
            throw unusable(key, null);
        }
        return decrypt(key, rsa.getModulus(), ciphertext, clientVersion, random);
    }

    /** As above, for a private key that may be opaque: {@code certified} is its public half. */
    public static Secret decrypt(
            PrivateKey key,
            RSAPublicKey certified,
            byte[] ciphertext,
            ProtocolVersion clientVersion,
            SecureRandom random)
            throws TlsFault {
        return decrypt(key, certified.getModulus(), ciphertext, clientVersion, random);
    }

    private static Secret decrypt(
            PrivateKey key, BigInteger modulus, byte[] ciphertext, ProtocolVersion clientVersion, SecureRandom random)
            throws TlsFault {
        byte[] substitute = new byte[LENGTH];
        random.nextBytes(substitute); // before anything is known about the ciphertext
        int length = (modulus.bitLength() + 7) / 8;
        if (!isRsa(key) || length < MIN_PADDING + LENGTH) {
            throw unusable(key, null);
        }
        var number = new BigInteger(1, ciphertext);
        // Length and modulus are public: what does not fit them costs the same work, and is known to be nothing.
        boolean proper = ciphertext.length == length && number.compareTo(modulus) < 0;
        byte[] block = block(key, fixed(number.mod(modulus).toByteArray(), length));
        try {
            return select(fixed(block, length), clientVersion.code(), proper ? 0 : 1, substitute);
        } finally {
            Arrays.fill(block, (byte) 0);
        }
    }

    /** The raw RSA operation: the JCA's own check of the padding would end in an exception, which can be told by its time. */
    private static byte[] block(PrivateKey key, byte[] ciphertext) throws TlsFault {
        try {
            Cipher cipher = Jca.cipher("RSA/ECB/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, key);
            return cipher.doFinal(ciphertext);
        } catch (BadPaddingException | IllegalBlockSizeException refused) {
            return new byte[0]; // no provider of ours does so; one that does says nothing to the client by it
        } catch (GeneralSecurityException unfit) {
            throw unusable(key, unfit);
        }
    }

    /**
     * The last 48 bytes of {@code block} if it is {@code 00 02}, padding without a zero, {@code 00} and 48 bytes that begin with
     * {@code version}, and if {@code refused} is 0; else {@code substitute}. No branch and no index depends on the block.
     */
    private static Secret select(byte[] block, int version, int refused, byte[] substitute) {
        int at = block.length - LENGTH;
        int wrong = refused | block[0] | block[1] ^ 2 | block[at - 1];
        for (int i = 2; i < at - 1; i++) {
            wrong |= isZero(block[i]);
        }
        wrong |= block[at] ^ version >> 8 | block[at + 1] ^ version;
        int mask = isZero(wrong);
        byte[] premaster = new byte[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            premaster[i] = (byte) (block[at + i] & mask | substitute[i] & ~mask);
        }
        Arrays.fill(block, (byte) 0);
        Arrays.fill(substitute, (byte) 0);
        return new Secret(premaster);
    }

    /** -1 if the lowest eight bits of {@code number} are zero, else 0. */
    private static int isZero(int number) {
        return (number & 0xFF) - 1 >> 31;
    }

    /** {@code number} with as many zeros in front, or so many of its leading bytes gone, that it has {@code length}. */
    private static byte[] fixed(byte[] number, int length) {
        byte[] fixed = new byte[length];
        int used = Math.min(number.length, length);
        System.arraycopy(number, number.length - used, fixed, length - used, used);
        return fixed;
    }

    /** A key for RSASSA-PSS is RSA, too, and the JDK would decrypt with it; it may only sign (RFC 4055 §1.2). */
    private static boolean isRsa(Key key) {
        return key.getAlgorithm().equals("RSA");
    }

    private static TlsFault unfit(PublicKey key, GeneralSecurityException cause) {
        return new TlsFault(
                Alert.UNSUPPORTED_CERTIFICATE,
                "the " + key.getAlgorithm() + " key of the server's certificate cannot encrypt a premaster secret",
                cause);
    }

    private static TlsFault unusable(PrivateKey key, GeneralSecurityException cause) {
        return new TlsFault(
                Alert.INTERNAL_ERROR,
                "our " + key.getAlgorithm()
                        + " key cannot decrypt premaster secrets: it is no RSA key, is too short, or its"
                        + " security provider has no RSA/ECB/NoPadding; the suites TLS_RSA_* should be switched off",
                cause);
    }
}
