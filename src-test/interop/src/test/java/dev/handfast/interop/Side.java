package dev.handfast.interop;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one side of a connection is held to. What is empty is left to its defaults.
 *
 * @param suite the only suite that it takes; a few peers can be told nothing about suites of TLS 1.3
 * @param groups those that it takes, best first; a peer can be told one at most
 * @param without extensions that are switched off
 */
record Side(Versions versions, Optional<Suite> suite, List<Group> groups, Set<Extension> without) {
    static Side of(Versions versions) {
        return new Side(versions, Optional.empty(), List.of(), Set.of());
    }

    Side with(Suite only) {
        return new Side(versions, Optional.of(only), groups, without);
    }

    Side with(Group... only) {
        return new Side(versions, suite, List.of(only), without);
    }

    /** The only group that it takes, if there is but one. */
    Optional<Group> group() {
        return groups.size() == 1 ? Optional.of(groups.get(0)) : Optional.empty();
    }

    Side without(Extension extension) {
        return new Side(versions, suite, groups, Set.of(extension));
    }
}
