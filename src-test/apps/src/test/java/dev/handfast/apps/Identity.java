package dev.handfast.apps;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Whom a certificate speaks for, and the files it is in. {@link Authority} writes them; an application reads those that it likes. */
enum Identity {
    /** {@code localhost}, {@code 127.0.0.1} and {@code ::1}, by the authority that all trust. */
    SERVER,

    /** {@code other.example}, by the same authority: who asked for localhost must refuse it. */
    WRONG_HOST,

    /** {@code localhost}, by an authority that nobody knows. */
    UNKNOWN_CA,

    /** A client, by the authority that all trust. */
    CLIENT;

    /** Of every key store, and of each key in it. */
    static final String PASSWORD = "handfast";

    static final String TYPE = "PKCS12";

    /** The system property that tells a JVM where the files are. */
    static final String DIRECTORY = "handfast.apps.identities";

    /** A key store with the key and its chain. */
    Path keyStore() {
        return file(name() + ".p12");
    }

    /** The chain as PEM, the end entity's certificate first. */
    Path chain() {
        return file(name() + ".pem");
    }

    /** The private key as PEM of PKCS #8. */
    Path key() {
        return file(name() + "-key.pem");
    }

    /** The private key as bare PKCS #8. */
    Path binaryKey() {
        return file(name() + "-key.pk8");
    }

    /** A key store with the certificate of the authority that all trust. */
    static Path trustStore() {
        return file("trusted.p12");
    }

    /** The certificate of the authority that all trust, as PEM. */
    static Path trusted() {
        return file("trusted.pem");
    }

    /** For {@code -Djdk.net.hosts.file}: the hosts of all identities, on the loopback address. */
    static Path hosts() {
        return file("hosts");
    }

    private static Path file(String name) {
        return Path.of(System.getProperty(DIRECTORY)).resolve(name);
    }

    /** A context as the JSSE guide makes it, for an application that wants one. */
    SSLContext context() throws GeneralSecurityException, IOException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(KeyStore.getInstance(keyStore().toFile(), PASSWORD.toCharArray()), PASSWORD.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(KeyStore.getInstance(trustStore().toFile(), PASSWORD.toCharArray()));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
