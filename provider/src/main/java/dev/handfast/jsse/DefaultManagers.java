package dev.handfast.jsse;

import dev.handfast.CredentialFiles;
import dev.handfast.managers.WatchedKeyManager;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyManagementException;
import java.security.KeyStore;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * The JVM's default managers, from the {@code javax.net.ssl.keyStore*} and {@code trustStore*} properties as they are now. What
 * fails is told by a {@code KeyManagementException}, as in the JDK's provider.
 */
final class DefaultManagers {
    private static final String KEY_STORE = "javax.net.ssl.keyStore";
    private static final String TRUST_STORE = "javax.net.ssl.trustStore";
    private static final String NO_FILE = "NONE";
    private static final String RELOAD = "dev.handfast.keyStore.reload";
    private static final String PEM_CERTIFICATES = "dev.handfast.pem.certificates";
    private static final String PEM_KEY = "dev.handfast.pem.key";

    private DefaultManagers() {}

    /** Those of the default trust store; the factory itself reads {@code javax.net.ssl.trustStore*}. */
    static TrustManager[] trust() throws KeyManagementException {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            return factory.getTrustManagers();
        } catch (GeneralSecurityException | RuntimeException unusable) {
            throw unusable(TRUST_STORE, unusable);
        }
    }

    /**
     * Those of {@code dev.handfast.pem.*}, else of {@code javax.net.ssl.keyStore}; managers without a key if neither is set. The
     * files of the former are watched always, that of the latter if {@code dev.handfast.keyStore.reload} is true.
     */
    static KeyManager[] keys() throws KeyManagementException {
        if (System.getProperty(PEM_CERTIFICATES) != null || System.getProperty(PEM_KEY) != null) {
            return watched(CredentialFiles.pem(path(PEM_CERTIFICATES), path(PEM_KEY)), PEM_CERTIFICATES, PEM_KEY);
        }
        String file = System.getProperty(KEY_STORE, "");
        return Boolean.getBoolean(RELOAD) && !file.isEmpty() && !file.equals(NO_FILE) ? watched(file) : stored();
    }

    private static KeyManager[] watched(String file) throws KeyManagementException {
        if (!System.getProperty(KEY_STORE + "Provider", "").isEmpty()) {
            throw new KeyManagementException(RELOAD + " is set, and a key store of a " + KEY_STORE
                    + "Provider cannot be watched: remove one of the two");
        }
        String password = System.getProperty(KEY_STORE + "Password", "");
        String type = System.getProperty(KEY_STORE + "Type", KeyStore.getDefaultType());
        CredentialFiles files =
                CredentialFiles.keyStore(Path.of(file), type, password.isEmpty() ? null : password.toCharArray());
        return watched(files, KEY_STORE, RELOAD);
    }

    /** Read at once: who starts with a broken file is told so. */
    private static KeyManager[] watched(CredentialFiles files, String... properties) throws KeyManagementException {
        var manager = new WatchedKeyManager(files);
        try {
            manager.load();
            return new KeyManager[] {manager};
        } catch (IOException | GeneralSecurityException | RuntimeException unusable) {
            throw new KeyManagementException(
                    "the default certificate cannot be used (" + String.join(", ", properties) + ": " + files + "): "
                            + unusable.getMessage(),
                    unusable);
        }
    }

    private static Path path(String property) throws KeyManagementException {
        String value = System.getProperty(property, "");
        if (value.isEmpty()) {
            throw new KeyManagementException(
                    property + " is not set: " + PEM_CERTIFICATES + " and " + PEM_KEY + " go together");
        }
        return Path.of(value);
    }

    private static KeyManager[] stored() throws KeyManagementException {
        String type = System.getProperty(KEY_STORE + "Type", KeyStore.getDefaultType());
        String password = System.getProperty(KEY_STORE + "Password", "");
        boolean onToken = type.equals("PKCS11");
        char[] secret = password.isEmpty() ? null : password.toCharArray();
        try {
            KeyStore store = load(type, onToken, secret);
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, onToken ? null : secret); // a token asks for its own password
            return factory.getKeyManagers();
        } catch (IOException | GeneralSecurityException | RuntimeException unusable) {
            throw unusable(KEY_STORE, unusable);
        }
    }

    private static KeyStore load(String type, boolean onToken, char[] secret)
            throws IOException, GeneralSecurityException {
        String file = System.getProperty(KEY_STORE, "");
        if (onToken && !file.equals(NO_FILE)) {
            throw new IllegalArgumentException("if keyStoreType is PKCS11, then keyStore must be NONE");
        }
        if (type.isEmpty()) {
            return null;
        }
        String provider = System.getProperty(KEY_STORE + "Provider", "");
        try (InputStream in = file.isEmpty() || file.equals(NO_FILE) ? null : new FileInputStream(file)) {
            KeyStore store = provider.isEmpty() ? KeyStore.getInstance(type) : KeyStore.getInstance(type, provider);
            store.load(in, secret); // without a file, too: some types find their keys by themselves
            return store;
        }
    }

    /** How {@code store}'s properties are set, for a message. The password is not told. */
    static String settings(String store) {
        var text = new StringBuilder();
        for (String property : new String[] {store, store + "Type", store + "Provider"}) {
            String value = System.getProperty(property);
            if (value != null || property.equals(store)) {
                text.append(text.isEmpty() ? "" : ", ")
                        .append(property)
                        .append(value == null ? " is not set" : "=" + value);
            }
        }
        return text.toString();
    }

    /** How the default key store is set. */
    static String keySettings() {
        return settings(KEY_STORE);
    }

    /** How the default trust store is set. */
    static String trustSettings() {
        return settings(TRUST_STORE);
    }

    private static KeyManagementException unusable(String store, Exception why) {
        return new KeyManagementException(
                "the default store cannot be used (" + settings(store) + "): " + why.getMessage(), why);
    }
}
