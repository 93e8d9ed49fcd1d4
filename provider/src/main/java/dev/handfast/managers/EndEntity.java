package dev.handfast.managers;

import dev.handfast.FailureKind;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.PKIXReason;
import java.security.cert.X509Certificate;
import java.util.Set;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1OctetString;

/** Whether a peer's certificate may be used for what the peer uses it for. */
final class EndEntity {
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int KEY_ENCIPHERMENT = 2;
    private static final int KEY_AGREEMENT = 4;
    private static final String NETSCAPE_TYPE = "2.16.840.1.113730.1.1";

    private static final Set<String> SIGNING =
            Set.of("DHE_DSS", "DHE_RSA", "ECDHE_ECDSA", "ECDHE_RSA", "RSA_EXPORT", "UNKNOWN");
    private static final Set<String> AGREEING = Set.of("DH_DSS", "DH_RSA", "ECDH_ECDSA", "ECDH_RSA");

    private EndEntity() {}

    /**
     * Fails if the certificate is not for a server that uses its key so.
     *
     * @param authType JSSE's name of the key exchange, which says what the key does (RFC 5246 §7.4.2)
     */
    static void checkServer(X509Certificate leaf, String authType) throws CertificateException {
        if (authType.equals("RSA")) {
            checkUsage(leaf, KEY_ENCIPHERMENT, "key encipherment", authType);
        } else if (SIGNING.contains(authType)) {
            checkUsage(leaf, DIGITAL_SIGNATURE, "digital signatures", authType);
        } else if (AGREEING.contains(authType)) {
            checkUsage(leaf, KEY_AGREEMENT, "key agreement", authType);
        } else {
            throw new CertificateException("Unknown authType: " + authType
                    + ", none of JSSE's names of a key exchange: " + SIGNING + ", " + AGREEING + ", RSA");
        }
        checkPurpose(leaf, Purpose.SERVER);
    }

    /** Fails if the certificate is not for a client: it signs, whatever the key exchange is. */
    static void checkClient(X509Certificate leaf) throws CertificateException {
        checkUsage(leaf, DIGITAL_SIGNATURE, "digital signatures", "client authentication");
        checkPurpose(leaf, Purpose.CLIENT);
    }

    private static void checkUsage(X509Certificate leaf, int bit, String use, String what) throws CertificateException {
        boolean[] usage = leaf.getKeyUsage();
        if (usage != null && !usage[bit]) {
            throw refusal(leaf, "KeyUsage does not allow " + use, "which " + what + " needs");
        }
    }

    private static void checkPurpose(X509Certificate leaf, Purpose purpose) throws CertificateException {
        if (!purpose.isAllowedBy(leaf)) {
            throw refusal(
                    leaf,
                    "Extended key usage does not permit use for TLS " + purpose + " authentication",
                    "it names " + leaf.getExtendedKeyUsage());
        }
        if (!allowsByNetscapeType(leaf, purpose)) {
            throw refusal(leaf, "Netscape cert type does not permit use for SSL " + purpose, "its only use is another");
        }
    }

    private static boolean allowsByNetscapeType(X509Certificate leaf, Purpose purpose) throws CertificateException {
        byte[] value = leaf.getExtensionValue(NETSCAPE_TYPE);
        if (value == null) {
            return true;
        }
        try {
            byte[] bits = ASN1BitString.getInstance(
                            ASN1OctetString.getInstance(value).getOctets())
                    .getOctets();
            return bits.length > 0 && (bits[0] & 0x80 >> purpose.netscapeBit()) != 0;
        } catch (IllegalArgumentException malformed) {
            throw refusal(leaf, "Netscape cert type is malformed", malformed.getMessage());
        }
    }

    private static CertificateException refusal(X509Certificate leaf, String fault, String more) {
        String text = fault + ": " + leaf.getSubjectX500Principal() + " was not issued for this, " + more;
        return CertificateRefusal.of(
                FailureKind.WRONG_USAGE,
                text,
                new CertPathValidatorException(text, null, null, -1, PKIXReason.INVALID_KEY_USAGE));
    }
}
