package dev.handfast.managers;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.cert.CertPath;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.PKIXCertPathChecker;
import java.security.cert.PKIXCertPathValidatorResult;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the way from a peer's certificate to somebody whom we trust (RFC 5280 §6), with the JVM's own {@code CertPathValidator}
 * where the chain stands as it came, and its {@code CertPathBuilder} where it does not. Thread-safe.
 */
final class PathFinder {
    private static final String PKIX = "PKIX";

    private final TrustAnchors anchors;
    private final Optional<PKIXBuilderParameters> application;
    private final boolean revocation;

    private PathFinder(TrustAnchors anchors, Optional<PKIXBuilderParameters> application, boolean revocation) {
        this.anchors = anchors;
        this.application = application;
        this.revocation = revocation;
    }

    /** Revocation is looked at if {@code com.sun.net.ssl.checkRevocation} says so now. */
    static PathFinder to(TrustAnchors anchors) {
        return new PathFinder(anchors, Optional.empty(), Boolean.getBoolean("com.sun.net.ssl.checkRevocation"));
    }

    /** By the parameters of an application. */
    static PathFinder by(PKIXBuilderParameters parameters) {
        var anchors = TrustAnchors.of(
                parameters.getTrustAnchors(), "of the PKIXBuilderParameters given to" + " TrustManagerFactory.init");
        return new PathFinder(
                anchors, Optional.of((PKIXBuilderParameters) parameters.clone()), parameters.isRevocationEnabled());
    }

    TrustAnchors anchors() {
        return anchors;
    }

    boolean looksAtRevocation() {
        return revocation;
    }

    /**
     * The way, from {@code chain[0]} to the certificate of an anchor; of one certificate if it is trusted itself.
     *
     * @param checker looks at each certificate between the anchor and {@code chain[0]}
     * @param stapled OCSP responses (RFC 6066 §8), one for each certificate as far as there are any
     * @throws CertificateException with a sentence and, as its cause, what the JVM found
     */
    X509Certificate[] find(X509Certificate[] chain, PKIXCertPathChecker checker, List<byte[]> stapled)
            throws CertificateException {
        if (anchors.contain(chain[0])) {
            return new X509Certificate[] {chain[0]};
        }
        if (anchors.areNone()) {
            throw Refusals.nobodyIsTrusted(anchors);
        }
        for (int i = 1; i < chain.length; i++) {
            if (!chain[i].getSubjectX500Principal().equals(chain[i - 1].getIssuerX500Principal())) {
                return build(chain, checker, stapled);
            }
            if (anchors.contain(chain[i]) || anchors.haveNameAndKeyOf(chain[i])) {
                return validate(Arrays.copyOf(chain, i), checker, stapled);
            }
        }
        return anchors.named(chain[chain.length - 1].getIssuerX500Principal()).isEmpty()
                ? build(chain, checker, stapled)
                : validate(chain, checker, stapled);
    }

    private X509Certificate[] validate(X509Certificate[] chain, PKIXCertPathChecker checker, List<byte[]> stapled)
            throws CertificateException {
        try {
            CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(PathCertificate.of(chain));
            PKIXParameters parameters = parameters(anchors.named(chain[chain.length - 1].getIssuerX500Principal()));
            complete(parameters, checker, chain, stapled);
            var result = (PKIXCertPathValidatorResult)
                    CertPathValidator.getInstance(PKIX).validate(path, parameters);
            return withAnchor(chain, result.getTrustAnchor());
        } catch (CertPathValidatorException invalid) {
            throw Refusals.ofPath(chain, invalid);
        } catch (GeneralSecurityException unusable) {
            throw Refusals.failed("validation", unusable);
        }
    }

    private X509Certificate[] build(X509Certificate[] chain, PKIXCertPathChecker checker, List<byte[]> stapled)
            throws CertificateException {
        try {
            PKIXBuilderParameters parameters = builderParameters();
            complete(parameters, checker, chain, stapled);
            var target = new X509CertSelector();
            target.setCertificate(chain[0]);
            parameters.setTargetCertConstraints(target);
            parameters.addCertStore(
                    CertStore.getInstance("Collection", new CollectionCertStoreParameters(Arrays.asList(chain))));
            var result = (PKIXCertPathBuilderResult)
                    CertPathBuilder.getInstance(PKIX).build(parameters);
            return withAnchor(
                    result.getCertPath().getCertificates().toArray(new X509Certificate[0]), result.getTrustAnchor());
        } catch (CertPathBuilderException missing) {
            throw Refusals.ofChain(chain, anchors, missing);
        } catch (GeneralSecurityException unusable) {
            throw Refusals.failed("building", unusable);
        }
    }

    /** With only the anchors that can matter: a trust store has more than a hundred of them. */
    private PKIXParameters parameters(Set<TrustAnchor> matching) throws InvalidAlgorithmParameterException {
        if (application.isPresent() || matching.isEmpty()) {
            return builderParameters();
        }
        var parameters = new PKIXParameters(matching);
        parameters.setRevocationEnabled(revocation);
        return parameters;
    }

    private PKIXBuilderParameters builderParameters() throws InvalidAlgorithmParameterException {
        if (application.isPresent()) {
            return (PKIXBuilderParameters) application.get().clone();
        }
        var parameters = new PKIXBuilderParameters(anchors.all(), null);
        parameters.setRevocationEnabled(revocation);
        return parameters;
    }

    private static void complete(
            PKIXParameters parameters, PKIXCertPathChecker checker, X509Certificate[] chain, List<byte[]> stapled)
            throws GeneralSecurityException {
        parameters.addCertPathChecker(checker);
        StapledResponses.give(stapled, chain, parameters);
    }

    /** An anchor that is no certificate has vouched for the path all the same; there is nothing to show of it. */
    private static X509Certificate[] withAnchor(X509Certificate[] path, TrustAnchor anchor)
            throws CertificateException {
        X509Certificate trusted = anchor.getTrustedCert();
        if (trusted == null) {
            throw new CertificateException("TrustAnchor must be specified as certificate: " + anchor.getCAName()
                    + " is given to TrustManagerFactory.init by its name and key alone");
        }
        AnchorCheck.check(trusted);
        X509Certificate[] chain = Arrays.copyOf(path, path.length + 1);
        chain[path.length] = trusted;
        return chain;
    }
}
