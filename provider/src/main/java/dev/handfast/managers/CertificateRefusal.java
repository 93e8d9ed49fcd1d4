package dev.handfast.managers;

import dev.handfast.FailureKind;
import dev.handfast.TlsFailure.Facts;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertPathValidatorException.Reason;
import java.security.cert.CertificateException;
import java.security.cert.PKIXReason;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;

/** What a trust manager of ours throws. A sentence for a person, as its message, and the facts behind it for programs. */
public final class CertificateRefusal extends CertificateException {
    private static final long serialVersionUID = 1L;

    private final transient Facts facts;

    CertificateRefusal(Facts facts, String sentence, Throwable cause) {
        super(sentence, cause);
        this.facts = facts;
    }

    /** Of a kind whose own remedy says enough; it goes to the end of the sentence. */
    static CertificateRefusal of(FailureKind kind, String sentence, Throwable cause) {
        return new CertificateRefusal(Facts.of(kind), sentence + "; " + kind.remedy(), cause);
    }

    public Facts facts() {
        return facts;
    }

    /** What the reason of a path's fault says. */
    public static FailureKind kindOf(Reason reason) {
        if (reason == BasicReason.EXPIRED) {
            return FailureKind.EXPIRED;
        } else if (reason == BasicReason.NOT_YET_VALID) {
            return FailureKind.NOT_YET_VALID;
        } else if (reason == BasicReason.REVOKED) {
            return FailureKind.REVOKED;
        } else if (reason == BasicReason.UNDETERMINED_REVOCATION_STATUS) {
            return FailureKind.REVOCATION_UNKNOWN;
        } else if (reason == BasicReason.INVALID_SIGNATURE) {
            return FailureKind.BAD_CERTIFICATE;
        } else if (reason == BasicReason.ALGORITHM_CONSTRAINED) {
            return FailureKind.WEAK_CERTIFICATE;
        } else if (reason == PKIXReason.INVALID_KEY_USAGE) {
            return FailureKind.WRONG_USAGE;
        }
        return reason == PKIXReason.NO_TRUST_ANCHOR ? FailureKind.UNKNOWN_ISSUER : FailureKind.CERTIFICATE_REFUSED;
    }

    /** Whose certificates {@code chain} has, in its order. */
    public static List<String> subjects(X509Certificate... chain) {
        return Stream.of(chain)
                .map(certificate -> certificate.getSubjectX500Principal().toString())
                .toList();
    }
}
