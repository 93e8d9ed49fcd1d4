package dev.handfast.explain;

import java.security.PublicKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * A certificate for a person. All text is printable, whatever the certificate holds. Immutable.
 *
 * @param serial hexadecimal
 * @param names of the subject: host names and addresses that it is good for
 * @param key such as {@code EC, 256 bits}
 * @param signature JCA's name of the algorithm that its issuer signed it with
 * @param authority may issue certificates
 * @param selfIssued names itself as its issuer
 */
public record ShownCertificate(
        String subject,
        String issuer,
        String serial,
        Instant notBefore,
        Instant notAfter,
        List<String> names,
        String key,
        String signature,
        boolean authority,
        boolean selfIssued) {
    private static final int MOST_NAMES = 100;

    public ShownCertificate {
        names = List.copyOf(names);
    }

    /** What {@code certificate} says of itself. */
    public static ShownCertificate of(X509Certificate certificate) {
        return new ShownCertificate(
                Printable.text(certificate.getSubjectX500Principal().toString()),
                Printable.text(certificate.getIssuerX500Principal().toString()),
                Printable.text(certificate.getSerialNumber().toString(16)),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(),
                namesOf(certificate),
                keyOf(certificate.getPublicKey()),
                Printable.text(certificate.getSigAlgName()),
                certificate.getBasicConstraints() >= 0,
                certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal()));
    }

    /** Names of the forms that are text; the rest is given as bytes, and left out. */
    private static List<String> namesOf(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream()
                            .map(name -> name.get(1))
                            .filter(String.class::isInstance)
                            .limit(MOST_NAMES)
                            .map(name -> Printable.text((String) name))
                            .toList();
        } catch (CertificateParsingException malformed) {
            return List.of();
        }
    }

    private static String keyOf(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            return "RSA, " + rsa.getModulus().bitLength() + " bits";
        } else if (key instanceof ECPublicKey ec) {
            return "EC, " + ec.getParams().getCurve().getField().getFieldSize() + " bits";
        }
        return Printable.text(key.getAlgorithm());
    }
}
