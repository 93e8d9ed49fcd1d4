package dev.handfast.managers;

import dev.handfast.FailureKind;
import java.security.AlgorithmConstraints;
import java.security.CryptoPrimitive;
import java.security.PublicKey;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What an operator forbids in certificates: {@code jdk.tls.disabledAlgorithms} and {@code jdk.certpath.disabledAlgorithms}, as
 * they were when these rules were read. Thread-safe.
 */
public final class CertificateRules {
    private static final String CERTIFICATES = "jdk.certpath.disabledAlgorithms";
    private static final Set<CryptoPrimitive> SIGNATURE = EnumSet.of(CryptoPrimitive.SIGNATURE);

    private final List<Listed> lists;
    private final Optional<JdkAuthorities> others;

    /**
     * One of the two properties.
     *
     * @param answers that were given before, for as many kinds of certificates as common peers have
     */
    private record Listed(
            String property, DisabledAlgorithms everywhere, PathConstraints inPaths, Map<Kind, Boolean> answers) {
        private static final int KINDS = 256;

        static Listed of(String property) {
            return new Listed(
                    property, DisabledAlgorithms.of(property), PathConstraints.of(property), new ConcurrentHashMap<>());
        }

        /** The entry that forbids a certificate which is not permitted. */
        String entry(X509Certificate certificate) {
            return everywhere
                    .forbiddingSignature(certificate.getSigAlgName())
                    .or(() -> everywhere.forbiddingKey(certificate.getPublicKey()))
                    .orElse("");
        }

        boolean permits(X509Certificate certificate) {
            Kind kind = Kind.of(certificate);
            Boolean known = answers.get(kind);
            if (known == null) {
                known = everywhere.permitsSignature(certificate.getSigAlgName())
                        && everywhere.permitsKey(certificate.getPublicKey());
                if (answers.size() < KINDS) { // a peer may make up names without end
                    answers.put(kind, known);
                }
            }
            return known;
        }
    }

    /**
     * All of a certificate that its algorithms are judged by.
     *
     * <p>Compares by hand: the methods that a record has by itself are spun when they first run, which a first handshake notices.
     *
     * @param parameters bits of an RSA key, the curve of an EC key; null for others
     */
    private record Kind(String signature, String key, Object parameters) {
        static Kind of(X509Certificate certificate) {
            PublicKey key = certificate.getPublicKey();
            Object parameters = key instanceof RSAKey rsa
                    ? (Object) rsa.getModulus().bitLength()
                    : key instanceof ECKey ec ? ec.getParams() : null;
            return new Kind(certificate.getSigAlgName(), key.getAlgorithm(), parameters);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Kind that
                    && signature.equals(that.signature)
                    && key.equals(that.key)
                    && Objects.equals(parameters, that.parameters);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * signature.hashCode() + key.hashCode()) + Objects.hashCode(parameters);
        }
    }

    /** @param others whom {@code jdkCA} means; empty for the authorities of this JDK, which are read when somebody asks */
    private CertificateRules(List<Listed> lists, Optional<JdkAuthorities> others) {
        this.lists = lists;
        this.others = others;
    }

    /**
     * Those of the moment. Reading them takes its time: once for each context or manager.
     *
     * @throws IllegalArgumentException if an entry has a constraint that {@code java.security} does not describe
     * @throws java.time.DateTimeException if a date is none
     */
    public static CertificateRules current() {
        return current(Optional.empty());
    }

    /**
     * The same for other authorities of the JDK.
     *
     * @param jdk those that {@code jdkCA} means
     */
    public static CertificateRules current(JdkAuthorities jdk) {
        return current(Optional.of(jdk));
    }

    private static CertificateRules current(Optional<JdkAuthorities> others) {
        return new CertificateRules(List.of(Listed.of("jdk.tls.disabledAlgorithms"), Listed.of(CERTIFICATES)), others);
    }

    /** What holds for a chain of which nobody says what connection it is for: {@code jdk.certpath.disabledAlgorithms} alone. */
    static CertificateRules ofCertificatesAlone() {
        return new CertificateRules(List.of(Listed.of(CERTIFICATES)), Optional.empty());
    }

    JdkAuthorities jdkAuthorities() {
        return others.isPresent() ? others.get() : JdkAuthorities.ofThisJdk();
    }

    /** Whether key and signature are forbidden nowhere; what depends on the path is {@link #checkInPath}'s business. */
    boolean permit(X509Certificate certificate) {
        for (Listed list : lists) {
            if (!list.permits(certificate)) {
                return false;
            }
        }
        return true;
    }

    /** Fails if key or signature are forbidden wherever they stand. */
    void check(X509Certificate certificate) throws CertPathValidatorException {
        for (Listed list : lists) {
            if (!list.permits(certificate)) {
                throw nonconforming(certificate, forbidden(list.entry(certificate), list));
            }
        }
    }

    /** Fails if one of the entries that depend on the path forbids the certificate there. */
    void checkInPath(X509Certificate certificate, PathConstraints.Path path) throws CertPathValidatorException {
        for (Listed list : lists) {
            Optional<String> entry = list.inPaths().forbidding(certificate, path);
            if (entry.isPresent()) {
                throw nonconforming(certificate, forbidden(entry.get(), list));
            }
        }
    }

    private static String forbidden(String entry, Listed list) {
        return "\"" + entry + "\" in " + list.property() + " forbids it";
    }

    /**
     * Fails if the application forbids key or signature.
     *
     * @param application its constraints; null for none
     */
    static void check(X509Certificate certificate, AlgorithmConstraints application) throws CertPathValidatorException {
        if (!permits(application, certificate)) {
            throw nonconforming(
                    certificate, "the algorithm constraints that the application set in its SSLParameters forbid it");
        }
    }

    static boolean permits(AlgorithmConstraints application, X509Certificate certificate) {
        return application == null
                || application.permits(SIGNATURE, certificate.getSigAlgName(), null)
                        && application.permits(SIGNATURE, certificate.getPublicKey());
    }

    /** Fails if the certificate is not signed as we told the peer that we take it (RFC 9846 §4.3.3). */
    static void checkOffered(X509Certificate certificate, String[] offered) throws CertPathValidatorException {
        if (!isAmong(certificate.getSigAlgName(), offered)) {
            throw nonconforming(
                    certificate,
                    "its signature is none of " + Stream.of(offered).distinct().toList());
        }
    }

    static boolean isAmong(String algorithm, String[] algorithms) {
        for (String each : algorithms) {
            if (each.equalsIgnoreCase(algorithm)) {
                return true;
            }
        }
        return false;
    }

    static boolean signsItself(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }

    /** The reason tells the peer that it is an algorithm which we do not take. */
    private static CertPathValidatorException nonconforming(X509Certificate certificate, String why) {
        String text = "Certificates do not conform to algorithm constraints: " + certificate.getSigAlgName()
                + " with a key of " + describe(certificate.getPublicKey()) + " in "
                + certificate.getSubjectX500Principal() + ": " + why;
        return new CertPathValidatorException(text, null, null, -1, BasicReason.ALGORITHM_CONSTRAINED);
    }

    /** Kind and size. */
    static String describe(PublicKey key) {
        OptionalInt bits = DisabledAlgorithms.bits(key);
        return key.getAlgorithm() + (bits.isPresent() ? " (" + bits.getAsInt() + " bits)" : "");
    }

    /** The same as a trust manager throws it. */
    static CertificateException refusal(CertPathValidatorException nonconforming) {
        return CertificateRefusal.of(FailureKind.WEAK_CERTIFICATE, nonconforming.getMessage(), nonconforming);
    }
}
