package dev.handfast.jsse;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyManagementException;
import java.security.KeyStore;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** The JVM's default managers, from the {@code javax.net.ssl.keyStore*} and {@code trustStore*} properties. */
final class DefaultManagers {
    private static final String NO_FILE = "NONE";

    private DefaultManagers() {}

    /** Those of the default trust store; the factory itself reads {@code javax.net.ssl.trustStore*}. */
    static TrustManager[] trust() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        return factory.getTrustManagers();
    }

    /** Those of {@code javax.net.ssl.keyStore}; none if it is not set. */
    static KeyManager[] keys() throws GeneralSecurityException {
        String file = System.getProperty("javax.net.ssl.keyStore", "");
        String type = System.getProperty("javax.net.ssl.keyStoreType", KeyStore.getDefaultType());
        String provider = System.getProperty("javax.net.ssl.keyStoreProvider", "");
        String password = System.getProperty("javax.net.ssl.keyStorePassword", "");
        boolean onToken = type.equals("PKCS11");
        if (onToken && !NO_FILE.equals(file)) {
            throw new IllegalArgumentException(
                    "if javax.net.ssl.keyStoreType is PKCS11, then javax.net.ssl.keyStore must be " + NO_FILE
                            + ", and not " + file);
        }
        KeyStore store = file.isEmpty() ? null : load(file, type, provider, password);
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, onToken || password.isEmpty() ? null : password.toCharArray());
        return factory.getKeyManagers();
    }

    private static KeyStore load(String file, String type, String provider, String password)
            throws GeneralSecurityException {
        KeyStore store = provider.isEmpty() ? KeyStore.getInstance(type) : KeyStore.getInstance(type, provider);
        char[] secret = password.isEmpty() ? null : password.toCharArray();
        try (InputStream in = file.equals(NO_FILE) ? null : new FileInputStream(file)) {
            store.load(in, secret);
            return store;
        } catch (IOException unreadable) {
            throw new KeyManagementException(
                    "javax.net.ssl.keyStore: " + file + " cannot be read as " + type + ": " + unreadable.getMessage(),
                    unreadable);
        }
    }
}
