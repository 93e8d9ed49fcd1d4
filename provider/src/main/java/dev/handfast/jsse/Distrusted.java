package dev.handfast.jsse;

import dev.handfast.FailureKind;
import dev.handfast.TlsFailure.Facts;
import dev.handfast.handshake.Removed;
import dev.handfast.managers.CertificateRefusal;
import dev.handfast.wire.Alert;
import dev.handfast.wire.TlsFault;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertPathValidatorException.Reason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateRevokedException;
import java.security.cert.PKIXReason;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.X509TrustManager;

/** What a trust manager threw, as a fault: the alert that says why, and the facts. */
final class Distrusted {
    private Distrusted() {}

    static TlsFault fault(CertificateException refused, X509Certificate[] chain, X509TrustManager manager) {
        String reason = refused.getMessage() != null ? refused.getMessage() : refused.toString();
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) { // a manager may wrap one of ours
            if (cause instanceof CertificateRefusal ours) {
                return new TlsFault(alert(ours.facts().kind(), refused), ours.facts(), reason, refused);
            }
        }
        FailureKind kind = kind(refused);
        Facts facts = Facts.of(kind).offers(List.of(), CertificateRefusal.subjects(chain));
        return new TlsFault(alert(refused), facts, reason + "; " + shown(chain) + whoRefuses(manager), refused);
    }

    /** A manager that is not ours tells little of the chain. */
    private static String shown(X509Certificate[] chain) {
        return "the peer showed "
                + Removed.list(Stream.of(chain)
                        .map(certificate -> certificate.getSubjectX500Principal() + " (issued by "
                                + certificate.getIssuerX500Principal() + ", valid from "
                                + certificate.getNotBefore().toInstant() + " to "
                                + certificate.getNotAfter().toInstant() + ")")
                        .toList());
    }

    private static String whoRefuses(X509TrustManager manager) {
        X509Certificate[] accepted = manager.getAcceptedIssuers();
        return ", and the trust manager " + manager.getClass().getName() + " accepts "
                + (accepted == null ? 0 : accepted.length) + " issuers";
    }

    /** What the deepest cause that knows says. */
    private static FailureKind kind(CertificateException refused) {
        FailureKind kind = FailureKind.CERTIFICATE_REFUSED;
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateExpiredException) {
                return FailureKind.EXPIRED;
            } else if (cause instanceof CertificateRevokedException) {
                return FailureKind.REVOKED;
            } else if (cause instanceof CertificateNotYetValidException) {
                return FailureKind.NOT_YET_VALID;
            } else if (cause instanceof CertPathValidatorException invalid) {
                kind = CertificateRefusal.kindOf(invalid.getReason());
            } else if (cause instanceof CertPathBuilderException) {
                kind = FailureKind.UNKNOWN_ISSUER;
            }
        }
        return kind;
    }

    private static Alert alert(FailureKind kind, CertificateException refused) {
        return kind == FailureKind.MISSING_STAPLE ? Alert.BAD_CERTIFICATE_STATUS_RESPONSE : alert(refused);
    }

    /** The alert that says why (RFC 9846 §6.2), from the deepest cause that knows. */
    private static Alert alert(CertificateException refused) {
        Alert alert = Alert.CERTIFICATE_UNKNOWN;
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateExpiredException) {
                return Alert.CERTIFICATE_EXPIRED;
            } else if (cause instanceof CertificateRevokedException) {
                return Alert.CERTIFICATE_REVOKED;
            } else if (cause instanceof CertificateNotYetValidException) {
                return Alert.BAD_CERTIFICATE;
            } else if (cause instanceof CertPathValidatorException invalid) {
                alert = alert(invalid.getReason());
            } else if (cause instanceof CertPathBuilderException) {
                alert = Alert.UNKNOWN_CA;
            }
        }
        return alert;
    }

    private static Alert alert(Reason reason) {
        if (reason == BasicReason.EXPIRED) {
            return Alert.CERTIFICATE_EXPIRED;
        } else if (reason == BasicReason.REVOKED) {
            return Alert.CERTIFICATE_REVOKED;
        } else if (reason == BasicReason.INVALID_SIGNATURE || reason == BasicReason.NOT_YET_VALID) {
            return Alert.BAD_CERTIFICATE;
        } else if (reason == BasicReason.ALGORITHM_CONSTRAINED) {
            return Alert.UNSUPPORTED_CERTIFICATE;
        }
        return reason == PKIXReason.NO_TRUST_ANCHOR ? Alert.UNKNOWN_CA : Alert.CERTIFICATE_UNKNOWN;
    }
}
