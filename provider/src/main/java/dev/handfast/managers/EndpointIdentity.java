package dev.handfast.managers;

import dev.handfast.FailureKind;
import dev.handfast.TlsFailure.Facts;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLSession;
import javax.net.ssl.StandardConstants;

/**
 * Whether a certificate is that of the peer which a connection was made to, by the identification that
 * {@code SSLParameters} set.
 */
final class EndpointIdentity {
    private static final Set<String> KNOWN = Set.of("HTTPS", "LDAPS", "LDAP");

    private EndpointIdentity() {}

    /**
     * Fails with a sentence if it is not. The name that was asked for by SNI counts first, then the host that the connection was
     * made to: it is not always a name that the peer knows of itself.
     *
     * @param identification {@code HTTPS}, {@code LDAPS} or {@code LDAP} in any case; null or empty for none
     * @param overOneLabel whether a wildcard may have one label behind it
     * @return which host matches which name of the certificate; null for no identification
     */
    static String check(
            String identification,
            SSLSession session,
            X509Certificate leaf,
            Purpose purpose,
            BooleanSupplier overOneLabel)
            throws CertificateException {
        if (identification == null || identification.isEmpty()) {
            return null;
        }
        String algorithm = identification.toUpperCase(Locale.ROOT);
        if (!KNOWN.contains(algorithm)) {
            throw new CertificateException("Unknown identification algorithm: " + identification);
        }
        HostNames names = HostNames.of(leaf);
        String host = session.getPeerHost();
        if (purpose == Purpose.CLIENT) {
            return checkClient(algorithm, host, names, overOneLabel);
        }
        String asked = requestedHost(session);
        return isAskedForBySni(asked, names, host, overOneLabel)
                ? names.require(asked, overOneLabel)
                : names.require(host, overOneLabel);
    }

    /** A client has no host name to be known by; in LDAP it may be one of the servers that talk to each other. */
    private static String checkClient(String algorithm, String host, HostNames names, BooleanSupplier overOneLabel)
            throws CertificateException {
        try {
            return names.require(host, overOneLabel);
        } catch (CertificateException other) {
            if (algorithm.equals("HTTPS")) {
                throw new CertificateRefusal(
                        Facts.of(FailureKind.WRONG_HOST)
                                .remedy("remove setEndpointIdentificationAlgorithm from the server's parameters"),
                        "Endpoint Identification Algorithm HTTPS is not supported on the server side: clients have no host"
                                + " name; remove setEndpointIdentificationAlgorithm from the server's parameters",
                        other);
            }
            throw other;
        }
    }

    private static boolean isAskedForBySni(String asked, HostNames names, String host, BooleanSupplier overOneLabel) {
        if (asked == null || asked.equalsIgnoreCase(host)) {
            return false;
        }
        try {
            return names.require(asked, overOneLabel) != null;
        } catch (CertificateException other) {
            return false;
        }
    }

    /** The host that the session says is asked for by SNI; null if there is none, or the session cannot say it. */
    static String requestedHost(SSLSession session) {
        if (session instanceof AsksForHost ours) {
            return ours.requestedHost();
        }
        return session instanceof ExtendedSSLSession extended ? hostName(extended.getRequestedServerNames()) : null;
    }

    /** The host name among them (RFC 6066 §3 allows one of each type); null without one. */
    private static String hostName(List<SNIServerName> names) {
        for (SNIServerName name : names) {
            if (name instanceof SNIHostName host) {
                return host.getAsciiName();
            } else if (name.getType() == StandardConstants.SNI_HOST_NAME) {
                return asciiName(name.getEncoded());
            }
        }
        return null;
    }

    private static String asciiName(byte[] encoded) {
        try {
            return new SNIHostName(encoded).getAsciiName();
        } catch (IllegalArgumentException noHostName) {
            return null;
        }
    }
}
