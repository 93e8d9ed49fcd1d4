package dev.handfast.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What is drawn together: panels side by side, each with a scale of its own.
 *
 * @param name of its files, without their ending
 * @param title what was measured
 * @param note what the reader has to know besides
 * @param panels at least one
 */
record Figure(String name, String title, String note, List<Panel> panels) {
    /**
     * Bars that share a scale.
     *
     * @param title what sets it apart from its neighbours
     * @param unit of the values
     * @param bars at least one, in the order in which they are drawn
     * @param limit what no provider can pass that stands on the JDK's ciphers
     */
    record Panel(String title, String unit, List<Bar> bars, OptionalDouble limit) {
        /** The largest value that is drawn. */
        double top() {
            return Math.max(
                    limit.orElse(0), bars.stream().mapToDouble(Bar::high).max().orElse(0));
        }
    }

    /** One provider's value, between the least and the most that were seen. */
    record Bar(Contender contender, double value, double low, double high) {
        /** The value, as a reader wants it. */
        String label() {
            return number(value);
        }
    }

    /** Whether any of its panels has a limit. */
    boolean hasLimit() {
        return panels.stream().anyMatch(panel -> panel.limit().isPresent());
    }

    /** Three digits, or all that stand before the point. */
    static String number(double value) {
        int digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }
}
