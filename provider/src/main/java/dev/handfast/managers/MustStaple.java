package dev.handfast.managers;

import dev.handfast.FailureKind;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;

/** The TLS feature extension (RFC 7633): a certificate that promises a stapled OCSP response with each handshake. */
final class MustStaple {
    private static final String TLS_FEATURE = "1.3.6.1.5.5.7.1.24";
    private static final int STATUS_REQUEST = 5;

    private MustStaple() {}

    /**
     * Fails for a promise that was not kept. Only what the client has offered counts (RFC 7633 §4.3.3), and only where revocation is
     * looked at: elsewhere a response that came would not be read, either.
     */
    static void check(X509Certificate leaf, Circumstances connection) throws CertificateException {
        if (connection.asksForStatus() && connection.statusResponses().isEmpty() && promises(leaf)) {
            throw CertificateRefusal.of(
                    FailureKind.MISSING_STAPLE,
                    leaf.getSubjectX500Principal()
                            + " has to come with a stapled OCSP response (TLS feature status_request,"
                            + " RFC 7633), and none came",
                    null);
        }
    }

    private static boolean promises(X509Certificate leaf) throws CertificateException {
        byte[] value = leaf.getExtensionValue(TLS_FEATURE);
        if (value == null) {
            return false;
        }
        try {
            ASN1Sequence features =
                    ASN1Sequence.getInstance(ASN1OctetString.getInstance(value).getOctets());
            for (ASN1Encodable feature : features) {
                if (ASN1Integer.getInstance(feature).hasValue(STATUS_REQUEST)) {
                    return true;
                }
            }
            return false;
        } catch (IllegalArgumentException malformed) {
            throw CertificateRefusal.of(
                    FailureKind.BAD_CERTIFICATE,
                    "the TLS feature extension of " + leaf.getSubjectX500Principal() + " is malformed",
                    malformed);
        }
    }
}
