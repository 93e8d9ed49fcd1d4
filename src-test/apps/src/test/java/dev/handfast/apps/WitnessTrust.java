package dev.handfast.apps;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.stream.Stream;
import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.TrustManagerFactorySpi;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The factory of trust managers that {@link Witness} has: {@code PKIX}, watched. Whoever gives it no connection is no witness: some
 * applications ask about a chain for themselves.
 */
public final class WitnessTrust extends TrustManagerFactorySpi {
    private final TrustManagerFactory factory;

    public WitnessTrust() throws GeneralSecurityException {
        factory = TrustManagerFactory.getInstance("SunPKIX"); // the name under which PKIX is not this one
    }

    @Override
    protected void engineInit(KeyStore store) throws KeyStoreException {
        factory.init(store);
    }

    @Override
    protected void engineInit(ManagerFactoryParameters parameters) throws InvalidAlgorithmParameterException {
        factory.init(parameters);
    }

    @Override
    protected TrustManager[] engineGetTrustManagers() {
        return Stream.of(factory.getTrustManagers())
                .map(manager -> new Watched((X509ExtendedTrustManager) manager))
                .toArray(TrustManager[]::new);
    }

    private static final class Watched extends X509ExtendedTrustManager {
        private final X509ExtendedTrustManager manager;

        Watched(X509ExtendedTrustManager manager) {
            this.manager = manager;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
                throws CertificateException {
            Witness.saw("checkServerTrusted", engine);
            manager.checkServerTrusted(chain, authType, engine);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
                throws CertificateException {
            Witness.saw("checkServerTrusted", socket);
            manager.checkServerTrusted(chain, authType, socket);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            manager.checkServerTrusted(chain, authType);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
                throws CertificateException {
            Witness.saw("checkClientTrusted", engine);
            manager.checkClientTrusted(chain, authType, engine);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
                throws CertificateException {
            Witness.saw("checkClientTrusted", socket);
            manager.checkClientTrusted(chain, authType, socket);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            manager.checkClientTrusted(chain, authType);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return manager.getAcceptedIssuers();
        }
    }
}
