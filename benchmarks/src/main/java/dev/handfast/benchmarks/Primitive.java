package dev.handfast.benchmarks;

import java.io.IOException;
import java.security.GeneralSecurityException;
import org.bouncycastle.crypto.CryptoException;

/** What TLS asks of cryptography. */
public enum Primitive {
    /** A key pair is made, and agreed with another's, which is met for the first time. */
    X25519,
    X448,
    ECDH_P256,
    ECDH_P384,
    ECDH_P521,
    /** A signature over 130 bytes, as a CertificateVerify of TLS 1.3 is, with P-256 and SHA-256. */
    ECDSA_SIGN,
    ECDSA_VERIFY,
    ED25519_SIGN,
    ED25519_VERIFY,
    ED448_SIGN,
    ED448_VERIFY,
    /** RSASSA-PSS with 2048 bits and SHA-256. */
    RSA_SIGN,
    RSA_VERIFY,
    /** Of 1024 bytes. */
    SHA256,
    /** HMAC-SHA256 of 64 bytes. */
    HMAC,
    /** ML-KEM-768. */
    MLKEM_GENERATE,
    MLKEM_ENCAPSULATE,
    MLKEM_DECAPSULATE,
    /** AES-128-GCM seals 16384 bytes under a fresh nonce. */
    AES_GCM,
    /** ChaCha20-Poly1305 does the same. */
    CHACHA20;

    /** Bytes that are signed. */
    static final int SIGNED = 130;
    /** Bytes that are hashed. */
    static final int HASHED = 1024;
    /** Bytes that are authenticated. */
    static final int AUTHENTICATED = 64;
    /** Bytes that are sealed. */
    static final int SEALED = 1 << 14;
    /** Bytes of additional data: a record's header. */
    static final int ADDITIONAL = 5;

    static final int NONCE = 12;
    static final int TAG = 16;

    /** One of them with its keys, ready to be done again and again, in one thread. */
    interface Operation {
        /**
         * Does it once.
         *
         * @return what came of it
         * @throws IllegalStateException if that is wrong
         */
        Object run() throws GeneralSecurityException, IOException, CryptoException;
    }

    /** Whose code does it. */
    interface Implementation {
        /**
         * Makes keys for it.
         *
         * @throws GeneralSecurityException if it isn't had
         */
        Operation prepare(Primitive primitive) throws GeneralSecurityException, IOException, CryptoException;
    }

    /** A nonce that is not the one before: {@code before}, counted up in place. */
    static byte[] next(byte[] before) {
        for (int i = before.length - 1; i >= 0 && ++before[i] == 0; i--) {}
        return before;
    }

    /** Refuses a signature that isn't valid. */
    static void requireValid(boolean valid) {
        if (!valid) {
            throw new IllegalStateException("a signature is not valid, and was made for this");
        }
    }
}
