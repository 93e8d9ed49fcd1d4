package dev.handfast.jsse;

import java.security.AlgorithmConstraints;
import java.security.CryptoPrimitive;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.X509TrustManager;

/**
 * What a plain {@code X509TrustManager} cannot check, since it does not know the connection: the name of the peer, and the
 * algorithms in its chain. Without this every application with such a manager would take any host.
 *
 * @param identification {@code HTTPS}, {@code LDAPS} ({@code LDAP}), or null for none
 * @param constraints the application's; null for none
 * @param disabled {@code jdk.tls.disabledAlgorithms}
 */
record PlainTrust(String identification, AlgorithmConstraints constraints, DisabledAlgorithms disabled) {
    private static final Set<CryptoPrimitive> SIGNATURE = EnumSet.of(CryptoPrimitive.SIGNATURE);

    void check(X509TrustManager manager, X509Certificate[] chain, Session session, boolean client)
            throws CertificateException {
        if (identification != null && !identification.isEmpty()) {
            checkIdentity(chain[0], session, client);
        }
        List<DisabledAlgorithms> lists = List.of(disabled, DisabledAlgorithms.of("jdk.certpath.disabledAlgorithms"));
        List<String> offered = List.of(session.getLocalSupportedSignatureAlgorithms());
        for (X509Certificate certificate : untrusted(manager, chain)) {
            checkOffered(certificate, offered);
            for (DisabledAlgorithms list : lists) {
                checkAlgorithms(certificate, list);
            }
        }
    }

    /** The name that was asked for by SNI, else the host that the connection was made to. */
    private void checkIdentity(X509Certificate leaf, Session session, boolean client) throws CertificateException {
        if (!List.of("HTTPS", "LDAPS", "LDAP").contains(identification.toUpperCase(Locale.ROOT))) {
            throw new CertificateException("Unknown identification algorithm: " + identification);
        }
        String host = session.getPeerHost();
        if (client) {
            for (SNIServerName name : session.getRequestedServerNames()) {
                if (name instanceof SNIHostName sent
                        && !sent.getAsciiName().equalsIgnoreCase(host)
                        && speaksFor(sent, leaf)) {
                    return;
                }
            }
        }
        HostNames.check(host, leaf);
    }

    private static boolean speaksFor(SNIHostName name, X509Certificate leaf) {
        try {
            HostNames.check(name.getAsciiName(), leaf);
            return true;
        } catch (CertificateException other) {
            return false;
        }
    }

    /** The chain up to the first certificate that the manager trusts as it is. */
    private static List<X509Certificate> untrusted(X509TrustManager manager, X509Certificate[] chain) {
        X509Certificate[] accepted = manager.getAcceptedIssuers();
        List<X509Certificate> anchors = accepted == null ? List.of() : List.of(accepted);
        var untrusted = new ArrayList<X509Certificate>();
        for (X509Certificate certificate : chain) {
            if (anchors.contains(certificate)) {
                break;
            }
            untrusted.add(certificate);
        }
        return untrusted;
    }

    /** A certificate is signed as we said that we take it; nobody looks at the signature of one that signs itself. */
    private static void checkOffered(X509Certificate certificate, List<String> offered) throws CertificateException {
        boolean signsItself = certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
        String algorithm = certificate.getSigAlgName();
        if (!signsItself && offered.stream().noneMatch(algorithm::equalsIgnoreCase)) {
            throw new CertificateException("Certificates do not conform to algorithm constraints: " + algorithm + " in "
                    + certificate.getSubjectX500Principal() + " is none of " + offered);
        }
    }

    private void checkAlgorithms(X509Certificate certificate, DisabledAlgorithms list) throws CertificateException {
        String algorithm = certificate.getSigAlgName();
        boolean permitted = list.permitsSignature(algorithm)
                && list.permitsKey(certificate.getPublicKey())
                && (constraints == null
                        || constraints.permits(SIGNATURE, algorithm, null)
                                && constraints.permits(SIGNATURE, certificate.getPublicKey()));
        if (!permitted) {
            throw new CertificateException("Certificates do not conform to algorithm constraints: " + algorithm
                    + " with a key of " + certificate.getPublicKey().getAlgorithm() + " in "
                    + certificate.getSubjectX500Principal());
        }
    }
}
