package dev.handfast.crypto;

import dev.handfast.wire.CipherSuite;
import java.security.MessageDigest;

/** The hash of a cipher suite: of its transcript and its key schedule (RFC 9846 §7.1). */
public enum Hash {
    SHA_256("SHA-256", "HmacSHA256", 32),
    SHA_384("SHA-384", "HmacSHA384", 48);

    private final String algorithm;
    private final String hmac;
    private final int length;
    private final byte[] empty;

    Hash(String algorithm, String hmac, int length) {
        this.algorithm = algorithm;
        this.hmac = hmac;
        this.length = length;
        this.empty = Jca.digest(algorithm).digest();
    }

    public static Hash of(CipherSuite suite) {
        return suite.hash().equals(SHA_256.algorithm) ? SHA_256 : SHA_384;
    }

    /** JCA's name, such as {@code SHA-256}. */
    public String algorithm() {
        return algorithm;
    }

    /** JCA's name of the HMAC over it, such as {@code HmacSHA256}. */
    String hmac() {
        return hmac;
    }

    /** Bytes of output, {@code Hash.length} of the standard. */
    public int length() {
        return length;
    }

    /** A new computation. */
    public MessageDigest digest() {
        return Jca.digest(algorithm);
    }

    public byte[] hash(byte[] input) {
        return digest().digest(input);
    }

    /** The hash of nothing; a copy. */
    public byte[] empty() {
        return empty.clone();
    }
}
