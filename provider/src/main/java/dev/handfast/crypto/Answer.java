package dev.handfast.crypto;

/**
 * A server's answer to an {@link Offer}.
 *
 * @param share {@code key_exchange} of the KeyShareEntry
 * @param secret the shared secret
 */
public record Answer(byte[] share, Secret secret) {
    @Override
    public String toString() {
        return "an answer of " + share.length + " bytes";
    }
}
