package dev.handfast.crypto;

import javax.crypto.SecretKey;

/**
 * A secret as the JCA takes it. It lends the live bytes, where {@link javax.crypto.spec.SecretKeySpec} makes a copy that nobody can erase;
 * what the JDK's HMAC is given of them it erases itself. Not to be kept, and nothing of it is ever serialised. Not thread-safe.
 */
final class HmacKey implements SecretKey {
    private static final long serialVersionUID = 1L;

    private final transient Hash hash;
    private final transient byte[] bytes;

    /** @param bytes stay the caller's */
    HmacKey(Hash hash, byte[] bytes) {
        this.hash = hash;
        this.bytes = bytes;
    }

    @Override
    public String getAlgorithm() {
        return hash.hmac();
    }

    @Override
    public String getFormat() {
        return "RAW";
    }

    /** A copy. HMAC pads keys with zeros, so one of them is the same key as none at all, which some providers refuse. */
    @Override
    public byte[] getEncoded() {
        return bytes.length == 0 ? new byte[1] : bytes.clone();
    }

    @Override
    public String toString() {
        return "a key for " + hash.hmac();
    }
}
