package dev.handfast.managers;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertPathValidatorException.Reason;
import java.security.cert.CertificateException;
import java.security.cert.PKIXReason;
import java.security.cert.X509Certificate;
import java.time.Instant;
import javax.security.auth.x500.X500Principal;

/** Why nobody vouches for a chain: which certificate, what is wrong with it, and who can do what about it. */
final class Refusals {
    private static final String BUILDING = "PKIX path building failed: ";
    private static final String VALIDATION = "PKIX path validation failed: ";

    private Refusals() {}

    static CertificateException nobodyIsTrusted(TrustAnchors anchors) {
        String text = BUILDING
                + "the trustAnchors parameter must be non-empty: nobody is trusted, since there is no certificate"
                + " in " + anchors + "; put that of the peer's authority into it, or name another store";
        return new CertificateException(text, new CertPathBuilderException(text));
    }

    /** The cause is a {@code CertPathValidatorException} whose reason says what to tell the peer. */
    static CertificateException ofPath(X509Certificate[] chain, CertPathValidatorException invalid) {
        int index = invalid.getIndex();
        if (invalid.getReason() == PKIXReason.NO_TRUST_ANCHOR || index < 0 || index >= chain.length) {
            return new CertificateException(VALIDATION + invalid.getMessage() + remedy(invalid.getReason()), invalid);
        }
        String which = "certificate " + (index + 1) + " of " + chain.length + " ("
                + chain[index].getSubjectX500Principal() + ", issued by " + chain[index].getIssuerX500Principal() + ")";
        return new CertificateException(
                VALIDATION + which + ": " + invalid.getMessage() + dates(invalid.getReason(), chain[index])
                        + remedy(invalid.getReason()),
                invalid);
    }

    private static String dates(Reason reason, X509Certificate certificate) {
        if (reason == BasicReason.EXPIRED) {
            return ": it ended " + certificate.getNotAfter().toInstant();
        }
        return reason == BasicReason.NOT_YET_VALID
                ? ": it begins " + certificate.getNotBefore().toInstant()
                : "";
    }

    private static String remedy(Reason reason) {
        if (reason == BasicReason.EXPIRED) {
            return "; whoever runs the peer has to renew it";
        } else if (reason == BasicReason.NOT_YET_VALID) {
            return "; one of the two clocks is wrong, or the peer uses it too early";
        } else if (reason == BasicReason.REVOKED) {
            return "; whoever runs the peer has to replace it, and its key";
        } else if (reason == BasicReason.UNDETERMINED_REVOCATION_STATUS) {
            return "; revocation is checked (com.sun.net.ssl.checkRevocation, or the application's parameters), and neither"
                    + " a stapled response nor a responder or list could be had";
        } else if (reason == BasicReason.INVALID_SIGNATURE) {
            return "; it was altered, or a stranger uses the name of its issuer";
        }
        return "";
    }

    /** The cause is a {@code CertPathBuilderException}: the authority is not known. */
    static CertificateException ofChain(
            X509Certificate[] chain, TrustAnchors anchors, CertPathBuilderException missing) {
        X509Certificate end = end(chain);
        X500Principal issuer = end.getIssuerX500Principal();
        String why;
        if (!anchors.named(issuer).isEmpty()) {
            why = Instant.now().isAfter(chain[0].getNotAfter().toInstant())
                    ? chain[0].getSubjectX500Principal() + " ended "
                            + chain[0].getNotAfter().toInstant() + remedy(BasicReason.EXPIRED)
                    : "no way over " + issuer + ", which is trusted, is valid";
        } else if (CertificateRules.signsItself(end)) {
            why = issuer + " signs itself and is not among " + anchors + "; if it is to be trusted, add it there";
        } else {
            why = end.getSubjectX500Principal() + " was issued by " + issuer
                    + ", which is neither in the chain that the peer" + " sent nor among " + anchors
                    + "; add it there, or have the peer send the missing certificates";
        }
        return new CertificateException(BUILDING + missing.getMessage() + ": " + why, missing);
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
