package dev.handfast.interop;

import java.util.Optional;
import java.util.Set;

/**
 * What one side of a connection is held to. What is empty is left to its defaults.
 *
 * @param suite the only suite that it takes; a few peers can be told nothing about suites of TLS 1.3
 * @param group the only group that it takes
 * @param without extensions that are switched off
 */
record Side(Versions versions, Optional<Suite> suite, Optional<Group> group, Set<Extension> without) {
    static Side of(Versions versions) {
        return new Side(versions, Optional.empty(), Optional.empty(), Set.of());
    }

    Side with(Suite only) {
        return new Side(versions, Optional.of(only), group, without);
    }

    Side with(Group only) {
        return new Side(versions, suite, Optional.of(only), without);
    }

    Side without(Extension extension) {
        return new Side(versions, suite, group, Set.of(extension));
    }
}
