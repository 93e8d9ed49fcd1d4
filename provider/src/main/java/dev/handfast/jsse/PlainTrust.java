package dev.handfast.jsse;

import java.security.AlgorithmConstraints;
import java.security.CryptoPrimitive;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
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
 * @param jdk the authorities that {@code jdkCA} means
 */
record PlainTrust(
        String identification,
        AlgorithmConstraints constraints,
        DisabledAlgorithms disabled,
        Supplier<JdkAuthorities> jdk) {
    private static final Set<CryptoPrimitive> SIGNATURE = EnumSet.of(CryptoPrimitive.SIGNATURE);
    private static final String CERTIFICATES = "jdk.certpath.disabledAlgorithms";
    private static final String TLS = "jdk.tls.disabledAlgorithms";

    void check(X509TrustManager manager, X509Certificate[] chain, Session session, boolean client)
            throws CertificateException {
        if (identification != null && !identification.isEmpty()) {
            checkIdentity(chain[0], session, client);
        }
        List<DisabledAlgorithms> lists = List.of(disabled, DisabledAlgorithms.of(CERTIFICATES));
        List<String> offered = List.of(session.getLocalSupportedSignatureAlgorithms());
        List<X509Certificate> anchors = anchors(manager);
        var path = new PathConstraints.Path(client, Instant.now(), () -> endsInJdk(anchors, chain));
        for (X509Certificate certificate : untrusted(anchors, chain)) {
            checkOffered(certificate, offered);
            for (DisabledAlgorithms list : lists) {
                checkAlgorithms(certificate, list);
            }
            checkPath(certificate, path, TLS);
            checkPath(certificate, path, CERTIFICATES);
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
        int end = untrusted(anchors, chain).size();
        if (end < chain.length) {
            return jdk.get().contain(chain[end]);
        }
        X509Certificate last = chain[end - 1];
        return anchors.isEmpty()
                ? jdk.get().issued(last)
                : anchors.stream()
                        .filter(anchor -> anchor.getSubjectX500Principal().equals(last.getIssuerX500Principal()))
                        .anyMatch(jdk.get()::contain);
    }

    /** A certificate is signed as we said that we take it; nobody looks at the signature of one that signs itself. */
    private static void checkOffered(X509Certificate certificate, List<String> offered) throws CertificateException {
        boolean signsItself = certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
        String algorithm = certificate.getSigAlgName();
        if (!signsItself && offered.stream().noneMatch(algorithm::equalsIgnoreCase)) {
            throw nonconforming(certificate, "its signature is none of " + offered);
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
            throw nonconforming(certificate, "its signature or key is disabled");
        }
    }

    private static void checkPath(X509Certificate certificate, PathConstraints.Path path, String property)
            throws CertificateException {
        Optional<String> entry = PathConstraints.of(property).forbidding(certificate, path);
        if (entry.isPresent()) {
            throw nonconforming(certificate, "\"" + entry.get() + "\" in " + property + " forbids it");
        }
    }

    /** The cause tells the peer that it is an algorithm which we do not take. */
    private static CertificateException nonconforming(X509Certificate certificate, String why) {
        String text = "Certificates do not conform to algorithm constraints: " + certificate.getSigAlgName()
                + " with a key of " + certificate.getPublicKey().getAlgorithm() + " in "
                + certificate.getSubjectX500Principal() + ": " + why;
        return new CertificateException(
                text, new CertPathValidatorException(text, null, null, -1, BasicReason.ALGORITHM_CONSTRAINED));
    }
}
