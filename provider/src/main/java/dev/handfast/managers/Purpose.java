package dev.handfast.managers;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** What a certificate in a TLS handshake is for: to prove who a server, or a client, is (RFC 5280 §4.2.1.12). */
enum Purpose {
    /** The two odd ones stood for strong encryption when it was restricted, and mean the same today. */
    SERVER("server", Set.of("2.5.29.37.0", "1.3.6.1.5.5.7.3.1", "1.3.6.1.4.1.311.10.3.3", "2.16.840.1.113730.4.1"), 1),
    CLIENT("client", Set.of("2.5.29.37.0", "1.3.6.1.5.5.7.3.2"), 0);

    private final String side;
    private final Set<String> extendedUsages;
    private final int netscapeBit;

    Purpose(String side, Set<String> extendedUsages, int netscapeBit) {
        this.side = side;
        this.extendedUsages = extendedUsages;
        this.netscapeBit = netscapeBit;
    }

    /** Whether {@code extKeyUsage} of the certificate, if it has one, names this purpose. */
    boolean isAllowedBy(X509Certificate certificate) throws CertificateParsingException {
        List<String> usages = certificate.getExtendedKeyUsage();
        return usages == null || !Collections.disjoint(usages, extendedUsages);
    }

    /** The bit of Netscape's certificate type, which old certificates have instead. */
    int netscapeBit() {
        return netscapeBit;
    }

    /** "server" or "client". */
    @Override
    public String toString() {
        return side;
    }
}
