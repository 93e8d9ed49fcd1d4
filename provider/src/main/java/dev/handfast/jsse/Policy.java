package dev.handfast.jsse;

import dev.handfast.handshake.ExtendedMasterSecret;
import dev.handfast.handshake.KeyLimits;
import dev.handfast.handshake.Limits;
import dev.handfast.handshake.SecureRenegotiation;
import dev.handfast.managers.DisabledAlgorithms;
import dev.handfast.message.Extension;
import dev.handfast.property.Property;
import dev.handfast.property.Warnings;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.CipherSuite.KeyExchangeAlgorithm;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.SignatureScheme;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What an operator allows, by the JDK's properties, as they are when a context is initialised. Immutable.
 *
 * @param permissions what nobody may enable
 * @param client what only clients are told
 * @param server what only servers are told
 * @param groups {@code jdk.tls.namedGroups}
 * @param lastResorts suites that {@code jdk.tls.legacyAlgorithms} names
 * @param fields the finite fields of servers
 * @param extendedMasterSecret {@code jdk.tls.useExtendedMasterSecret}, {@code jdk.tls.allowLegacyMasterSecret}
 * @param secureRenegotiation {@code sun.security.ssl.allowLegacyHelloMessages}
 * @param hello what a client says in its hello
 * @param closing what the end of a connection means
 * @param trustNameService {@code jdk.tls.trustNameService}
 * @param protocolNames {@code jdk.tls.alpnCharset}
 * @param maxHandshakeMessage bytes, {@code jdk.tls.maxHandshakeMessageSize}
 * @param keyLimits {@code jdk.tls.keyLimits}
 * @param sessions what is resumed, and how
 */
