package dev.handfast.managers;

import dev.handfast.FailureKind;
import dev.handfast.crypto.Hash;
import java.security.Security;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Authorities that servers' certificates are not taken from any more, by {@code jdk.security.caDistrustPolicies}. Thread-safe. */
final class DistrustedAuthorities {
    private static final String PROPERTY = "jdk.security.caDistrustPolicies";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final Map<String, LocalDate> lastDays;

    /** A trust store has few anchors that are used, and each is hashed once. */
    private final Map<X509Certificate, Optional<LocalDate>> known = new ConcurrentHashMap<>();

    /** @param lastDays by the SHA-256 of a root, in hexadecimal digits */
    DistrustedAuthorities(Map<String, LocalDate> lastDays) {
        this.lastDays = lastDays;
    }

    /** As the property is now. Names that are none of a policy are ignored, as in the JDK: it is a list for many JDKs. */
    static DistrustedAuthorities current() {
        String names = Security.getProperty(PROPERTY);
        var lastDays = new HashMap<String, LocalDate>();
        for (String name : names == null ? new String[0] : names.split(",", -1)) {
            for (DistrustPolicy policy : DistrustPolicy.values()) {
                if (policy.name().equals(name.trim())) {
                    add(policy, lastDays);
                }
            }
        }
        return new DistrustedAuthorities(lastDays);
    }

    private static void add(DistrustPolicy policy, Map<String, LocalDate> lastDays) {
        for (String root : policy.roots()) {
            lastDays.put(root, policy.lastDay());
        }
    }

    /** How many roots they have. */
    int size() {
        return lastDays.size();
    }

    /** Fails if the certificate was issued after its authority fell into disgrace. */
    void check(X509Certificate[] path) throws CertificateException {
        X509Certificate anchor = path[path.length - 1];
        if (lastDays.isEmpty()) {
            return;
        }
        Optional<LocalDate> lastDay = known.get(anchor);
        if (lastDay == null) {
            lastDay = Optional.ofNullable(lastDays.get(fingerprint(anchor)));
            known.put(anchor, lastDay);
        }
        LocalDate issued = LocalDate.ofInstant(path[0].getNotBefore().toInstant(), ZoneOffset.UTC);
        if (lastDay.isPresent() && issued.isAfter(lastDay.get())) {
            throw CertificateRefusal.of(
                    FailureKind.DISTRUSTED_AUTHORITY,
                    "TLS Server certificate issued after " + lastDay.get()
                            + " and anchored by a distrusted legacy root CA: " + anchor.getSubjectX500Principal() + " ("
                            + PROPERTY + ")",
                    null);
        }
    }

    private static String fingerprint(X509Certificate certificate) throws CertificateEncodingException {
        return HEX.formatHex(Hash.SHA_256.hash(certificate.getEncoded()));
    }
}
