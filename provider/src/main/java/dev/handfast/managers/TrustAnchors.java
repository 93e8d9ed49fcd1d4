package dev.handfast.managers;

import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/** Whom a trust manager trusts. Immutable. */
final class TrustAnchors {
    private final String origin;
    private final Set<TrustAnchor> all;
    private final Set<X509Certificate> certificates = new LinkedHashSet<>();
    private final Map<X500Principal, Set<TrustAnchor>> byName = new HashMap<>();

    private TrustAnchors(Set<TrustAnchor> all, String origin) {
        this.all = all;
        this.origin = origin;
        for (TrustAnchor anchor : all) {
            X509Certificate certificate = anchor.getTrustedCert();
            if (certificate != null) {
                certificates.add(certificate);
                add(certificate.getSubjectX500Principal(), anchor);
            } else if (anchor.getCA() != null) {
                add(anchor.getCA(), anchor);
            }
        }
    }

    private void add(X500Principal name, TrustAnchor anchor) {
        Set<TrustAnchor> anchors = byName.get(name);
        if (anchors == null) {
            anchors = new LinkedHashSet<>();
            byName.put(name, anchors);
        }
        anchors.add(anchor);
    }

    /** @param origin where they come from, for messages */
    static TrustAnchors of(Set<TrustAnchor> anchors, String origin) {
        return new TrustAnchors(anchors, origin);
    }

    /**
     * The trusted certificates of {@code store}, and the first one of each of its keys: who has the key trusts itself. Nobody if
     * it was never loaded, as in the JDK.
     */
    static TrustAnchors in(KeyStore store, String origin) {
        var certificates = new LinkedHashSet<X509Certificate>();
        try {
            for (String alias : Collections.list(store.aliases())) {
                if (trusted(store, alias) instanceof X509Certificate certificate) {
                    certificates.add(certificate);
                }
            }
            return ofCertificates(certificates, origin);
        } catch (KeyStoreException unloaded) {
            return ofCertificates(List.of(), origin + ", which cannot be read: " + unloaded.getMessage());
        }
    }

    private static Certificate trusted(KeyStore store, String alias) throws KeyStoreException {
        if (store.isCertificateEntry(alias)) {
            return store.getCertificate(alias);
        }
        Certificate[] chain = store.isKeyEntry(alias) ? store.getCertificateChain(alias) : null;
        return chain == null || chain.length == 0 ? null : chain[0]; // a secret key has none
    }

    static TrustAnchors ofCertificates(Iterable<X509Certificate> certificates, String origin) {
        var anchors = new LinkedHashSet<TrustAnchor>();
        for (X509Certificate certificate : certificates) {
            anchors.add(new TrustAnchor(certificate, null));
        }
        return new TrustAnchors(anchors, origin);
    }

    Set<TrustAnchor> all() {
        return all;
    }

    boolean areNone() {
        return all.isEmpty();
    }

    /** A fresh array. */
    X509Certificate[] certificates() {
        return certificates.toArray(new X509Certificate[0]);
    }

    boolean contain(X509Certificate certificate) {
        return certificates.contains(certificate);
    }

    /** Those with this name; none if there are none. */
    Set<TrustAnchor> named(X500Principal name) {
        return byName.getOrDefault(name, Set.of());
    }

    /**
     * Whether one of them is the same authority under another certificate: the peer may have an old one, with a weaker
     * signature, of an authority whose new one is trusted.
     */
    boolean haveNameAndKeyOf(X509Certificate certificate) {
        PublicKey key = certificate.getPublicKey();
        for (TrustAnchor anchor : named(certificate.getSubjectX500Principal())) {
            X509Certificate trusted = anchor.getTrustedCert();
            if (trusted != null && trusted.getPublicKey().equals(key)) {
                return true;
            }
        }
        return false;
    }

    /** How many, and where they come from. */
    @Override
    public String toString() {
        return (all.size() == 1 ? "the one trust anchor" : "the " + all.size() + " trust anchors") + " (" + origin
                + ")";
    }
}
