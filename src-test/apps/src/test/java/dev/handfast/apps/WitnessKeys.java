package dev.handfast.apps;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.NoSuchAlgorithmException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.KeyManagerFactorySpi;
import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/** The factory of key managers that {@link Witness} has: the JDK's default one, {@code SunX509}, watched. */
public class WitnessKeys extends KeyManagerFactorySpi {
    private final KeyManagerFactory factory;

    public WitnessKeys() throws GeneralSecurityException {
        this("SunX509");
    }

    private WitnessKeys(String algorithm) throws GeneralSecurityException {
        factory = KeyManagerFactory.getInstance(algorithm);
    }

    /** The other one that there is, {@code PKIX}, by the name under which it is not this one. */
    public static final class Pkix extends WitnessKeys {
        public Pkix() throws GeneralSecurityException {
            super("NewSunX509");
        }
    }

    @Override
    protected void engineInit(KeyStore store, char[] password)
            throws KeyStoreException, NoSuchAlgorithmException, UnrecoverableKeyException {
        factory.init(store, password);
    }

    @Override
    protected void engineInit(ManagerFactoryParameters parameters) throws InvalidAlgorithmParameterException {
        factory.init(parameters);
    }

    @Override
    protected KeyManager[] engineGetKeyManagers() {
        return Stream.of(factory.getKeyManagers())
                .map(manager -> new Watched((X509ExtendedKeyManager) manager))
                .toArray(KeyManager[]::new);
    }

    private static final class Watched extends X509ExtendedKeyManager {
        private final X509ExtendedKeyManager manager;

        Watched(X509ExtendedKeyManager manager) {
            this.manager = manager;
        }

        @Override
        public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
            return chosen("chooseEngineServerAlias", manager.chooseEngineServerAlias(keyType, issuers, engine), engine);
        }

        @Override
        public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
            return chosen("chooseServerAlias", manager.chooseServerAlias(keyType, issuers, socket), socket);
        }

        @Override
        public String chooseEngineClientAlias(String[] keyTypes, Principal[] issuers, SSLEngine engine) {
            return chosen(
                    "chooseEngineClientAlias", manager.chooseEngineClientAlias(keyTypes, issuers, engine), engine);
        }

        @Override
        public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
            return chosen("chooseClientAlias", manager.chooseClientAlias(keyTypes, issuers, socket), socket);
        }

        private static String chosen(String what, String alias, Object connection) {
            if (alias != null) {
                Witness.saw(what, connection);
            }
            return alias;
        }

        @Override
        public String[] getClientAliases(String keyType, Principal[] issuers) {
            return manager.getClientAliases(keyType, issuers);
        }

        @Override
        public String[] getServerAliases(String keyType, Principal[] issuers) {
            return manager.getServerAliases(keyType, issuers);
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return manager.getCertificateChain(alias);
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return manager.getPrivateKey(alias);
        }
    }
}
