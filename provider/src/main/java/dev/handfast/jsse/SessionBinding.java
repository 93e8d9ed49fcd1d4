package dev.handfast.jsse;

import dev.handfast.HandfastParameters;
import dev.handfast.crypto.Hash;
import dev.handfast.wire.ByteWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.X509TrustManager;

/**
 * What a context's sessions are bound to besides the peer. Resuming looks at no certificate again, so it is for those alone who would
 * have looked at it in the same way: with the same trust, the same check of names, the same constraints, the same certificate of
 * their own. Thread-safe.
 */
final class SessionBinding {
    private static final AtomicLong CONTEXTS = new AtomicLong();

    private final X509TrustManager trust;
    private final long context = CONTEXTS.incrementAndGet();
    private volatile Trusted last = new Trusted(List.of(), null);

    private record Trusted(List<X509Certificate> authorities, byte[] digest) {}

    SessionBinding(X509TrustManager trust) {
        this.trust = trust;
    }

    /** A client's sessions stay in the context that made them. */
    byte[] ofClient(HandfastParameters set) {
        String files =
                set.getCredentialFiles() == null ? "" : set.getCredentialFiles().toString();
        return digest(set, context + "\n" + files);
    }

    /** A server's tickets go to others that have its keys, who know them by whom they trust. */
    byte[] ofServer(HandfastParameters set) {
        return digest(set, "");
    }

    private byte[] digest(HandfastParameters set, String place) {
        String names = String.valueOf(set.getEndpointIdentificationAlgorithm());
        String constraints = String.valueOf(set.getAlgorithmConstraints());
        byte[] text = (names + "\n" + constraints + "\n" + place).getBytes(StandardCharsets.UTF_8);
        return Hash.SHA_256.hash(new ByteWriter().opaque(trusted()).opaque(text).toByteArray());
    }

    /** Trust managers that reload say so by their authorities. */
    private byte[] trusted() {
        List<X509Certificate> authorities = authorities();
        Trusted known = last;
        if (known.digest() == null || !known.authorities().equals(authorities)) {
            known = new Trusted(authorities, digest(authorities));
            last = known;
        }
        return known.digest();
    }

    /** No part of JSSE asks a client's manager for them, so one that cannot tell has to work all the same. */
    private List<X509Certificate> authorities() {
        try {
            X509Certificate[] accepted = trust.getAcceptedIssuers();
            return accepted == null ? List.of() : List.of(accepted);
        } catch (RuntimeException untold) {
            return List.of();
        }
    }

    private byte[] digest(List<X509Certificate> authorities) {
        var out = new ByteWriter().opaque(trust.getClass().getName().getBytes(StandardCharsets.UTF_8));
        var hashes = new ArrayList<ByteBuffer>();
        for (X509Certificate authority : authorities) {
            hashes.add(hash(authority));
        }
        Collections.sort(hashes); // managers name them in any order
        for (ByteBuffer hash : hashes) {
            out.opaque(hash.array());
        }
        return Hash.SHA_256.hash(out.toByteArray());
    }

    private static ByteBuffer hash(X509Certificate authority) {
        try {
            return ByteBuffer.wrap(Hash.SHA_256.hash(authority.getEncoded()));
        } catch (CertificateEncodingException unencodable) {
            throw new IllegalArgumentException(
                    "the trust manager accepts a certificate that cannot be encoded: "
                            + authority.getSubjectX500Principal(),
                    unencodable);
        }
    }
}
