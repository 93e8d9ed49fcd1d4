package dev.handfast;

import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.util.List;

/**
 * The security provider {@code Handfast}: TLS for JSSE. Put it first in the provider list, and code that asks for an {@code
 * SSLContext}, or for the managers that go into one, gets Handfast's.
 *
 * <p>Constructing it does nothing but name its services: the JVM may construct it at its first look-up of any algorithm.
 */
public final class HandfastProvider extends Provider {
    /** The name under which it stands in the provider list. */
    public static final String NAME = "Handfast";

    private static final long serialVersionUID = 1L;

    private static final String CONTEXTS = "dev.handfast.jsse.ContextSpi$";
    private static final String KEYS = "dev.handfast.managers.KeyFactorySpi$";
    private static final String TRUST = "dev.handfast.managers.TrustFactorySpi$";

    public HandfastProvider() {
        super(NAME, "0.1", "Handfast: TLS 1.2 and TLS 1.3 for JSSE");
        putService(new OwnService(this, "SSLContext", "TLS", CONTEXTS + "Tls", List.of("SSL")));
        putService(new OwnService(this, "SSLContext", "TLSv1.2", CONTEXTS + "Tls12", List.of()));
        putService(new OwnService(this, "SSLContext", "TLSv1.3", CONTEXTS + "Tls13", List.of()));
        putService(new OwnService(this, "SSLContext", "Default", CONTEXTS + "Default", List.of()));
        putService(new OwnService(this, "KeyManagerFactory", "SunX509", KEYS + "SunX509", List.of()));
        putService(new OwnService(this, "KeyManagerFactory", "NewSunX509", KEYS + "NewSunX509", List.of("PKIX")));
        putService(new OwnService(
                this, "TrustManagerFactory", "PKIX", TRUST + "Pkix", List.of("SunPKIX", "X509", "X.509")));
        putService(new OwnService(this, "TrustManagerFactory", "SunX509", TRUST + "SunX509", List.of()));
    }

    /**
     * A service that makes its instances itself. The JCA's way, reflection from {@code java.base}, would need the package of the
     * class to be exported when Handfast is a module; found without, the JVM would silently go to the next provider.
     */
    private static final class OwnService extends Service {
        OwnService(Provider provider, String type, String algorithm, String className, List<String> aliases) {
            super(provider, type, algorithm, className, aliases, null);
        }

        @Override
        public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
            try {
                return Class.forName(getClassName(), true, HandfastProvider.class.getClassLoader())
                        .getConstructor()
                        .newInstance();
            } catch (ReflectiveOperationException unavailable) {
                Throwable cause = unavailable.getCause() != null ? unavailable.getCause() : unavailable;
                throw new NoSuchAlgorithmException(
                        "Handfast cannot make its " + getType() + " " + getAlgorithm() + ": " + cause.getMessage(),
                        cause);
            }
        }
    }
}
