package dev.handfast.managers;

import java.security.Principal;
import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/** A certificate chain of ours, looked through once for all the connections that may show it. Immutable. */
final class OwnChain {
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int KEY_ENCIPHERMENT = 2;

    private final X509Certificate[] chain;
    private final String keyAlgorithm;
    private final Set<X500Principal> issuers = new HashSet<>();
    private final Set<String> signatures = new HashSet<>();
    private final Set<Purpose> purposes = EnumSet.noneOf(Purpose.class);
    private final Optional<HostNames> hosts;
    private final boolean permitted;
    private final Instant begin;
    private final Instant end;

    private OwnChain(X509Certificate[] chain, CertificateRules rules) {
        this.chain = chain;
        keyAlgorithm = chain[0].getPublicKey().getAlgorithm();
        hosts = hosts(chain[0]);
        begin = chain[0].getNotBefore().toInstant();
        end = chain[0].getNotAfter().toInstant();
        boolean allPermitted = true;
        for (X509Certificate certificate : chain) {
            allPermitted &= rules.permit(certificate);
            issuers.add(certificate.getIssuerX500Principal());
            if (!CertificateRules.signsItself(certificate)) { // that signature proves nothing (RFC 9846 §4.5.1.2)
                signatures.add(certificate.getSigAlgName());
            }
        }
        permitted = allPermitted;
        for (Purpose purpose : Purpose.values()) {
            if (isFor(purpose)) {
                purposes.add(purpose);
            }
        }
    }

    /** Empty if it is no chain of X.509 certificates, such as that of a secret key. */
    static Optional<OwnChain> of(Certificate[] certificates, CertificateRules rules) {
        if (certificates == null || certificates.length == 0) {
            return Optional.empty();
        }
        for (Certificate certificate : certificates) {
            if (!(certificate instanceof X509Certificate)) {
                return Optional.empty();
            }
        }
        return Optional.of(
                new OwnChain(Arrays.copyOf(certificates, certificates.length, X509Certificate[].class), rules));
    }

    /** Whether these are its certificates. */
    boolean isOf(Certificate[] certificates) {
        return Arrays.equals(chain, certificates);
    }

    /** A fresh array. */
    X509Certificate[] certificates() {
        return chain.clone();
    }

    /** @param keyType JSSE's: the algorithm of the key, at times with that of its issuer's, as {@code EC_RSA}; null for none */
    boolean hasKeyType(String keyType) {
        if (keyType == null || keyType.equals(keyAlgorithm)) {
            return keyType != null;
        }
        int line = keyType.indexOf('_');
        return line == keyAlgorithm.length()
                && keyType.startsWith(keyAlgorithm)
                && isSignedBy(keyType.substring(line + 1));
    }

    private boolean isSignedBy(String issuersKey) {
        return chain.length > 1
                ? chain[1].getPublicKey().getAlgorithm().equals(issuersKey)
                : chain[0].getSigAlgName()
                        .toUpperCase(Locale.ROOT)
                        .contains("WITH" + issuersKey.toUpperCase(Locale.ROOT));
    }

    /** @param wanted null or empty where anybody will do */
    boolean isIssuedByOneOf(Principal[] wanted) {
        if (wanted == null || wanted.length == 0) {
            return true;
        }
        for (Principal issuer : wanted) {
            if (issuer instanceof X500Principal ? issuers.contains(issuer) : isIssuedBy(issuer)) {
                return true;
            }
        }
        return false;
    }

    private boolean isIssuedBy(Principal issuer) {
        try {
            return issuers.contains(new X500Principal(issuer.getName()));
        } catch (IllegalArgumentException noDistinguishedName) {
            return false;
        }
    }

    Fitness fitness(Wish wish) {
        if (!isAcceptable(wish)) {
            return Fitness.UNACCEPTABLE;
        } else if (!purposes.contains(wish.purpose())) {
            return Fitness.FOR_ANOTHER_USE;
        } else if (wish.time().isAfter(end) || wish.time().isBefore(begin)) {
            return Fitness.OUT_OF_DATE;
        }
        return wish.host() == null || hosts.isPresent() && hosts.get().contain(wish.host())
                ? Fitness.PERFECT
                : Fitness.FOR_OTHER_HOSTS;
    }

    private boolean isAcceptable(Wish wish) {
        return permitted && conformsTo(wish.signatures()) && conformsTo(wish);
    }

    private boolean conformsTo(String[] peers) {
        if (peers == null) {
            return true;
        }
        for (String signature : signatures) {
            if (!CertificateRules.isAmong(signature, peers)) {
                return false;
            }
        }
        return true;
    }

    private boolean conformsTo(Wish wish) {
        if (wish.constraints() != null) {
            for (X509Certificate certificate : chain) {
                if (!CertificateRules.permits(wish.constraints(), certificate)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** A key signs; that of an RSA server may, in TLS 1.2, decrypt instead. */
    private boolean isFor(Purpose purpose) {
        boolean[] usage = chain[0].getKeyUsage();
        boolean usable = usage == null
                || usage[DIGITAL_SIGNATURE]
                || purpose == Purpose.SERVER && keyAlgorithm.equals("RSA") && usage[KEY_ENCIPHERMENT];
        try {
            return usable && purpose.isAllowedBy(chain[0]);
        } catch (CertificateParsingException malformed) {
            return false;
        }
    }

    private static Optional<HostNames> hosts(X509Certificate leaf) {
        try {
            return Optional.of(HostNames.of(leaf));
        } catch (CertificateParsingException malformed) {
            return Optional.empty();
        }
    }
}
