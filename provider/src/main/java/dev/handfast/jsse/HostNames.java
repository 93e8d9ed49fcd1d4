package dev.handfast.jsse;

import java.net.IDN;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/** Whether a certificate speaks for a host (RFC 6125 §6; RFC 2818 §3.1). For managers that do not look themselves. */
final class HostNames {
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    private HostNames() {}

    /** Fails with a sentence that names the host and what the certificate has instead. */
    static void check(String host, X509Certificate certificate) throws CertificateException {
        if (host == null || host.isEmpty()) {
            throw new CertificateException(
                    "Hostname or IP address is undefined: the connection was made without one, and"
                            + " endpoint identification needs it");
        }
        if (IpAddress.isLiteral(host)) {
            checkAddress(host, certificate);
        } else {
            checkName(host, certificate);
        }
    }

    private static void checkAddress(String host, X509Certificate certificate) throws CertificateException {
        List<String> addresses = alternatives(certificate, IP_ADDRESS);
        var wanted = IpAddress.parse(host);
        for (String address : addresses) {
            if (wanted.isPresent() && wanted.equals(IpAddress.parse(address))) {
                return;
            }
        }
        throw new CertificateException("No subject alternative names matching IP address " + host
                + " found: the certificate is for the addresses " + addresses);
    }

    private static void checkName(String host, X509Certificate certificate) throws CertificateException {
        String wanted = canonical(host);
        List<String> names = alternatives(certificate, DNS_NAME);
        List<String> candidates = names.isEmpty() ? commonName(certificate) : names; // §6.4.4
        for (String candidate : candidates) {
            if (matches(wanted, candidate.toLowerCase(Locale.ROOT))) {
                return;
            }
        }
        throw new CertificateException(
                (names.isEmpty() ? "No name matching " : "No subject alternative DNS name matching ") + host
                        + " found: the certificate is for " + (candidates.isEmpty() ? "no name at all" : candidates));
    }

    private static String canonical(String host) throws CertificateException {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        try {
            return IDN.toASCII(name).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException illegal) {
            throw new CertificateException("the host name " + host + " is none: " + illegal.getMessage(), illegal);
        }
    }

    /** A wildcard is a whole label, the leftmost, and at least two labels stand behind it (§6.4.3). */
    private static boolean matches(String host, String pattern) {
        if (!pattern.startsWith("*.")) {
            return host.equals(pattern);
        }
        String suffix = pattern.substring(1);
        int dot = host.indexOf('.');
        return dot > 0
                && suffix.indexOf('.', 1) > 0
                && suffix.indexOf('*') < 0
                && host.substring(dot).equals(suffix);
    }

    private static List<String> alternatives(X509Certificate certificate, int type) throws CertificateParsingException {
        Collection<List<?>> all = certificate.getSubjectAlternativeNames();
        var names = new ArrayList<String>();
        if (all != null) {
            for (List<?> entry : all) {
                if (entry.get(0).equals(type)) {
                    names.add((String) entry.get(1));
                }
            }
        }
        return names;
    }

    /** The most specific common name of the subject. */
    private static List<String> commonName(X509Certificate certificate) {
        RDN[] names = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded())
                .getRDNs(BCStyle.CN);
        return names.length == 0
                ? List.of()
                : List.of(IETFUtils.valueToString(
                        names[names.length - 1].getFirst().getValue()));
    }
}
