package dev.handfast.managers;

import java.security.NoSuchAlgorithmException;
import java.security.cert.CertPathValidator;
import java.security.cert.PKIXCertPathChecker;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;

/** OCSP responses that came in the handshake (RFC 6066 §8): they save the revocation checker the way to the network. */
final class StapledResponses {
    private StapledResponses() {}

    /**
     * Gives them to the revocation checker of {@code parameters}. Where nobody looks at revocation they are not looked at, either.
     * A response that the application has put there itself stays.
     *
     * @param responses DER, one for each certificate of {@code chain} as far as there are any; one of no bytes is none
     */
    static void give(List<byte[]> responses, X509Certificate[] chain, PKIXParameters parameters)
            throws NoSuchAlgorithmException {
        if (responses.isEmpty()) {
            return;
        }
        List<PKIXCertPathChecker> checkers = parameters.getCertPathCheckers();
        for (PKIXCertPathChecker checker : checkers) {
            if (checker instanceof PKIXRevocationChecker own) {
                add(responses, chain, own);
                parameters.setCertPathCheckers(checkers);
                return;
            }
        }
        if (parameters.isRevocationEnabled()
                && CertPathValidator.getInstance("PKIX").getRevocationChecker()
                        instanceof PKIXRevocationChecker standard) {
            add(responses, chain, standard);
            parameters.addCertPathChecker(standard);
        }
    }

    private static void add(List<byte[]> responses, X509Certificate[] chain, PKIXRevocationChecker checker) {
        Map<X509Certificate, byte[]> known = checker.getOcspResponses();
        for (int i = 0; i < Math.min(chain.length, responses.size()); i++) {
            if (responses.get(i).length > 0) {
                known.putIfAbsent(chain[i], responses.get(i));
            }
        }
        checker.setOcspResponses(known);
    }
}
