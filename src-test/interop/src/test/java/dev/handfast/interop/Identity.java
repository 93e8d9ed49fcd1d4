package dev.handfast.interop;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * A private key and the certificates that speak for it.
 *
 * @param chain the key's own certificate, then its CA's
 */
record Identity(KeyKind kind, List<X509Certificate> chain, PrivateKey key) {
    /** Of every key store that the tests write. */
    static final String PASSWORD = "interop";

    /** NSS's selfserv finds the certificate for a name that a client asks for by it. */
    static final String ALIAS = Pki.HOST;

    KeyStore keyStore() throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        store.setKeyEntry(ALIAS, key, PASSWORD.toCharArray(), chain.toArray(new Certificate[0]));
        return store;
    }

    /** As {@link #keyStore}, with key and certificates in the form of {@code provider}. */
    KeyStore keyStore(Provider provider) throws GeneralSecurityException, IOException {
        var written = new ByteArrayOutputStream();
        keyStore().store(written, PASSWORD.toCharArray());
        KeyStore store = KeyStore.getInstance("PKCS12", provider);
        store.load(new ByteArrayInputStream(written.toByteArray()), PASSWORD.toCharArray());
        return store;
    }

    static KeyStore trustStore(X509Certificate trusted) throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        store.setCertificateEntry("ca", trusted);
        return store;
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    static Path write(KeyStore store, Path file) throws GeneralSecurityException, IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
        return file;
    }

    /** Writes the chain as PEM. */
    Path writeChain(Path file) throws GeneralSecurityException, IOException {
        return writeCertificates(file, chain);
    }

    /** Writes the key as PEM of PKCS #8. */
    Path writeKey(Path file) throws IOException {
        return Files.writeString(file, pem("PRIVATE KEY", kind.isElliptic() ? withPublicKey() : key.getEncoded()));
    }

    /** An elliptic key as GnuTLS 3.7 insists on it: the public key, which the JDK leaves out, stands beside the private one. */
    private byte[] withPublicKey() throws IOException {
        PrivateKeyInfo bare = PrivateKeyInfo.getInstance(key.getEncoded());
        SubjectPublicKeyInfo publicKey =
                SubjectPublicKeyInfo.getInstance(chain.get(0).getPublicKey().getEncoded());
        var complete = new ECPrivateKey(
                ((ECKey) key).getParams().getOrder().bitLength(),
                ECPrivateKey.getInstance(bare.parsePrivateKey()).getKey(),
                publicKey.getPublicKeyData(),
                bare.getPrivateKeyAlgorithm().getParameters());
        return new PrivateKeyInfo(bare.getPrivateKeyAlgorithm(), complete).getEncoded();
    }

    static Path writeCertificates(Path file, List<X509Certificate> certificates)
            throws GeneralSecurityException, IOException {
        var text = new StringBuilder();
        for (X509Certificate certificate : certificates) {
            text.append(pem("CERTIFICATE", certificate.getEncoded()));
        }
        return Files.writeString(file, text);
    }

    /** {@code der} as PEM. */
    static String pem(String label, byte[] der) {
        byte[] newline = "\n".getBytes(StandardCharsets.US_ASCII);
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, newline).encodeToString(der)
                + "\n-----END " + label + "-----\n";
    }
}
