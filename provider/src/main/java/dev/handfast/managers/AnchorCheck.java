package dev.handfast.managers;

import dev.handfast.FailureKind;
import dev.handfast.TlsFailure.Facts;
import java.security.Security;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;

/** Whether a trusted certificate may vouch for others: who trusts a server has not yet made an authority of it. */
final class AnchorCheck {
    private static final String WAIVER = "jdk.security.allowNonCaAnchor";
    private static final int KEY_CERT_SIGN = 5;

    private AnchorCheck() {}

    /** Fails if the certificate says that it is no authority's (RFC 5280 §4.2.1.9, §4.2.1.3); before version 3 it cannot say so. */
    static void check(X509Certificate anchor) throws CertificateException {
        if (anchor.getVersion() < 3 || isWaived()) {
            return;
        }
        if (anchor.getBasicConstraints() == -1) {
            throw refusal(anchor, "is not a CA certificate");
        }
        boolean[] usage = anchor.getKeyUsage();
        if (usage != null && !usage[KEY_CERT_SIGN]) {
            throw refusal(anchor, "does not have keyCertSign bit set in KeyUsage extension");
        }
    }

    private static CertificateException refusal(X509Certificate anchor, String fault) {
        String remedy = "trust the certificate of its authority, or set " + WAIVER;
        return new CertificateRefusal(
                Facts.of(FailureKind.UNKNOWN_ISSUER).remedy(remedy),
                "TrustAnchor with subject \"" + anchor.getSubjectX500Principal() + "\" " + fault
                        + ", so it vouches for itself alone: " + remedy,
                null);
    }

    /** A system property, else a security property of the same name. */
    private static boolean isWaived() {
        String value = System.getProperty(WAIVER);
        if (value == null) {
            value = Security.getProperty(WAIVER);
        }
        return value != null && (value.isEmpty() || value.equalsIgnoreCase("true"));
    }
}
