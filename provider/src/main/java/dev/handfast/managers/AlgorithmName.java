package dev.handfast.managers;

import java.util.Collection;
import java.util.List;

/**
 * The name of an algorithm in a list of forbidden ones: letters match in any case, an asterisk any of them. Immutable.
 *
 * @param parts what stands between the asterisks; a name without one is its only part
 */
record AlgorithmName(List<String> parts) {
    static AlgorithmName of(String pattern) {
        return new AlgorithmName(List.of(pattern.split("\\*", -1)));
    }

    boolean isAnyOf(Collection<String> names) {
        for (String each : names) {
            if (matches(each)) {
                return true;
            }
        }
        return false;
    }

    private boolean matches(String name) {
        String first = parts.get(0);
        if (parts.size() == 1) {
            return name.equalsIgnoreCase(first);
        }
        String last = parts.get(parts.size() - 1);
        int end = name.length() - last.length();
        return end >= first.length()
                && startsWith(name, 0, first)
                && startsWith(name, end, last)
                && hasBetween(name, first.length(), end);
    }

    /** The other parts stand there one behind the other, each at the first place where it can. */
    private boolean hasBetween(String name, int begin, int end) {
        int at = begin;
        for (String part : parts.subList(1, parts.size() - 1)) {
            while (!startsWith(name, at, part)) {
                at++;
                if (at + part.length() > end) {
                    return false;
                }
            }
            at += part.length();
        }
        return at <= end;
    }

    private static boolean startsWith(String name, int at, String part) {
        return name.regionMatches(true, at, part, 0, part.length());
    }
}
