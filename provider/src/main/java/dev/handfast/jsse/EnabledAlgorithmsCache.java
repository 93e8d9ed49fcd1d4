package dev.handfast.jsse;

import dev.handfast.HandfastParameters;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * {@link EnabledAlgorithms} of one context. The connections of an application mostly set the same, so the lists are worked out
 * once for each combination. Thread-safe; bounded.
 */
final class EnabledAlgorithmsCache {
    private static final int LIMIT = 64;

    private final Policy policy;
    private final Map<Wish, EnabledAlgorithms> known = new ConcurrentHashMap<>();

    /** All that decides; a null list stands for the default. */
    private record Wish(
            boolean client, List<String> protocols, List<String> suites, List<String> groups, List<String> schemes) {}

    EnabledAlgorithmsCache(Policy policy) {
        this.policy = policy;
    }

    /** What a connection with these parameters may use. The application's own constraints are asked anew each time. */
    EnabledAlgorithms of(HandfastParameters set, boolean client) {
        if (set.getAlgorithmConstraints() != null) {
            return EnabledAlgorithms.of(set, policy, client);
        }
        var wish = new Wish(
                client,
                list(set.getProtocols()),
                list(set.getCipherSuites()),
                list(set.getNamedGroups()),
                list(set.getSignatureSchemes()));
        EnabledAlgorithms found = known.get(wish);
        if (found == null) {
            found = EnabledAlgorithms.of(set, policy, client);
            if (known.size()
                    >= LIMIT) { // an application that never sets the same again gains nothing, and costs no memory
                known.clear();
            }
            known.put(wish, found);
        }
        return found;
    }

    private static List<String> list(String[] names) {
        return names == null ? null : List.of(names);
    }
}
