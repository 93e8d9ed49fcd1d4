package dev.handfast.handshake;

import dev.handfast.wire.SignatureScheme;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A certificate chain, the key of its first certificate, and the scheme to sign with.
 *
 * @param chain not empty, the end entity's certificate first
 * @param key may be opaque (PKCS#11, a key management service)
 */
public record Identity(List<X509Certificate> chain, PrivateKey key, SignatureScheme scheme) {
    public Identity {
        chain = List.copyOf(chain);
    }

    /** Says whose it is and no more: the key stays unprinted. */
    @Override
    public String toString() {
        return chain.get(0).getSubjectX500Principal() + " with " + scheme;
    }
}
