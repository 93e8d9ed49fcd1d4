package dev.handfast.interop;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a peer has in one role, as tried out with the version of it that is installed. What it lacks is left out of the tests.
 *
 * @param keys kinds of certificates, its own and ours
 * @param groups those that it takes if we take no other
 * @param ownGroups those that it can be told to take alone
 * @param suites those that it has
 * @param extensions those that it negotiates
 * @param switches those that it can be told to leave out
 */
record Abilities(
        Set<KeyKind> keys,
        Set<Group> groups,
        Set<Group> ownGroups,
        Set<Suite> suites,
        Set<Extension> extensions,
        Set<Extension> switches) {
    /** All but hybrid groups, which few peers have. */
    static final Abilities ALL = new Abilities(
            EnumSet.allOf(KeyKind.class),
            Group.CLASSICAL,
            Group.CLASSICAL,
            EnumSet.allOf(Suite.class),
            EnumSet.allOf(Extension.class),
            EnumSet.of(Extension.EXTENDED_MASTER_SECRET, Extension.ENCRYPT_THEN_MAC, Extension.SESSION_TICKET));

    Abilities without(KeyKind... missing) {
        return new Abilities(difference(keys, List.of(missing)), groups, ownGroups, suites, extensions, switches);
    }

    Abilities without(Group... missing) {
        return deaf(missing).untold(missing);
    }

    /** It has these as well, and can be told to take one of them alone. */
    Abilities with(Set<Group> more) {
        return new Abilities(keys, union(groups, more), union(ownGroups, more), suites, extensions, switches);
    }

    /** It goes its own way if we take no other than these. */
    Abilities deaf(Group... missing) {
        return new Abilities(keys, difference(groups, List.of(missing)), ownGroups, suites, extensions, switches);
    }

    /** It cannot be told to take one of these alone. */
    Abilities untold(Group... missing) {
        return new Abilities(keys, groups, difference(ownGroups, List.of(missing)), suites, extensions, switches);
    }

    /** @param pattern of their names */
    Abilities withoutSuites(String pattern) {
        List<Suite> missing =
                suites.stream().filter(suite -> suite.name().matches(pattern)).toList();
        return new Abilities(keys, groups, ownGroups, difference(suites, missing), extensions, switches);
    }

    Abilities without(Extension... missing) {
        return new Abilities(keys, groups, ownGroups, suites, difference(extensions, List.of(missing)), switches);
    }

    /** It always negotiates what it can, but for these. */
    Abilities switching(Extension... switched) {
        return new Abilities(keys, groups, ownGroups, suites, extensions, Set.of(switched));
    }

    private static Set<Group> union(Set<Group> some, Set<Group> more) {
        Set<Group> all = EnumSet.copyOf(some);
        all.addAll(more);
        return all;
    }

    private static <T extends Enum<T>> Set<T> difference(Set<T> all, List<T> missing) {
        Set<T> left = EnumSet.copyOf(all);
        left.removeAll(missing);
        return left;
    }

    /** Whether they are enough for {@code terms}. */
    boolean suffice(Terms terms) {
        return keys.contains(terms.server().kind())
                && terms.client().stream().allMatch(client -> keys.contains(client.kind()))
                && terms.ours().group().stream().allMatch(groups::contains)
                && terms.peer().group().stream().allMatch(ownGroups::contains)
                && terms.peer().suite().stream().allMatch(suites::contains)
                && switches.containsAll(terms.peer().without())
                && (terms.name().equals(Pki.HOST) || extensions.contains(Extension.SERVER_NAME))
                && (terms.application().isEmpty()
                        || extensions.contains(Extension.APPLICATION_LAYER_PROTOCOL_NEGOTIATION));
    }
}
