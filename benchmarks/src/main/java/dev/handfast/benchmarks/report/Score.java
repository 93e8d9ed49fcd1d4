package dev.handfast.benchmarks.report;

import java.util.Map;
import java.util.OptionalDouble;

/**
 * One result.
 *
 * @param benchmark the class and the method, without the package
 * @param params by name
 * @param value the score, in the unit of the benchmark
 * @param low the least that any iteration or JVM had
 * @param high the most that any iteration or JVM had
 * @param allocated bytes per operation, if they were counted
 */
record Score(
        String benchmark, Map<String, String> params, double value, double low, double high, OptionalDouble allocated) {
    /** The value of a parameter; empty if the benchmark has none of that name. */
    String param(String name) {
        return params.getOrDefault(name, "");
    }
}