record Policy(
        Permissions permissions,
        RolePolicy client,
        RolePolicy server,
        List<NamedGroup> groups,
        Set<CipherSuite> lastResorts,
        ServerFields fields,
        ExtendedMasterSecret extendedMasterSecret,
        SecureRenegotiation secureRenegotiation,
        HelloHabits hello,
        Closing closing,
        boolean trustNameService,
        ProtocolNames protocolNames,
        int maxHandshakeMessage,
        KeyLimits keyLimits,
        SessionRules sessions) {

    /**
     * @param sendServerName {@code jsse.enableSNIExtension}
     * @param requestStatus {@code jdk.tls.client.enableStatusRequestExtension}
     * @param sendAuthorities {@code jdk.tls.client.enableCAExtension}
     * @param limitFragments {@code jsse.enableMFLNExtension}
     * @param middleboxCompatibility {@code jdk.tls.client.useCompatibilityMode}
     */
    record HelloHabits(
            boolean sendServerName,
            boolean requestStatus,
            boolean sendAuthorities,
            boolean limitFragments,
            boolean middleboxCompatibility) {
        private static HelloHabits current(Warnings warnings) {
            boolean misspelt = Property.MAX_FRAGMENT_LENGTH_MISSPELT.flag(warnings);
            return new HelloHabits(
                    Property.SNI.flag(warnings),
                    Property.CLIENT_STATUS_REQUEST.flag(warnings),
                    Property.CLIENT_AUTHORITIES.flag(warnings),
                    Property.MAX_FRAGMENT_LENGTH.flag(warnings) || misspelt,
                    Property.COMPATIBILITY_MODE.flag(warnings));
        }
    }

    /**
     * @param answer {@code jdk.tls.acknowledgeCloseNotify}: the peer's close_notify closes our direction, too
     * @param required {@code com.sun.net.ssl.requireCloseNotify}: the end of TCP alone is an error
     */
    record Closing(boolean answer, boolean required) {}

    /** All suites that Handfast knows, best first. */
    static final List<CipherSuite> SUPPORTED_SUITES = supportedSuites();

    /** Those that are on until somebody chooses: neither CBC, nor what lacks forward secrecy. */
    static final List<CipherSuite> DEFAULT_SUITES = defaultSuites();

    /** RFC 5746 §3.3: no suite, and yet in the JDK's lists of suites. We send the extension instead, always. */
    static final String RENEGOTIATION_SCSV = "TLS_EMPTY_RENEGOTIATION_INFO_SCSV";

    /**
     * The policy of the moment. What does not count is told, once in this JVM.
     *
     * @throws IllegalArgumentException if {@code jdk.tls.namedGroups} is set and names no group of ours
     */
    static Policy current() {
        return current(Warnings.ofThisJvm());
    }

    static Policy current(Warnings warnings) {
        warnings.tellIgnored();
        Permissions permissions = Permissions.current(warnings);
        return new Policy(
                permissions,
                RolePolicy.ofClients(permissions, warnings),
                RolePolicy.ofServers(permissions, warnings),
                groups(permissions),
                legacySuites(),
                ServerFields.current(warnings),
                extendedMasterSecret(warnings),
                Property.LEGACY_HELLO_MESSAGES.flag(warnings) ? SecureRenegotiation.WANTED : SecureRenegotiation.NEEDED,
                HelloHabits.current(warnings),
                new Closing(
                        Property.ACKNOWLEDGE_CLOSE_NOTIFY.flag(warnings), Property.REQUIRE_CLOSE_NOTIFY.flag(warnings)),
                Property.TRUST_NAME_SERVICE.flag(warnings),
                ProtocolNames.current(warnings),
                Property.MAX_HANDSHAKE_MESSAGE.number(1, warnings),
                KeyLimitEntries.current(warnings),
                SessionRules.current(warnings));
    }

    /** What only the one side is told. */
    RolePolicy of(boolean clients) {
        return clients ? client : server;
    }

    /** A client's hello has {@code status_request}. */
    boolean offersStatusRequest() {
        return hello.requestStatus() && !client.switchedOff().contains(Extension.STATUS_REQUEST_CH.type());
    }

    Limits limits(boolean clients) {
        return new Limits(maxHandshakeMessage, of(clients).maxChain(), keyLimits);
    }

    private static List<CipherSuite> supportedSuites() {
        var suites = new ArrayList<CipherSuite>();
        suites.add(CipherSuite.TLS_AES_256_GCM_SHA384);
        suites.add(CipherSuite.TLS_AES_128_GCM_SHA256);
        suites.add(CipherSuite.TLS_CHACHA20_POLY1305_SHA256);
        suites.addAll(CipherSuite.ofVersion(ProtocolVersion.TLS_1_2));
        return List.copyOf(suites);
    }

    private static List<CipherSuite> defaultSuites() {
        var suites = new ArrayList<CipherSuite>();
        for (CipherSuite suite : SUPPORTED_SUITES) {
            if (suite.bulk().isAead() && suite.keyExchange() != KeyExchangeAlgorithm.RSA) {
                suites.add(suite);
            }
        }
        return List.copyOf(suites);
    }

    // ---- what properties choose: what they name and we know; without the property, all of ours

    static List<CipherSuite> suites(Property property, Permissions permissions) {
        List<String> names = property.list();
        return permissions.permittedSuites(names.isEmpty() ? DEFAULT_SUITES : known(names, CipherSuite::named));
    }

    static List<SignatureScheme> schemes(Property property) {
        List<String> names = property.list();
        return names.isEmpty() ? List.of(SignatureScheme.values()) : known(names, SignatureScheme::named);
    }

    private static List<NamedGroup> groups(Permissions permissions) {
        List<String> names = Property.NAMED_GROUPS.list();
        List<NamedGroup> chosen = names.isEmpty() ? NamedGroup.DEFAULT : known(names, NamedGroup::named);
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException("System property " + Property.NAMED_GROUPS + "("
                    + Property.NAMED_GROUPS.value() + ") contains no supported named groups; supported are "
                    + NamedGroup.SUPPORTED);
        }
        return permissions.permittedGroups(chosen);
    }

    private static Set<CipherSuite> legacySuites() {
        DisabledAlgorithms legacy = DisabledAlgorithms.of(Property.LEGACY_ALGORITHMS.toString());
        Set<CipherSuite> suites = EnumSet.noneOf(CipherSuite.class);
        for (CipherSuite suite : SUPPORTED_SUITES) {
            if (!legacy.permits(suite)) {
                suites.add(suite);
            }
        }
        return Collections.unmodifiableSet(suites);
    }

    private static ExtendedMasterSecret extendedMasterSecret(Warnings warnings) {
        boolean legacy = Property.LEGACY_MASTER_SECRET.flag(warnings);
        if (!Property.EXTENDED_MASTER_SECRET.flag(warnings)) {
            return ExtendedMasterSecret.NONE;
        }
        return legacy ? ExtendedMasterSecret.WANTED : ExtendedMasterSecret.NEEDED;
    }

    /**
     * What is known of {@code names}, in their order and each once. If that is nothing, so be it: to take the default instead would
     * enable what the operator, or the application, did not want.
     */
    static <T> List<T> known(List<String> names, Function<String, Optional<T>> named) {
        var known = new LinkedHashSet<T>();
        for (String name : names) {
            Optional<T> found = named.apply(name);
            if (found.isPresent()) {
                known.add(found.get());
            }
        }
        return List.copyOf(known);
    }
}
