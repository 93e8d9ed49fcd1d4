package dev.handfast.managers;

import java.security.AlgorithmConstraints;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.X509TrustManager;

/**
 * What a plain {@code X509TrustManager} cannot check, since it does not know the connection: the name of the peer, and the
 * algorithms in its chain. Without this every application with such a manager would take any host.
 *
 * @param identification {@code HTTPS}, {@code LDAPS} ({@code LDAP}), or null for none
 * @param constraints the application's; null for none
 * @param rules the operator's
 */
public record PlainTrust(String identification, AlgorithmConstraints constraints, CertificateRules rules) {

    /**
     * Fails if the connection does not want the chain that {@code manager} has trusted.
     *
     * @param session that of the handshake
     * @param client we are the client: the chain is a server's
     * @return which host matches which name of the certificate; null if nobody wants it checked
     */
    public String check(X509TrustManager manager, X509Certificate[] chain, ExtendedSSLSession session, boolean client)
            throws CertificateException {
        Purpose purpose = client ? Purpose.SERVER : Purpose.CLIENT;
        String match =
                EndpointIdentity.check(identification, session, chain[0], purpose, HostNames.Wildcard.OVER_A_DOMAIN);
        String[] offered = session.getLocalSupportedSignatureAlgorithms();
        List<X509Certificate> anchors = anchors(manager);
        var path = new PathConstraints.Path(client, Instant.now(), () -> endsInJdk(anchors, chain));
        try {
            for (X509Certificate certificate : untrusted(anchors, chain)) {
                if (!CertificateRules.signsItself(certificate)) { // nobody looks at the signature of one that does
                    CertificateRules.checkOffered(certificate, offered);
                }
                CertificateRules.check(certificate, constraints);
                rules.check(certificate);
                rules.checkInPath(certificate, path);
            }
        } catch (CertPathValidatorException nonconforming) {
            throw CertificateRules.refusal(nonconforming);
        }
        return match;
    }

    private static List<X509Certificate> anchors(X509TrustManager manager) {
        X509Certificate[] accepted = manager.getAcceptedIssuers();
        return accepted == null ? List.of() : List.of(accepted);
    }

    /** The chain up to the first certificate that the manager trusts as it is. */
    private static List<X509Certificate> untrusted(List<X509Certificate> anchors, X509Certificate[] chain) {
        var untrusted = new ArrayList<X509Certificate>();
        for (X509Certificate certificate : chain) {
            if (anchors.contains(certificate)) {
                break;
            }
            untrusted.add(certificate);
        }
        return untrusted;
    }

    /**
     * Whether an authority of the JDK vouches for the chain. It is the one that the manager trusts, in the chain or behind it; if
     * the manager names nobody, whoever the end of the chain names.
     */
    private boolean endsInJdk(List<X509Certificate> anchors, X509Certificate[] chain) {
        JdkAuthorities jdk = rules.jdkAuthorities();
        int end = untrusted(anchors, chain).size();
        if (end < chain.length) {
            return jdk.contain(chain[end]);
        }
        X509Certificate last = chain[end - 1];
        return anchors.isEmpty()
                ? jdk.issued(last)
                : anchors.stream()
                        .filter(anchor -> anchor.getSubjectX500Principal().equals(last.getIssuerX500Principal()))
                        .anyMatch(jdk::contain);
    }
}
