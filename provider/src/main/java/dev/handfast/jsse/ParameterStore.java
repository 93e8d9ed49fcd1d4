package dev.handfast.jsse;

import dev.handfast.HandfastParameters;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.ProtocolVersion;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * The settings of one engine, socket or server socket. Lists that the application has not set follow the mode. Thread-safe:
 * every change makes a new copy.
 */
final class ParameterStore {
    private static final AtomicReferenceFieldUpdater<ParameterStore, HandfastParameters> OWN =
            AtomicReferenceFieldUpdater.newUpdater(ParameterStore.class, HandfastParameters.class, "own");

    private final ContextState context;

    /** Replaced as a whole. */
    private volatile HandfastParameters own;

    private volatile Boolean clientMode;
    private volatile boolean sessionCreation = true;
    private volatile BiFunction<SSLEngine, List<String>, String> engineSelector;
    private volatile BiFunction<SSLSocket, List<String>, String> socketSelector;

    ParameterStore(ContextState context) {
        this.context = context;
        own = new HandfastParameters();
        own.setUseCipherSuitesOrder(true);
    }

    /** The same settings for an accepted socket. */
    ParameterStore copy() {
        var copy = new ParameterStore(context);
        copy.own = HandfastParameters.copyOf(own);
        copy.clientMode = clientMode;
        copy.sessionCreation = sessionCreation;
        copy.engineSelector = engineSelector;
        copy.socketSelector = socketSelector;
        return copy;
    }

    // ---- mode

    /** False while nobody has said so. */
    boolean isClient() {
        return Boolean.TRUE.equals(clientMode);
    }

    boolean isModeSet() {
        return clientMode != null;
    }

    void setClientMode(boolean client) {
        clientMode = client;
    }

    // ---- lists

    String[] getSupportedCipherSuites() {
        return Stream.concat(
                        Policy.SUPPORTED_SUITES.stream()
                                .filter(context.policy().permissions()::permits)
                                .map(CipherSuite::name),
                        Stream.of(Policy.RENEGOTIATION_SCSV))
                .toArray(String[]::new);
    }

    String[] getSupportedProtocols() {
        return names(Protocols.SUPPORTED);
    }

    /** Before the mode is known they are a client's, which is what SSLContext's default parameters say, too. */
    String[] getEnabledCipherSuites() {
        String[] set = own.getCipherSuites();
        boolean server = isModeSet() && !isClient();
        return set != null ? set : names(context.policy().of(!server).suites());
    }

    String[] getEnabledProtocols() {
        String[] set = own.getProtocols();
        boolean server = isModeSet() && !isClient();
        return set != null ? set : names(server ? context.serverProtocols() : context.clientProtocols());
    }

    /** An empty array is taken: the handshake will say that nothing is left. */
    void setEnabledCipherSuites(String[] suites) {
        checkSuites(suites);
        change(parameters -> parameters.setCipherSuites(suites));
    }

    void setEnabledProtocols(String[] protocols) {
        checkProtocols(protocols);
        change(parameters -> parameters.setProtocols(protocols));
    }

    // ---- single settings

    boolean getNeedClientAuth() {
        return own.getNeedClientAuth();
    }

    boolean getWantClientAuth() {
        return own.getWantClientAuth();
    }

    void setNeedClientAuth(boolean need) {
        change(parameters -> parameters.setNeedClientAuth(need));
    }

    void setWantClientAuth(boolean want) {
        change(parameters -> parameters.setWantClientAuth(want));
    }

    boolean getEnableSessionCreation() {
        return sessionCreation;
    }

    void setEnableSessionCreation(boolean enabled) {
        sessionCreation = enabled;
    }

    int getMaximumPacketSize() {
        return own.getMaximumPacketSize();
    }

    BiFunction<SSLEngine, List<String>, String> getEngineSelector() {
        return engineSelector;
    }

    void setEngineSelector(BiFunction<SSLEngine, List<String>, String> selector) {
        engineSelector = selector;
    }

    BiFunction<SSLSocket, List<String>, String> getSocketSelector() {
        return socketSelector;
    }

    void setSocketSelector(BiFunction<SSLSocket, List<String>, String> selector) {
        socketSelector = selector;
    }

    // ---- all at once

    /** A fresh copy that has everything, the enabled lists included. */
    HandfastParameters toParameters() {
        HandfastParameters copy = HandfastParameters.copyOf(own);
        copy.setCipherSuites(getEnabledCipherSuites());
        copy.setProtocols(getEnabledProtocols());
        return copy;
    }

