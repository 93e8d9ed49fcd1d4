package dev.handfast.doctor;

import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The providers that {@code security.provider.1}, {@code security.provider.2} and so on name. Immutable.
 *
 * @param entries those that the JVM reads, the first under number 1
 * @param unread by their numbers, those behind the first number that is missing or empty: there the JVM stops
 */
record Numbering(List<String> entries, SortedMap<Integer, String> unread) {
    private static final String KEY = "security.provider.";

    /** More than anybody has; where no number is missing, the end cannot be seen otherwise. */
    private static final int LAST = 200;

    /** As this JVM has it, with what overrides changed. */
    static Numbering ofThisJvm() {
        return of(Security::getProperty);
    }

    static Numbering of(UnaryOperator<String> properties) {
        var entries = new ArrayList<String>();
        var unread = new TreeMap<Integer, String>();
        boolean reading = true;
        for (int number = 1; number <= LAST; number++) {
            String value = properties.apply(KEY + number);
            String entry = value == null ? "" : value.trim();
            reading &= !entry.isEmpty();
            if (reading) {
                entries.add(entry);
            } else if (!entry.isEmpty()) {
                unread.put(number, entry);
            }
        }
        return new Numbering(List.copyOf(entries), unread);
    }

    /** The first number that names nobody. */
    int next() {
        return entries.size() + 1;
    }

    /** The line of a properties file that puts {@code entry} under {@code number}. */
    static String line(int number, String entry) {
        return KEY + number + "=" + entry;
    }

    /** The provider's name or class in {@code entry}, without the argument that may stand behind it. */
    static String name(String entry) {
        return entry.split(" ", 2)[0];
    }
}
