package dev.handfast.jsse;

import java.security.cert.X509Certificate;
import java.util.LinkedHashSet;
import java.util.List;
import javax.net.ssl.X509TrustManager;
import javax.security.auth.x500.X500Principal;

/** Whom we trust, as {@code certificate_authorities} tells the peer (RFC 9846 §4.3.4). */
final class Authorities {
    /** Bytes of names. More would not fit what common peers take as one handshake message (32 KiB). */
    private static final int LIMIT = 28 << 10;

    private Authorities() {}

    /** The names of all that {@code manager} accepts; none if they are too many, since a part of them would mislead. */
    static List<X500Principal> of(X509TrustManager manager) {
        X509Certificate[] accepted = manager.getAcceptedIssuers();
        var names = new LinkedHashSet<X500Principal>();
        int bytes = 0;
        for (X509Certificate authority : accepted == null ? new X509Certificate[0] : accepted) {
            X500Principal name = authority.getSubjectX500Principal();
            bytes += names.add(name) ? name.getEncoded().length + 2 : 0;
        }
        return bytes <= LIMIT ? List.copyOf(names) : List.of();
    }
}
