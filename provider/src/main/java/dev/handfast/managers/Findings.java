package dev.handfast.managers;

import dev.handfast.CertificateCheck;
import dev.handfast.FailureKind;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was asked of one chain, for who listens. Each method is called when its question has been answered, and not before. */
final class Findings {
    /** Nobody listens, and nothing is put into words. */
    static final Findings UNHEARD = new Findings(null);

    private final Consumer<CertificateCheck> report;

    private Findings(Consumer<CertificateCheck> report) {
        this.report = report;
    }

    static Findings to(Consumer<CertificateCheck> report) {
        return new Findings(report);
    }

    /**
     * A path is found, and what the path validation asks is answered with yes.
     *
     * @param path up to the certificate of the anchor; of one certificate if that is trusted itself
     */
    void found(X509Certificate[] path, PathFinder paths, int stapled) {
        if (report == null) {
            return;
        }
        X509Certificate anchor = path[path.length - 1];
        if (path.length == 1) {
            passed(
                    "path",
                    anchor.getSubjectX500Principal() + " is itself among " + paths.anchors()
                            + ": who is trusted as it is" + " is asked for neither dates, nor algorithms, nor purpose");
            return;
        }
        X509Certificate[] below = Arrays.copyOf(path, path.length - 1);
        passed(
                "path",
                each(
                                below,
                                certificate -> certificate.getSubjectX500Principal() + " is signed by "
                                        + certificate.getIssuerX500Principal())
                        + ", which is among " + paths.anchors());
        passed(
                "validity",
                each(
                        below,
                        certificate -> certificate.getSubjectX500Principal() + " from "
                                + certificate.getNotBefore().toInstant() + " to "
                                + certificate.getNotAfter().toInstant()));
        if (paths.looksAtRevocation()) {
            passed(
                    "revocation",
                    stapled == 0
                            ? "none is revoked; no response was stapled"
                            : "none is revoked; stapled responses: " + stapled);
        }
    }

    /** No algorithm in {@code path} is forbidden there, its leaf was issued for this, and its authority is in no disgrace. */
    void fits(X509Certificate[] path, Purpose purpose) {
        if (report == null) {
            return;
        }
        passed(
                "algorithms",
                each(
                        Arrays.copyOf(path, path.length - 1),
                        certificate -> certificate.getSubjectX500Principal() + ": " + certificate.getSigAlgName()
                                + ", key " + CertificateRules.describe(certificate.getPublicKey())));
        passed("purpose", path[0].getSubjectX500Principal() + " may be that of a TLS " + purpose);
    }

    /** @param match such as {@code a.good.example matches *.good.example}; null if nobody wanted a name to be checked */
    void named(String match) {
        if (report != null && match != null) {
            passed("host name", match);
        }
    }

    void refused(CertificateException why) {
        if (report != null) {
            FailureKind kind = why instanceof CertificateRefusal refusal
                    ? refusal.facts().kind()
                    : FailureKind.CERTIFICATE_REFUSED;
            report.accept(new CertificateCheck(question(kind), false, why.getMessage()));
        }
    }

    private static String question(FailureKind kind) {
        return switch (kind) {
            case EXPIRED, NOT_YET_VALID -> "validity";
            case WEAK_CERTIFICATE -> "algorithms";
            case REVOKED, REVOCATION_UNKNOWN, MISSING_STAPLE -> "revocation";
            case WRONG_USAGE, DISTRUSTED_AUTHORITY -> "purpose";
            case WRONG_HOST -> "host name";
            default -> "path";
        };
    }

    private void passed(String question, String finding) {
        report.accept(new CertificateCheck(question, true, finding));
    }

    private static String each(X509Certificate[] certificates, Function<X509Certificate, String> words) {
        return Stream.of(certificates).map(words).collect(Collectors.joining("; "));
    }
}
