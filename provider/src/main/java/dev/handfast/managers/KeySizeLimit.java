package dev.handfast.managers;

import java.util.List;
import java.util.Optional;

/**
 * A constraint such as {@code keySize < 1024}, by which an algorithm is forbidden with keys of some sizes only. Immutable.
 *
 * @param bits what the size is compared with
 */
record KeySizeLimit(String operator, int bits) {
    private static final String WORD = "keySize";

    /** Those of two characters first: they begin with the others. */
    private static final List<String> OPERATORS = List.of("<=", ">=", "==", "!=", "<", ">");

    /** The one in {@code constraint}, if there is one. */
    static Optional<KeySizeLimit> in(String constraint) {
        Optional<KeySizeLimit> limit = Optional.empty();
        int at = constraint.indexOf(WORD);
        while (at >= 0 && limit.isEmpty()) {
            limit = at(constraint.substring(at + WORD.length()).strip());
            at = constraint.indexOf(WORD, at + 1);
        }
        return limit;
    }

    /** @param text what stands behind the word */
    private static Optional<KeySizeLimit> at(String text) {
        for (String operator : OPERATORS) {
            if (text.startsWith(operator)) {
                String number = digits(text.substring(operator.length()).strip());
                return number.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new KeySizeLimit(operator, Integer.parseInt(number)));
            }
        }
        return Optional.empty();
    }

    private static String digits(String text) {
        int end = 0;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return text.substring(0, end);
    }

    boolean forbids(int size) {
        return switch (operator) {
            case "<" -> size < bits;
            case "<=" -> size <= bits;
            case "==" -> size == bits;
            case "!=" -> size != bits;
            case ">=" -> size >= bits;
            default -> size > bits;
        };
    }
}
