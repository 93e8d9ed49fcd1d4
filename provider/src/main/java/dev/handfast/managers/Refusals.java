package dev.handfast.managers;

import dev.handfast.FailureKind;
import dev.handfast.TlsFailure.Facts;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertPathValidatorException.Reason;
import java.security.cert.CertificateException;
import java.security.cert.PKIXReason;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import javax.security.auth.x500.X500Principal;

/** Why nobody vouches for a chain: which certificate, what is wrong with it, and who can do what about it. */
final class Refusals {
    private static final String BUILDING = "PKIX path building failed: ";
    private static final String VALIDATION = "PKIX path validation failed: ";
    private static final String MISSING = ", or have the peer send the missing certificates";

    private Refusals() {}

    static CertificateException nobodyIsTrusted(TrustAnchors anchors) {
        String text = BUILDING
                + "the trustAnchors parameter must be non-empty: nobody is trusted, since there is no certificate"
                + " in " + anchors;
        return CertificateRefusal.of(FailureKind.NOBODY_TRUSTED, text, new CertPathBuilderException(text));
    }

    /** The cause is a {@code CertPathValidatorException} whose reason says what to tell the peer. */
    static CertificateException ofPath(X509Certificate[] chain, CertPathValidatorException invalid) {
        int index = invalid.getIndex();
        boolean placed = invalid.getReason() != PKIXReason.NO_TRUST_ANCHOR && index >= 0 && index < chain.length;
        String sentence = placed
                ? "certificate " + (index + 1) + " of " + chain.length + " ("
                        + chain[index].getSubjectX500Principal() + ", issued by "
                        + chain[index].getIssuerX500Principal() + "): " + invalid.getMessage()
                        + dates(invalid.getReason(), chain[index])
                : invalid.getMessage();
        FailureKind kind = CertificateRefusal.kindOf(invalid.getReason());
        String remedy = invalid.getReason() == BasicReason.INVALID_SIGNATURE
                ? "it was altered, or a stranger uses the name of its issuer"
                : kind.remedy();
        return refusal(kind, chain, VALIDATION + sentence, remedy, invalid);
    }

    private static CertificateRefusal refusal(
            FailureKind kind, X509Certificate[] chain, String sentence, String remedy, Throwable cause) {
        Facts facts = Facts.of(kind)
                .offers(List.of(), CertificateRefusal.subjects(chain))
                .remedy(remedy);
        return new CertificateRefusal(facts, sentence + "; " + remedy, cause);
    }

    private static String dates(Reason reason, X509Certificate certificate) {
        if (reason == BasicReason.EXPIRED) {
            return ": it ended " + certificate.getNotAfter().toInstant();
        }
        return reason == BasicReason.NOT_YET_VALID
                ? ": it begins " + certificate.getNotBefore().toInstant()
                : "";
    }

    /** The cause is a {@code CertPathBuilderException}: the authority is not known. */
    static CertificateException ofChain(
            X509Certificate[] chain, TrustAnchors anchors, CertPathBuilderException missing) {
        X509Certificate end = end(chain);
        X500Principal issuer = end.getIssuerX500Principal();
        String sentence = BUILDING + missing.getMessage() + ": ";
        if (!anchors.named(issuer).isEmpty()) {
            return noValidWay(chain, issuer, sentence, missing);
        }
        boolean itself = CertificateRules.signsItself(end);
        String remedy = "add " + issuer + " to the trust anchors if it is to be trusted" + (itself ? "" : MISSING);
        FailureKind kind = itself
                ? end.equals(chain[0]) ? FailureKind.SELF_SIGNED : FailureKind.UNKNOWN_ISSUER
                : end.equals(chain[0]) ? FailureKind.INCOMPLETE_CHAIN : FailureKind.UNKNOWN_ISSUER;
        sentence += itself
                ? issuer + " signs itself and is not among " + anchors
                : end.getSubjectX500Principal() + " was issued by " + issuer
                        + ", which is neither in the chain that the peer sent nor among " + anchors;
        Facts facts = Facts.of(kind)
                .offers(List.of(anchors.toString()), CertificateRefusal.subjects(chain))
                .remedy(remedy);
        return new CertificateRefusal(facts, sentence + "; " + remedy, missing);
    }

    private static CertificateException noValidWay(
            X509Certificate[] chain, X500Principal issuer, String sentence, CertPathBuilderException missing) {
        if (Instant.now().isAfter(chain[0].getNotAfter().toInstant())) {
            FailureKind kind = FailureKind.EXPIRED;
            return refusal(
                    kind,
                    chain,
                    sentence + chain[0].getSubjectX500Principal() + " ended "
                            + chain[0].getNotAfter().toInstant(),
                    kind.remedy(),
                    missing);
        }
        return refusal(
                FailureKind.UNKNOWN_ISSUER,
                chain,
                sentence + "no way over " + issuer + ", which is trusted, is valid",
                "look at the certificates in between: dates, names, algorithms and constraints",
                missing);
    }

    /** Where the issuers in the chain lead, whatever order they came in. */
    private static X509Certificate end(X509Certificate[] chain) {
        X509Certificate end = chain[0];
        for (int steps = 0; steps < chain.length && !CertificateRules.signsItself(end); steps++) {
            X509Certificate issuer = named(end.getIssuerX500Principal(), chain);
            if (issuer == null) {
                return end;
            }
            end = issuer;
        }
        return end;
    }

    private static X509Certificate named(X500Principal name, X509Certificate[] chain) {
        for (X509Certificate certificate : chain) {
            if (certificate.getSubjectX500Principal().equals(name)) {
                return certificate;
            }
        }
        return null;
    }

    /** The JVM cannot work at all. */
    static CertificateException failed(String what, GeneralSecurityException unusable) {
        return new CertificateException("PKIX path " + what + " failed: " + unusable.getMessage(), unusable);
    }
}
