package dev.handfast.handshake;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was not to be had, and why: of the facts of a fault, and of its message. */
public final class Removed {
    /** Names in a message; a peer may send thousands. */
    private static final int SHOWN = 24;

    /** Names of one reason: that there are more is enough to know. */
    private static final int SHOWN_OF_ONE_REASON = 4;

    private Removed() {}

    /** Each of {@code known} that has a reason against it, by its name. */
    public static <T> Map<String, String> of(Stream<T> known, Function<T, Optional<String>> why) {
        var reasons = new LinkedHashMap<String, String>();
        known.forEach(each -> why.apply(each).ifPresent(reason -> reasons.put(each.toString(), reason)));
        return reasons;
    }

    /** {@code a, b (why); c (why)}. */
    static String tell(Map<String, String> removed) {
        Map<String, List<String>> byReason = removed.keySet().stream()
                .collect(Collectors.groupingBy(removed::get, LinkedHashMap::new, Collectors.toList()));
        return byReason.entrySet().stream()
                .map(reason -> list(reason.getValue(), SHOWN_OF_ONE_REASON) + " (" + reason.getKey() + ")")
                .collect(Collectors.joining("; "));
    }

    /** The names for a message, not more than a reader takes in. */
    public static String list(List<?> names) {
        return names.isEmpty() ? "nothing" : list(names, SHOWN);
    }

    private static String list(List<?> names, int most) {
        String shown = names.stream().limit(most).map(Object::toString).collect(Collectors.joining(", "));
        return names.size() <= most ? shown : shown + " and " + (names.size() - most) + " more";
    }
}
