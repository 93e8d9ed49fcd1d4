package dev.handfast.managers;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.PKIXBuilderParameters;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactorySpi;

/** Handfast's {@code TrustManagerFactory}. The nested classes are its services; they differ in the parameters that they take. */
public abstract class TrustFactorySpi extends TrustManagerFactorySpi {
    private PkixTrustManager manager;

    private TrustFactorySpi() {}

    /** {@code PKIX}: trusts a key store, or what an application's {@code PKIXBuilderParameters} say. */
    public static final class Pkix extends TrustFactorySpi {
        /** Made by the JCA. */
        public Pkix() {}

        @Override
        PathFinder by(ManagerFactoryParameters parameters) throws InvalidAlgorithmParameterException {
            if (!(parameters instanceof CertPathTrustManagerParameters paths)) {
                throw new InvalidAlgorithmParameterException(
                        "Parameters must be CertPathTrustManagerParameters and are " + nameOf(parameters));
            }
            if (!(paths.getParameters() instanceof PKIXBuilderParameters builder)) {
                throw new InvalidAlgorithmParameterException(
                        "Encapsulated parameters must be PKIXBuilderParameters and are "
                                + nameOf(paths.getParameters()));
            }
            return PathFinder.by(builder);
        }
    }

    /** {@code SunX509}, the older name: trusts a key store, by the same rules. */
    public static final class SunX509 extends TrustFactorySpi {
        /** Made by the JCA. */
        public SunX509() {}

        @Override
        PathFinder by(ManagerFactoryParameters parameters) throws InvalidAlgorithmParameterException {
            throw new InvalidAlgorithmParameterException(
                    "SunX509 TrustManagerFactory does not use ManagerFactoryParameters: give it a KeyStore, or use PKIX");
        }
    }

    /** The paths that {@code parameters} describe. */
    abstract PathFinder by(ManagerFactoryParameters parameters) throws InvalidAlgorithmParameterException;

    /** @param store whose certificates are trusted; null for the default trust store */
    @Override
    protected void engineInit(KeyStore store) throws KeyStoreException {
        manager = manager(PathFinder.to(
                store == null
                        ? defaultAnchors()
                        : TrustAnchors.in(store, "of the key store given to TrustManagerFactory.init")));
    }

    @Override
    protected void engineInit(ManagerFactoryParameters parameters) throws InvalidAlgorithmParameterException {
        manager = manager(by(parameters));
    }

    @Override
    protected TrustManager[] engineGetTrustManagers() {
        if (manager == null) {
            throw new IllegalStateException("TrustManagerFactory is not initialized: call init first");
        }
        return new TrustManager[] {manager};
    }

    private static PkixTrustManager manager(PathFinder paths) {
        return new PkixTrustManager(paths, CertificateRules.current(), DistrustedAuthorities.current());
    }

    private static TrustAnchors defaultAnchors() throws KeyStoreException {
        try {
            return DefaultTrustStore.anchors();
        } catch (IOException | GeneralSecurityException unreadable) {
            throw new KeyStoreException("problem accessing trust store: " + unreadable.getMessage(), unreadable);
        }
    }

    private static String nameOf(Object parameters) {
        return parameters == null ? "null" : parameters.getClass().getName();
    }
}
