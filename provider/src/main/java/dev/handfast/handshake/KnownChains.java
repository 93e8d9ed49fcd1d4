package dev.handfast.handshake;

import dev.handfast.crypto.Hash;
import dev.handfast.wire.ByteWriter;
import java.nio.ByteBuffer;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The chains that clients have shown to the servers of one context. A ticket has the client's own certificate and the digest of the
 * whole chain: who made it finds the rest here, and another server that shares its keys goes without. Thread-safe; bounded, the chain that
 * was not asked for the longest time goes first.
 */
public final class KnownChains {
    private final int limit;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<ByteBuffer, List<X509Certificate>> chains = new LinkedHashMap<>(16, 0.75f, true);

    /** @param limit how many are remembered */
    public KnownChains(int limit) {
        this.limit = limit;
    }

    /** Remembers a chain, if its end is not all there is. */
    void remember(List<X509Certificate> chain) {
        if (chain.size() < 2) {
            return;
        }
        lock.lock();
        try {
            chains.put(ByteBuffer.wrap(digest(chain)), chain);
            if (chains.size() > limit) {
                chains.remove(chains.keySet().iterator().next());
            }
        } finally {
            lock.unlock();
        }
    }

    Optional<List<X509Certificate>> find(byte[] digest) {
        lock.lock();
        try {
            return Optional.ofNullable(chains.get(ByteBuffer.wrap(digest)));
        } finally {
            lock.unlock();
        }
    }

    static byte[] digest(List<X509Certificate> chain) {
        var all = new ByteWriter();
        for (X509Certificate certificate : chain) {
            all.opaque(encoded(certificate));
        }
        return Hash.SHA_256.hash(all.toByteArray());
    }

    static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException("a certificate that was decoded cannot be encoded", impossible);
        }
    }
}
