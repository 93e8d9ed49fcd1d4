package dev.handfast.jsse;

import dev.handfast.HandfastParameters;
import dev.handfast.property.Property;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.ProtocolVersion;
import dev.handfast.wire.SignatureScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the connections of this JVM have on while the application sets nothing, and what switched the rest off. Immutable.
 *
 * @param what a kind of algorithms, and whose if the roles have lists of their own
 * @param on their standard names, in order of preference
 */
public record Effective(String what, List<String> on, List<Off> off) {

    /**
     * What is not on.
     *
     * @param reason the property, and what stands there; see {@link Absence}
     */
    public record Off(String name, String reason) {}

    /**
     * As the properties are now.
     *
     * @throws IllegalArgumentException if one of them is such that no context can be made: it says which
     */
    public static List<Effective> now() {
        Policy policy = Policy.current();
        EnabledAlgorithms client = enabled(Property.CLIENT_PROTOCOLS, policy, true);
        EnabledAlgorithms server = enabled(Property.SERVER_PROTOCOLS, policy, false);
        return List.of(
                protocols(Property.CLIENT_PROTOCOLS, client, policy, true),
                protocols(Property.SERVER_PROTOCOLS, server, policy, false),
                suites(Property.CLIENT_SUITES, client, policy, true),
                suites(Property.SERVER_SUITES, server, policy, false),
                of(
                        "groups",
                        NamedGroup.SUPPORTED,
                        client.groups(),
                        group -> Absence.of(group, policy)
                                .or(() -> Optional.of("it exchanges no keys of the protocols that are on")),
                        unknown(Property.NAMED_GROUPS, NamedGroup::named)),
                schemes(Property.CLIENT_SCHEMES, client, policy, true),
                schemes(Property.SERVER_SCHEMES, server, policy, false));
    }

    /** As a context has it; there may be none in a JVM whose other providers are gone. */
    private static EnabledAlgorithms enabled(Property protocols, Policy policy, boolean client) {
        var defaults = new HandfastParameters();
        defaults.setProtocols(
                Protocols.of(protocols).stream().map(ProtocolVersion::toString).toArray(String[]::new));
        defaults.setCipherSuites(
                policy.of(client).suites().stream().map(CipherSuite::name).toArray(String[]::new));
        return EnabledAlgorithms.of(defaults, policy, client);
    }

    private static Effective protocols(Property property, EnabledAlgorithms enabled, Policy policy, boolean client) {
        List<ProtocolVersion> permitted = Protocols.of(property).stream()
                .filter(policy.permissions()::permits)
                .toList();
        return of(
                "protocols of a " + role(client),
                Protocols.SUPPORTED,
                enabled.versions(),
                version -> Absence.of(version, policy, permitted, client)
                        .or(() -> Optional.of("none of its cipher suites is on")),
                unknown(property, name -> ProtocolVersion.named(name).filter(Protocols.SUPPORTED::contains)));
    }

    private static Effective suites(Property property, EnabledAlgorithms enabled, Policy policy, boolean client) {
        return of(
                "cipher suites of a " + role(client),
                Policy.SUPPORTED_SUITES,
                enabled.suites(),
                suite -> Absence.of(suite, policy, client).or(() -> Optional.of(suite.version() + " is off")),
                // It is no suite, and everybody may list it.
                unknown(property, CipherSuite::named).stream()
                        .filter(off -> !off.name().equals(Policy.RENEGOTIATION_SCSV))
                        .toList());
    }

    private static Effective schemes(Property property, EnabledAlgorithms enabled, Policy policy, boolean client) {
        return of(
                "signature schemes of a " + role(client),
                List.of(SignatureScheme.values()),
                enabled.handshakeSchemes(),
                scheme -> Absence.of(scheme, policy, client)
                        .or(() -> Optional.of("it signs no handshake of the protocols that are on")),
                unknown(property, SignatureScheme::named));
    }

    private static String role(boolean client) {
        return client ? "client" : "server";
    }

    private static <T> Effective of(
            String what, List<T> all, List<T> on, Function<T, Optional<String>> reason, List<Off> unknown) {
        var off = new ArrayList<Off>();
        for (T each : all) {
            if (!on.contains(each)) {
                off.add(new Off(each.toString(), reason.apply(each).orElseThrow()));
            }
        }
        off.addAll(unknown);
        return new Effective(what, on.stream().map(Object::toString).toList(), List.copyOf(off));
    }

    private static List<Off> unknown(Property property, Function<String, ? extends Optional<?>> named) {
        return property.list().stream()
                .filter(name -> named.apply(name).isEmpty())
                .map(name -> new Off(name, "named by " + property + ", and Handfast has no such thing"))
                .toList();
    }
}
