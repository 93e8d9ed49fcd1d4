package dev.handfast.jsse;

import dev.handfast.HandfastParameters;
import dev.handfast.handshake.KnownChains;
import dev.handfast.handshake.RotatingTicketKeys;
import dev.handfast.managers.CertificateRules;
import dev.handfast.property.Property;
import dev.handfast.wire.ProtocolVersion;
import java.security.KeyManagementException;
import java.security.SecureRandom;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509KeyManager;
import javax.net.ssl.X509TrustManager;

/** Handfast's {@code SSLContext}. The nested classes are its services; they differ in the protocols that are on by default. */
public abstract class ContextSpi extends SSLContextSpi {
    /** Some 10 KB each. */
    private static final int KNOWN_CHAINS = 256;

    private final SessionContext clientSessions = new SessionContext();
    private final SessionContext serverSessions = new SessionContext();
    private volatile ContextState state;

    private ContextSpi() {}

    /** Protocols that a client has on by default. */
    abstract List<ProtocolVersion> clientProtocols();

    /** Protocols that a server has on by default: all, whatever the context is called. */
    List<ProtocolVersion> serverProtocols() {
        return Protocols.SUPPORTED;
    }

    /** {@code TLS} and {@code SSL}: as the properties {@code jdk.tls.client.protocols} and {@code jdk.tls.server.protocols} say. */
    public static class Tls extends ContextSpi {
        /**
         * Made by the JCA.
         *
         * @throws IllegalArgumentException if one of these properties names no protocol
         */
        public Tls() {
            Protocols.of(Property.CLIENT_PROTOCOLS);
            Protocols.of(Property.SERVER_PROTOCOLS);
        }

        @Override
        List<ProtocolVersion> clientProtocols() {
            return Protocols.of(Property.CLIENT_PROTOCOLS);
        }

        @Override
        List<ProtocolVersion> serverProtocols() {
            return Protocols.of(Property.SERVER_PROTOCOLS);
        }
    }

    /** {@code TLSv1.3}: a client speaks up to TLS 1.3. */
    public static final class Tls13 extends ContextSpi {
        /** Made by the JCA. */
        public Tls13() {}

        @Override
        List<ProtocolVersion> clientProtocols() {
            return Protocols.upTo(ProtocolVersion.TLS_1_3);
        }
    }

    /** {@code TLSv1.2}: a client speaks up to TLS 1.2, if it does not enable more itself. */
    public static final class Tls12 extends ContextSpi {
        /** Made by the JCA. */
        public Tls12() {}

        @Override
        List<ProtocolVersion> clientProtocols() {
            return Protocols.upTo(ProtocolVersion.TLS_1_2);
        }
    }

    /** {@code Default}: born with the JVM's default managers. */
    public static final class Default extends Tls {
        /**
         * Made by the JCA, which tries the next provider if this fails: one that reads the same stores and fails as well.
         *
         * @throws KeyManagementException if the default key or trust store cannot be used
         */
        public Default() throws KeyManagementException {
            initialise(DefaultManagers.keys(), DefaultManagers.trust(), null);
        }

        @Override
        protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random)
                throws KeyManagementException {
            throw new KeyManagementException("Default SSLContext is initialized automatically");
        }
    }

    @Override
    protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random)
            throws KeyManagementException {
        initialise(keys, trust, random);
    }

    final void initialise(KeyManager[] keys, TrustManager[] trust, SecureRandom random) {
        Policy policy = Policy.current();
        X509TrustManager trusted = trust == null ? defaultTrust() : trustManager(trust);
        SecureRandom source = random != null ? random : new SecureRandom();
        clientSessions.forget();
        serverSessions.forget();
        state = new ContextState(
                keyManager(keys),
                new WatchedCredentials(),
                trusted,
                source,
                policy,
                CertificateRules.current(),
                new EnabledAlgorithmsCache(policy),
                policy.permissions().permittedVersions(clientProtocols()),
                policy.permissions().permittedVersions(serverProtocols()),
                clientSessions,
                serverSessions,
                new SessionBinding(trusted),
                TicketKeyRings.current(new RotatingTicketKeys(
                        source,
                        serverSessions.clock(),
                        policy.sessions().keyPeriod(),
                        policy.sessions().ticketLifetime())),
                new KnownChains(KNOWN_CHAINS),
                OperatorKeyLog.current());
    }

    @Override
    protected SSLSocketFactory engineGetSocketFactory() {
        return new ClientSocketFactory(initialised());
    }

    @Override
    protected SSLServerSocketFactory engineGetServerSocketFactory() {
        return new ServerSocketFactory(initialised());
    }

    @Override
    protected SSLEngine engineCreateSSLEngine() {
        return new Engine(initialised());
    }

    @Override
    protected SSLEngine engineCreateSSLEngine(String host, int port) {
        return new Engine(initialised(), host, port);
    }

    @Override
    protected SSLSessionContext engineGetServerSessionContext() {
        return serverSessions;
    }

    @Override
    protected SSLSessionContext engineGetClientSessionContext() {
        return clientSessions;
    }

    @Override
    protected SSLParameters engineGetDefaultSSLParameters() {
        ParameterStore defaults = initialised().parameters();
        defaults.setClientMode(true);
        return defaults.toParameters();
    }

    @Override
    protected SSLParameters engineGetSupportedSSLParameters() {
        ParameterStore defaults = initialised().parameters();
        HandfastParameters supported = defaults.toParameters();
        supported.setCipherSuites(defaults.getSupportedCipherSuites());
        supported.setProtocols(defaults.getSupportedProtocols());
        return supported;
    }

    /** Null before the initialisation. */
    final ContextState state() {
        return state;
    }

    private ContextState initialised() {
        if (state == null) {
            throw new IllegalStateException("SSLContext is not initialized");
        }
        return state;
    }

    /** The first of its kind counts. None at all is a context without a certificate. */
    private static X509KeyManager keyManager(KeyManager[] managers) {
        if (managers != null) {
            for (KeyManager manager : managers) {
                if (manager instanceof X509KeyManager x509) {
                    return x509;
                }
            }
        }
        return new NoKeys();
    }

    private static X509TrustManager trustManager(TrustManager[] managers) {
        for (TrustManager manager : managers) {
            if (manager instanceof X509TrustManager x509) {
                return x509;
            }
        }
        return new TrustNobody(
                "No X509TrustManager implementation available: SSLContext.init was given trust managers, and none of them is one,"
                        + " so nobody is trusted");
    }

    /** As in the JDK a broken default store does not fail {@code init(null, null, null)}; it fails whoever is to be trusted. */
    private static X509TrustManager defaultTrust() {
        try {
            return trustManager(DefaultManagers.trust());
        } catch (KeyManagementException unusable) {
            return new TrustNobody("No X509TrustManager implementation available: " + unusable.getMessage());
        }
    }
}
