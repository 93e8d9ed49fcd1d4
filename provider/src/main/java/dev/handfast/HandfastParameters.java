package dev.handfast;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.Set;
import javax.net.ssl.SSLParameters;

/**
 * {@code SSLParameters} and what Handfast adds to them. Any {@code setSSLParameters} of a Handfast socket or engine takes it, and
 * {@code getSSLParameters} returns one. Not thread-safe.
 *
 * <p>Named groups and signature schemes came to {@code SSLParameters} with JDK 20 and 19; here they exist on JDK 17, too, and
 * override the JDK's where it has them.
 */
public class HandfastParameters extends SSLParameters {
    private static final MethodHandle NAMED_GROUPS = getter("getNamedGroups");
    private static final MethodHandle SIGNATURE_SCHEMES = getter("getSignatureSchemes");

    private String[] namedGroups;
    private String[] signatureSchemes;
    private HandshakeListener listener = HandshakeListener.SILENT;
    private CredentialFiles credentialFiles;
    private TicketKeys ticketKeys;
    private EarlyData earlyData;
    private EarlyDataPolicy earlyDataPolicy;
    private PskSource pskSource;

    /** Empty parameters: nothing that they are set on changes but what is set here. */
    public HandfastParameters() {}

    /** A copy of all that {@code other} holds, whatever class of parameters it is. */
    public static HandfastParameters copyOf(SSLParameters other) {
        var copy = new HandfastParameters();
        copy.setCipherSuites(other.getCipherSuites());
        copy.setProtocols(other.getProtocols());
        if (other.getNeedClientAuth()) {
            copy.setNeedClientAuth(true);
        } else {
            copy.setWantClientAuth(other.getWantClientAuth());
        }
        copy.setAlgorithmConstraints(other.getAlgorithmConstraints());
        copy.setEndpointIdentificationAlgorithm(other.getEndpointIdentificationAlgorithm());
        if (other.getServerNames() != null) {
            copy.setServerNames(other.getServerNames());
        }
        if (other.getSNIMatchers() != null) {
            copy.setSNIMatchers(other.getSNIMatchers());
        }
        copy.setUseCipherSuitesOrder(other.getUseCipherSuitesOrder());
        copy.setEnableRetransmissions(other.getEnableRetransmissions());
        copy.setMaximumPacketSize(other.getMaximumPacketSize());
        copy.setApplicationProtocols(other.getApplicationProtocols());
        if (other instanceof HandfastParameters ours) {
            copy.namedGroups = ours.getNamedGroups();
            copy.signatureSchemes = ours.getSignatureSchemes();
            copy.listener = ours.listener;
            copy.credentialFiles = ours.credentialFiles;
            copy.ticketKeys = ours.ticketKeys;
            copy.earlyData = ours.earlyData;
            copy.earlyDataPolicy = ours.earlyDataPolicy;
            copy.pskSource = ours.pskSource;
        } else {
            copy.namedGroups = names(other, NAMED_GROUPS);
            copy.signatureSchemes = names(other, SIGNATURE_SCHEMES);
        }
        return copy;
    }

    /** Names of groups such as {@code x25519}, best first; null for the default. */
    @SuppressWarnings("MissingOverride") // there is nothing to override before JDK 20
    public String[] getNamedGroups() {
        return copy(namedGroups);
    }

    /**
     * Names that are not known are ignored; null stands for the default.
     *
     * @throws IllegalArgumentException if one is null, blank, or there twice
     */
    @SuppressWarnings("MissingOverride") // there is nothing to override before JDK 20
    public void setNamedGroups(String[] names) {
        checkNames(names, "named groups");
        if (names != null && Set.copyOf(Arrays.asList(names)).size() < names.length) {
            throw new IllegalArgumentException(
                    "a name is there twice among the named groups " + Arrays.toString(names));
        }
        namedGroups = copy(names);
    }

    /** Names of schemes such as {@code ed25519}, best first; null for the default. */
    @SuppressWarnings("MissingOverride") // there is nothing to override before JDK 19
    public String[] getSignatureSchemes() {
        return copy(signatureSchemes);
    }

    /**
     * Names that are not known are ignored; null stands for the default.
     *
     * @throws IllegalArgumentException if one is null or blank
     */
    @SuppressWarnings("MissingOverride") // there is nothing to override before JDK 19
    public void setSignatureSchemes(String[] names) {
        checkNames(names, "signature schemes");
        signatureSchemes = copy(names);
    }

    public HandshakeListener getHandshakeListener() {
        return listener;
    }

    /** Whom to tell about the handshake; null for nobody. */
    public void setHandshakeListener(HandshakeListener listener) {
        this.listener = listener == null ? HandshakeListener.SILENT : listener;
    }

    /** Null where the context's key manager is asked. */
    public CredentialFiles getCredentialFiles() {
        return credentialFiles;
    }

    /**
     * Files to take the certificate and key from, instead of the context's key manager; null for that manager. Connections of a
     * context that name equal files share what was read of them.
     */
    public void setCredentialFiles(CredentialFiles files) {
        credentialFiles = files;
    }

    /** Null where those of the context are used. */
    public TicketKeys getTicketKeys() {
        return ticketKeys;
    }

    /**
     * Keys for the tickets of a server, instead of those of its context, which are the ones in the files of the property
     * {@code dev.handfast.ticketKeys}, or else generated and rotated in memory; null for these. Servers resume each other's sessions if
     * they have the same keys.
     */
    public void setTicketKeys(TicketKeys keys) {
        ticketKeys = keys;
    }

    /** Null where no pre-shared keys are used. */
    public PskSource getPskSource() {
        return pskSource;
    }

    /**
     * Keys that this side and its peers have got from elsewhere, and prove themselves with instead of certificates; null for none.
     * TLS 1.3 alone uses them.
     */
    public void setPskSource(PskSource source) {
        pskSource = source;
    }

    /** Null for none. */
    public EarlyData getEarlyData() {
        return earlyData;
    }

    /** What a client sends before the server has answered, which may be replayed; null for none. For one connection. */
    public void setEarlyData(EarlyData data) {
        earlyData = data;
    }

    /** Null where no early data is taken. */
    public EarlyDataPolicy getEarlyDataPolicy() {
        return earlyDataPolicy;
    }

    /** How a server takes early data, which may be replayed; null for not at all. */
    public void setEarlyDataPolicy(EarlyDataPolicy policy) {
        earlyDataPolicy = policy;
    }

    private static String[] copy(String[] names) {
        return names == null ? null : names.clone();
    }

    private static void checkNames(String[] names, String what) {
        if (names != null && Arrays.stream(names).anyMatch(name -> name == null || name.isBlank())) {
            throw new IllegalArgumentException(
                    "a name is null or blank among the " + what + " " + Arrays.toString(names));
        }
    }

    /** The JDK's getter, null where this JDK has not got it. */
    private static MethodHandle getter(String name) {
        try {
            return MethodHandles.publicLookup()
                    .findVirtual(SSLParameters.class, name, MethodType.methodType(String[].class));
        } catch (ReflectiveOperationException older) {
            return null;
        }
    }

    private static String[] names(SSLParameters parameters, MethodHandle getter) {
        if (getter == null) {
            return null;
        }
        try {
            return (String[]) getter.invokeExact(parameters);
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable undeclared) {
            throw new IllegalStateException(undeclared);
        }
    }
}
