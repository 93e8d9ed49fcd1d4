package dev.handfast.handshake;

import dev.handfast.PskCredential;
import dev.handfast.message.ImportedIdentity;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The peer whom an external PSK has proved, in this connection or the one that it resumes.
 *
 * @param identity of the PSK, as in the ClientHello
 * @param fingerprint tells the PSK from another with the same identity
 */
public record PskHolder(byte[] identity, byte[] fingerprint) {
    @Override
    public boolean equals(Object other) {
        return other instanceof PskHolder holder
                && Arrays.equals(identity, holder.identity)
                && MessageDigest.isEqual(fingerprint, holder.fingerprint);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(identity);
    }

    @Override
    public String toString() {
        return "the holder of the pre-shared key " + name(identity);
    }

    /** The name of a key for a person, without what an import adds. */
    static String name(byte[] identity) {
        return PskCredential.text(ImportedIdentity.of(identity)
                .map(ImportedIdentity::externalIdentity)
                .orElse(identity));
    }
}
