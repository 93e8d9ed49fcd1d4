package dev.handfast.managers;

import java.security.AlgorithmConstraints;
import java.security.cert.CertPathValidatorException;
import java.security.cert.Certificate;
import java.security.cert.PKIXCertPathChecker;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Set;

/**
 * The algorithms that one connection takes in certificates. Looked at while a path is found, so that the JVM tries another one
 * where an algorithm is forbidden.
 */
final class PathAlgorithms extends PKIXCertPathChecker {
    private final CertificateRules rules;
    private final AlgorithmConstraints application;
    private final String[] offered;

    /**
     * @param rules the operator's
     * @param application the application's; null for none
     * @param offered JCA's names of the signatures that we told the peer; null if nobody told it
     */
    PathAlgorithms(CertificateRules rules, AlgorithmConstraints application, String[] offered) {
        this.rules = rules;
        this.application = application;
        this.offered = offered;
    }

    @Override
    public void check(Certificate certificate, Collection<String> unresolvedCriticalExtensions)
            throws CertPathValidatorException {
        X509Certificate x509 = (X509Certificate) certificate;
        if (offered != null) {
            CertificateRules.checkOffered(x509, offered);
        }
        CertificateRules.check(x509, application);
        rules.check(x509);
    }

    @Override
    public void init(boolean forward) throws CertPathValidatorException {
        if (forward) {
            throw new CertPathValidatorException("forward checking not supported");
        }
    }

    @Override
    public boolean isForwardCheckingSupported() {
        return false;
    }

    @Override
    public Set<String> getSupportedExtensions() {
        return null;
    }
}