    /**
     * Takes over what is set in {@code requested}; what is null there stays as it is.
     *
     * @throws IllegalArgumentException for a suite or protocol that is not supported; nothing is changed then
     */
    void apply(SSLParameters requested) {
        Objects.requireNonNull(requested, "SSLParameters");
        HandfastParameters wanted = HandfastParameters.copyOf(requested);
        if (wanted.getCipherSuites() != null) {
            checkSuites(wanted.getCipherSuites());
        }
        if (wanted.getProtocols() != null) {
            checkProtocols(wanted.getProtocols());
        }
        change(parameters -> {
            overlay(wanted, parameters);
            if (requested instanceof HandfastParameters) { // others know none of it, so they cannot mean to remove it
                parameters.setHandshakeListener(wanted.getHandshakeListener());
                parameters.setCredentialFiles(wanted.getCredentialFiles());
                parameters.setTicketKeys(wanted.getTicketKeys());
                parameters.setEarlyData(wanted.getEarlyData());
                parameters.setEarlyDataPolicy(wanted.getEarlyDataPolicy());
                parameters.setPskSource(wanted.getPskSource());
            }
        });
    }

    private static void overlay(HandfastParameters from, HandfastParameters to) {
        overlayLists(from, to);
        to.setNeedClientAuth(from.getNeedClientAuth());
        if (!from.getNeedClientAuth()) {
            to.setWantClientAuth(from.getWantClientAuth());
        }
        if (from.getAlgorithmConstraints() != null) {
            to.setAlgorithmConstraints(from.getAlgorithmConstraints());
        }
        if (from.getEndpointIdentificationAlgorithm() != null) {
            to.setEndpointIdentificationAlgorithm(from.getEndpointIdentificationAlgorithm());
        }
        to.setApplicationProtocols(from.getApplicationProtocols());
        to.setUseCipherSuitesOrder(from.getUseCipherSuitesOrder());
        to.setEnableRetransmissions(from.getEnableRetransmissions());
        to.setMaximumPacketSize(from.getMaximumPacketSize());
    }

    private static void overlayLists(HandfastParameters from, HandfastParameters to) {
        if (from.getCipherSuites() != null) {
            to.setCipherSuites(from.getCipherSuites());
        }
        if (from.getProtocols() != null) {
            to.setProtocols(from.getProtocols());
        }
        if (from.getServerNames() != null) {
            to.setServerNames(from.getServerNames());
        }
        if (from.getSNIMatchers() != null) {
            to.setSNIMatchers(from.getSNIMatchers());
        }
        if (from.getNamedGroups() != null) {
            to.setNamedGroups(from.getNamedGroups());
        }
        if (from.getSignatureSchemes() != null) {
            to.setSignatureSchemes(from.getSignatureSchemes());
        }
    }

    private void change(Consumer<HandfastParameters> change) {
        HandfastParameters current;
        HandfastParameters next;
        do {
            current = own;
            next = HandfastParameters.copyOf(current);
            change.accept(next);
        } while (!OWN.compareAndSet(this, current, next));
    }

    private static void checkSuites(String[] suites) {
        for (String suite : present(suites, "CipherSuites")) {
            if (CipherSuite.named(nonNull(suite, "cipher suite")).isEmpty()
                    && !suite.equals(Policy.RENEGOTIATION_SCSV)) {
                throw new IllegalArgumentException(
                        "Unsupported CipherSuite: " + suite + "; supported are " + Policy.SUPPORTED_SUITES);
            }
        }
    }

    private static void checkProtocols(String[] protocols) {
        for (String protocol : present(protocols, "Protocols")) {
            Optional<ProtocolVersion> version = ProtocolVersion.named(nonNull(protocol, "protocol"));
            if (version.isEmpty() || !Protocols.SUPPORTED.contains(version.get())) {
                throw new IllegalArgumentException(
                        "Unsupported protocol: " + protocol + "; supported are " + Protocols.SUPPORTED);
            }
        }
    }

    private static String[] present(String[] names, String what) {
        if (names == null) {
            throw new IllegalArgumentException(what + " cannot be null");
        }
        return names;
    }

    private static String nonNull(String name, String what) {
        if (name == null || name.isEmpty()) {
            throw new IllegalArgumentException("A " + what + " name cannot be null or empty");
        }
        return name;
    }

    private static String[] names(List<?> values) {
        String[] names = new String[values.size()];
        for (int i = 0; i < names.length; i++) {
            names[i] = values.get(i).toString();
        }
        return names;
    }
}
