package dev.handfast.managers;

import java.security.InvalidAlgorithmParameterException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.NoSuchAlgorithmException;
import java.security.UnrecoverableKeyException;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactorySpi;
import javax.net.ssl.KeyStoreBuilderParameters;
import javax.net.ssl.ManagerFactoryParameters;

/** Handfast's {@code KeyManagerFactory}. The nested classes are its services: see their managers for how they differ. */
public abstract class KeyFactorySpi extends KeyManagerFactorySpi {
    private KeyManager manager;

    private KeyFactorySpi() {}

    /** {@code SunX509}: one key store, one password. */
    public static final class SunX509 extends KeyFactorySpi {
        /** Made by the JCA. */
        public SunX509() {}

        @Override
        KeyManager of(KeyStore store, char[] password)
                throws KeyStoreException, NoSuchAlgorithmException, UnrecoverableKeyException {
            return StoredKeyManager.in(store, password);
        }

        @Override
        KeyManager of(ManagerFactoryParameters parameters) throws InvalidAlgorithmParameterException {
            throw new InvalidAlgorithmParameterException(
                    "SunX509 KeyManagerFactory does not use ManagerFactoryParameters:"
                            + " give it a KeyStore, or use NewSunX509");
        }
    }

    /** {@code NewSunX509}, also {@code PKIX}: key stores of which each has protections of its own. */
    public static final class NewSunX509 extends KeyFactorySpi {
        /** Made by the JCA. */
        public NewSunX509() {}

        @Override
        KeyManager of(KeyStore store, char[] password) throws KeyStoreException {
            if (store == null) {
                return new BuiltKeyManager(List.of());
            }
            try {
                return new BuiltKeyManager(
                        List.of(KeyStore.Builder.newInstance(store, new KeyStore.PasswordProtection(password))));
            } catch (RuntimeException unusable) {
                throw new KeyStoreException("initialization failed: " + unusable.getMessage(), unusable);
            }
        }

        @Override
        KeyManager of(ManagerFactoryParameters parameters) throws InvalidAlgorithmParameterException {
            if (!(parameters instanceof KeyStoreBuilderParameters builders)) {
                throw new InvalidAlgorithmParameterException(
                        "Parameters must be instance of KeyStoreBuilderParameters and are "
                                + (parameters == null
                                        ? "null"
                                        : parameters.getClass().getName()));
            }
            return new BuiltKeyManager(builders.getParameters());
        }
    }

    abstract KeyManager of(KeyStore store, char[] password)
            throws KeyStoreException, NoSuchAlgorithmException, UnrecoverableKeyException;

    abstract KeyManager of(ManagerFactoryParameters parameters) throws InvalidAlgorithmParameterException;

    /** @param store null for a manager without keys */
    @Override
    protected void engineInit(KeyStore store, char[] password)
            throws KeyStoreException, NoSuchAlgorithmException, UnrecoverableKeyException {
        manager = of(store, password);
    }

    @Override
    protected void engineInit(ManagerFactoryParameters parameters) throws InvalidAlgorithmParameterException {
        manager = of(parameters);
    }

    @Override
    protected KeyManager[] engineGetKeyManagers() {
        if (manager == null) {
            throw new IllegalStateException("KeyManagerFactory is not initialized: call init first");
        }
        return new KeyManager[] {manager};
    }
}
