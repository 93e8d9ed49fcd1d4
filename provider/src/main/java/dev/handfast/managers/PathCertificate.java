package dev.handfast.managers;

import dev.handfast.crypto.Signatures;
import java.math.BigInteger;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.security.Principal;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SignatureException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.locks.ReentrantLock;
import javax.security.auth.x500.X500Principal;

/**
 * A certificate while its path is validated. Path validation has each certificate verify its own signature, and the JDK's would ask SunEC:
 * this one lets bcprov verify what {@link dev.handfast.crypto.Primitive} leaves to it, several times as fast. Everything else, and what
 * bcprov does not find valid, is the certificate's own business, so that refusals read as ever. Thread-safe.
 */
final class PathCertificate extends X509Certificate {
    private static final long serialVersionUID = 1L;

    private static final Signers SIGNERS = new Signers();

    private final X509Certificate certificate;

    private PathCertificate(X509Certificate certificate) {
        this.certificate = certificate;
    }

    /** The certificates of a path, in their order. */
    static List<X509Certificate> of(X509Certificate[] chain) {
        var path = new ArrayList<X509Certificate>(chain.length);
        for (X509Certificate certificate : chain) {
            path.add(new PathCertificate(certificate));
        }
        return path;
    }

    /** Whose signatures are known to be good: an entry lasts as long as its certificate, which the JDK keeps for a while. Thread-safe. */
    private static final class Signers {
        private final ReentrantLock asking = new ReentrantLock();
        private final Map<X509Certificate, PublicKey> known = new WeakHashMap<>();

        boolean has(X509Certificate certificate, PublicKey signer) {
            asking.lock();
            try {
                return signer.equals(known.get(certificate));
            } finally {
                asking.unlock();
            }
        }

        void add(X509Certificate certificate, PublicKey signer) {
            asking.lock();
            try {
                known.put(certificate, signer);
            } finally {
                asking.unlock();
            }
        }
    }

    @Override
    public void verify(PublicKey key)
            throws CertificateException, NoSuchAlgorithmException, InvalidKeyException, NoSuchProviderException,
                    SignatureException {
        if (SIGNERS.has(certificate, key)) {
            return;
        }
        if (certificate.getSigAlgParams() == null
                && Signatures.isCertified(
                        certificate.getSigAlgName(),
                        key,
                        certificate.getTBSCertificate(),
                        certificate.getSignature())) {
            SIGNERS.add(certificate, key);
        } else {
            certificate.verify(key);
        }
    }

    /** The JDK's validation names no provider, unless the application's parameters do. */
    @Override
    public void verify(PublicKey key, String provider)
            throws CertificateException, NoSuchAlgorithmException, InvalidKeyException, NoSuchProviderException,
                    SignatureException {
        if (provider == null || provider.isEmpty()) {
            verify(key);
        } else {
            certificate.verify(key, provider);
        }
    }

    // ---- as the certificate has it

    @Override
    public void verify(PublicKey key, Provider provider)
            throws CertificateException, NoSuchAlgorithmException, InvalidKeyException, SignatureException {
        certificate.verify(key, provider);
    }

    @Override
    public void checkValidity() throws CertificateExpiredException, CertificateNotYetValidException {
        certificate.checkValidity();
    }

    @Override
    public void checkValidity(Date date) throws CertificateExpiredException, CertificateNotYetValidException {
        certificate.checkValidity(date);
    }

    @Override
    public int getVersion() {
        return certificate.getVersion();
    }

    @Override
    public BigInteger getSerialNumber() {
        return certificate.getSerialNumber();
    }

    @Override
    public X500Principal getIssuerX500Principal() {
        return certificate.getIssuerX500Principal();
    }

    @Override
    public X500Principal getSubjectX500Principal() {
        return certificate.getSubjectX500Principal();
    }

    @Override
    public Date getNotBefore() {
        return certificate.getNotBefore();
    }

    @Override
    public Date getNotAfter() {
        return certificate.getNotAfter();
    }

    @Override
    public byte[] getTBSCertificate() throws CertificateEncodingException {
        return certificate.getTBSCertificate();
    }

    @Override
    public byte[] getSignature() {
        return certificate.getSignature();
    }

    @Override
    public String getSigAlgName() {
        return certificate.getSigAlgName();
    }

    @Override
    public String getSigAlgOID() {
        return certificate.getSigAlgOID();
    }

    @Override
    public byte[] getSigAlgParams() {
        return certificate.getSigAlgParams();
    }

    @Override
    public boolean[] getIssuerUniqueID() {
        return certificate.getIssuerUniqueID();
    }

    @Override
    public boolean[] getSubjectUniqueID() {
        return certificate.getSubjectUniqueID();
    }

    @Override
    public boolean[] getKeyUsage() {
        return certificate.getKeyUsage();
    }

    @Override
    public List<String> getExtendedKeyUsage() throws CertificateParsingException {
        return certificate.getExtendedKeyUsage();
    }

    @Override
    public int getBasicConstraints() {
        return certificate.getBasicConstraints();
    }

    @Override
    public Collection<List<?>> getSubjectAlternativeNames() throws CertificateParsingException {
        return certificate.getSubjectAlternativeNames();
    }

    @Override
    public Collection<List<?>> getIssuerAlternativeNames() throws CertificateParsingException {
        return certificate.getIssuerAlternativeNames();
    }

    @Override
    public PublicKey getPublicKey() {
        return certificate.getPublicKey();
    }

    @Override
    public byte[] getEncoded() throws CertificateEncodingException {
        return certificate.getEncoded();
    }

    @Override
    public boolean hasUnsupportedCriticalExtension() {
        return certificate.hasUnsupportedCriticalExtension();
    }

    @Override
    public Set<String> getCriticalExtensionOIDs() {
        return certificate.getCriticalExtensionOIDs();
    }

    @Override
    public Set<String> getNonCriticalExtensionOIDs() {
        return certificate.getNonCriticalExtensionOIDs();
    }

    @Override
    public byte[] getExtensionValue(String oid) {
        return certificate.getExtensionValue(oid);
    }

    @Override
    public String toString() {
        return certificate.toString();
    }

    @Deprecated // as it is in X509Certificate
    @Override
    public Principal getIssuerDN() {
        return certificate.getIssuerDN();
    }

    @Deprecated // as it is in X509Certificate
    @Override
    public Principal getSubjectDN() {
        return certificate.getSubjectDN();
    }
}
