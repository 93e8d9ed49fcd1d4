package dev.handfast.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What a harness measured of one thing, time and again.
 *
 * @param benchmark what it is, as JMH names a benchmark: the class and the method
 * @param params of which kind, by name
 * @param unit of the values
 * @param values in the order in which they were measured; at least one
 */
record Samples(String benchmark, Map<String, String> params, String unit, List<Double> values) {
    double median() {
        double[] sorted = sorted();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    double least() {
        return sorted()[0];
    }

    double most() {
        return sorted()[values.size() - 1];
    }

    private double[] sorted() {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    /** One line for a reader: the median, and in brackets the least and the most. */
    @Override
    public String toString() {
        return String.format(
                "%-28s %-50s %,14.1f %-8s (%,.1f to %,.1f, %d times)",
                benchmark.substring(benchmark.lastIndexOf('.', benchmark.lastIndexOf('.') - 1) + 1),
                params,
                median(),
                unit,
                least(),
                most(),
                values.size());
    }
}
