package dev.handfast.jsse;

import dev.handfast.HandfastParameters;
import java.util.Arrays;
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
    private final Map<List<Object>, EnabledAlgorithms> known = new ConcurrentHashMap<>();

    EnabledAlgorithmsCache(Policy policy) {
        this.policy = policy;
    }

    /** What a connection with these parameters may use. The application's own constraints are asked anew each time. */
    EnabledAlgorithms of(HandfastParameters set, boolean client) {
        if (set.getAlgorithmConstraints() != null) {
            return EnabledAlgorithms.of(set, policy, client);
        }
        List<Object> wish = wish(set, client);
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

    /** All that decides; a null list stands for the default. */
    private static List<Object> wish(HandfastParameters set, boolean client) {
        return Arrays.asList(
                client,
                list(set.getProtocols()),
                list(set.getCipherSuites()),
                list(set.getNamedGroups()),
                list(set.getSignatureSchemes()));
    }

    private static List<String> list(String[] names) {
        return names == null ? null : List.of(names);
    }
}
