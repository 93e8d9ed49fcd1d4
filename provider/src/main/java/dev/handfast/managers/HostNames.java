package dev.handfast.managers;

import dev.handfast.FailureKind;
import dev.handfast.TlsFailure.Facts;
import java.net.IDN;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/** The hosts that a certificate speaks for (RFC 6125 §6; RFC 2818 §3.1). Immutable. */
public final class HostNames {
    /** Bytes of the longest label. */
    private static final int LABEL = 63;

    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    /** Whether a wildcard may stand right over a top-level domain. It is asked only where one does. */
    enum Wildcard implements BooleanSupplier {
        /** Not where nobody knows how far down its domain is a registry's. */
        OVER_A_DOMAIN(false),

        /** For an authority of one's own, whose names may end in {@code .internal}. */
        OVER_ANY_LABEL(true);

        private final boolean overOne;

        Wildcard(boolean overOne) {
            this.overOne = overOne;
        }

        @Override
        public boolean getAsBoolean() {
            return overOne;
        }
    }

    private final List<String> alternatives;
    private final List<String> names;
    private final List<String> addresses;

    /** @param names in lower case: the alternatives or, without any, the common name (RFC 6125 §6.4.4) */
    private HostNames(List<String> alternatives, List<String> names, List<String> addresses) {
        this.alternatives = alternatives;
        this.names = names;
        this.addresses = addresses;
    }

    /** Those in {@code certificate}. */
    public static HostNames of(X509Certificate certificate) throws CertificateParsingException {
        List<String> alternatives = alternatives(certificate, DNS_NAME);
        List<String> names = new ArrayList<>();
        for (String name : alternatives.isEmpty() ? commonName(certificate) : alternatives) {
            names.add(name.toLowerCase(Locale.ROOT));
        }
        return new HostNames(alternatives, names, alternatives(certificate, IP_ADDRESS));
    }

    /** Whether {@code host}, a name or an address, is among them. */
    public boolean contain(String host) {
        return IpAddress.isLiteral(host)
                ? address(host) != null
                : name(canonicalOrNull(host), Wildcard.OVER_ANY_LABEL) != null;
    }

    /**
     * Fails with a sentence that names the host and what the certificate has instead.
     *
     * @param overOneLabel whether a wildcard may have one label behind it
     * @return the host, and which of the names it matches
     */
    String require(String host, BooleanSupplier overOneLabel) throws CertificateException {
        if (host == null || host.isEmpty()) {
            throw new CertificateRefusal(
                    Facts.of(FailureKind.WRONG_HOST)
                            .remedy("name the host when the connection is made: createSSLEngine(host, port),"
                                    + " createSocket(host, port)"),
                    "Hostname or IP address is undefined: the connection was made without one, and"
                            + " endpoint identification needs it",
                    null);
        }
        String match = IpAddress.isLiteral(host) ? requireAddress(host) : requireName(host, overOneLabel);
        return host + " matches " + match;
    }

    private String requireAddress(String host) throws CertificateException {
        String match = address(host);
        if (match == null) {
            throw otherHost(
                    host,
                    addresses,
                    "No subject alternative names matching IP address " + host
                            + " found: the certificate is for the addresses " + addresses
                            + (names.isEmpty() ? "" : " and the names " + names));
        }
        return match;
    }

    /** The one that is {@code host}; null if none is. */
    private String address(String host) {
        var wanted = IpAddress.parse(host);
        for (String address : addresses) {
            if (wanted.isPresent() && wanted.equals(IpAddress.parse(address))) {
                return address;
            }
        }
        return null;
    }

    private String requireName(String host, BooleanSupplier overOneLabel) throws CertificateException {
        String wanted = canonicalOrNull(host);
        if (wanted == null) {
            throw otherHost(
                    host,
                    names,
                    "Illegal given domain name: " + host
                            + " is no host name (letters, digits, hyphens and dots), so no certificate can be for it");
        }
        String match = name(wanted, overOneLabel);
        if (match == null) {
            throw otherHost(
                    host,
                    names,
                    (alternatives.isEmpty() ? "No name matching " : "No subject alternative DNS name matching ") + host
                            + " found: the certificate is for "
                            + (names.isEmpty() ? "no name at all" : alternatives.isEmpty() ? names : alternatives));
        }
        return match;
    }

    private static CertificateRefusal otherHost(String host, List<String> theirs, String sentence) {
        FailureKind kind = FailureKind.WRONG_HOST;
        return new CertificateRefusal(
                Facts.of(kind).offers(List.of(host), theirs), sentence + "; " + kind.remedy(), null);
    }

    /** The one that {@code wanted} matches; null if none does. */
    private String name(String wanted, BooleanSupplier overOneLabel) {
        if (wanted == null) {
            return null;
        }
        for (String name : names) {
            if (matches(wanted, name, overOneLabel)) {
                return name;
            }
        }
        return null;
    }

    /** As it would stand in a certificate; null for what is no host name, an underscore in it included, as in the JDK. */
    private static String canonicalOrNull(String host) {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        if (isPlain(name)) {
            return name.toLowerCase(Locale.ROOT);
        }
        try {
            return IDN.toASCII(name, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException illegal) {
            return null;
        }
    }

    /**
     * Whether a name is one of letters, digits and hyphens, as nearly all are, and needs no more than to be put in lower case:
     * {@link IDN} is slow.
     */
    public static boolean isPlain(String name) {
        int label = 0;
        char before = '.';
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean inside = before != '.' && (c == '-' || before != '-' && c == '.');
            label = c == '.' ? 0 : label + 1;
            if (label > LABEL || !inside && (c >= 0x80 || !Character.isLetterOrDigit(c))) {
                return false;
            }
            before = c;
        }
        return before != '.' && before != '-';
    }

    /** A wildcard is a whole label, the leftmost (§6.4.3). */
    private static boolean matches(String host, String pattern, BooleanSupplier overOneLabel) {
        if (!pattern.startsWith("*.")) {
            return host.equals(pattern);
        }
        String suffix = pattern.substring(1);
        int dot = host.indexOf('.');
        return dot > 0
                && suffix.indexOf('*') < 0
                && host.substring(dot).equals(suffix)
                && (suffix.indexOf('.', 1) > 0 || overOneLabel.getAsBoolean());
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
