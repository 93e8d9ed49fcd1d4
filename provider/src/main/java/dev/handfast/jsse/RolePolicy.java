package dev.handfast.jsse;

import dev.handfast.message.Extension;
import dev.handfast.property.Property;
import dev.handfast.property.Warnings;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.SignatureScheme;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What an operator allows to clients, or to servers, by properties of which each has its own. Immutable.
 *
 * @param suites on by default; forbidden ones are not among them
 * @param schemes on by default, forbidden ones included: what is forbidden depends on the use
 * @param switchedOff numbers of extensions
 * @param maxChain certificates in the longest chain that is taken from the other side
 */
record RolePolicy(List<CipherSuite> suites, List<SignatureScheme> schemes, Set<Integer> switchedOff, int maxChain) {

    /** Without one of these there is no TLS 1.3 with certificates (RFC 9846 §9.2). */
    private static final Set<Integer> NEEDED_BY_TLS13 = Set.of(
            Extension.SUPPORTED_VERSIONS_CH.type(),
            Extension.SUPPORTED_GROUPS_CH.type(),
            Extension.SIGNATURE_ALGORITHMS_CH.type(),
            Extension.KEY_SHARE_CH.type());

    /** The JDK has it, and we neither send nor answer it. */
    private static final String NEVER_USED = "status_request_v2";

    static RolePolicy ofClients(Permissions permissions, Warnings warnings) {
        return new RolePolicy(
                Policy.suites(Property.CLIENT_SUITES, permissions),
                Policy.schemes(Property.CLIENT_SCHEMES),
                extensions(Property.CLIENT_DISABLED_EXTENSIONS, Property.CLIENT_TICKETS, warnings),
                chain(Property.CLIENT_MAX_CHAIN, warnings));
    }

    static RolePolicy ofServers(Permissions permissions, Warnings warnings) {
        return new RolePolicy(
                Policy.suites(Property.SERVER_SUITES, permissions),
                Policy.schemes(Property.SERVER_SCHEMES),
                extensions(Property.SERVER_DISABLED_EXTENSIONS, Property.SERVER_TICKETS, warnings),
                chain(Property.SERVER_MAX_CHAIN, warnings));
    }

    /** The extensions that TLS 1.3 needs are on. */
    boolean canSpeakTls13() {
        return Collections.disjoint(NEEDED_BY_TLS13, switchedOff);
    }

    /** @param tickets of TLS 1.2; those of TLS 1.3 are no extension */
    private static Set<Integer> extensions(Property property, Property tickets, Warnings warnings) {
        var numbers = new HashSet<Integer>();
        if (!tickets.flag(warnings)) {
            numbers.add(Extension.SESSION_TICKET_CH.type());
        }
        for (String name : property.list()) {
            Optional<Integer> number = Extension.numberOf(name);
            if (number.isPresent()) {
                numbers.add(number.get());
            } else if (!name.equals(NEVER_USED)) {
                property.unusable(warnings, name, "no extension has this name");
            }
        }
        return Set.copyOf(numbers);
    }

    /** The property of this side counts, then that of both. */
    private static int chain(Property own, Warnings warnings) {
        OptionalInt both = Property.MAX_CHAIN.given(0, warnings);
        return both.isPresent() ? own.given(0, warnings).orElse(both.getAsInt()) : own.number(0, warnings);
    }
}
