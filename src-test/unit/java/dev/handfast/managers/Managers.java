package dev.handfast.managers;

import dev.handfast.jsse.Contexts;
import dev.handfast.jsse.TestAuthority;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.KeyStoreBuilderParameters;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Managers of Handfast's factories, and of the JDK's to compare with. */
final class Managers {
    private Managers() {}

    static X509ExtendedTrustManager ours(X509Certificate... trusted) {
        return trust(Contexts.HANDFAST, "PKIX", trusted);
    }

    static X509ExtendedTrustManager trust(Provider provider, String algorithm, X509Certificate... trusted) {
        return trust(provider, algorithm, store(trusted));
    }

    static X509ExtendedTrustManager trust(Provider provider, String algorithm, KeyStore store) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(algorithm, provider);
            factory.init(store);
            return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    static KeyStore store(X509Certificate... trusted) {
        KeyStore store = TestAuthority.emptyStore();
        try {
            for (int i = 0; i < trusted.length; i++) {
                store.setCertificateEntry("trusted" + i, trusted[i]);
            }
        } catch (KeyStoreException broken) {
            throw new IllegalStateException(broken);
        }
        return store;
    }

    static X509ExtendedKeyManager keys(Provider provider, String algorithm, TestAuthority.Issued... all) {
        try {
            return keys(provider, algorithm, TestAuthority.keyStore(all));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    static X509ExtendedKeyManager keys(Provider provider, String algorithm, KeyStore store) {
        try {
            KeyManagerFactory factory = KeyManagerFactory.getInstance(algorithm, provider);
            factory.init(store, TestAuthority.PASSWORD);
            return (X509ExtendedKeyManager) factory.getKeyManagers()[0];
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** Of {@code NewSunX509} over several stores. */
    static X509ExtendedKeyManager keys(Provider provider, KeyStore... stores) {
        try {
            KeyManagerFactory factory = KeyManagerFactory.getInstance("NewSunX509", provider);
            var builders = Arrays.stream(stores)
                    .map(store -> KeyStore.Builder.newInstance(
                            store, new KeyStore.PasswordProtection(TestAuthority.PASSWORD)))
                    .toList();
            factory.init(new KeyStoreBuilderParameters(builders));
            return (X509ExtendedKeyManager) factory.getKeyManagers()[0];
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
