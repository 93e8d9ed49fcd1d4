package dev.handfast.benchmarks.report;

import dev.handfast.benchmarks.report.Figure.Bar;
import java.util.function.ToDoubleBiFunction;

/**
 * How a score is read: what is drawn is not what was timed, as a reader wants rates.
 *
 * @param unit of what is drawn
 * @param conversion from a score and one of its values
 */
record Reading(String unit, ToDoubleBiFunction<Score, Double> conversion) {
    /** Of the time of one transfer of {@code size} bytes, in nanoseconds. */
    static final Reading MEGABYTES_PER_SECOND =
            new Reading("MB/s", (score, nanoseconds) -> Double.parseDouble(score.param("size")) * 1e3 / nanoseconds);

    /** Of the time of one operation, in nanoseconds. */
    static final Reading THOUSANDS_PER_SECOND = new Reading("thousand/s", (score, nanoseconds) -> 1e6 / nanoseconds);

    /** Of the time of one operation, in microseconds. */
    static final Reading PER_SECOND = new Reading("per second", (score, microseconds) -> 1e6 / microseconds);

    static final Reading ALLOCATED_BYTES =
            new Reading("bytes", (score, any) -> score.allocated().orElse(0));

    static final Reading ALLOCATED_KILOBYTES =
            new Reading("kB", (score, any) -> score.allocated().orElse(0) / 1e3);

    static final Reading MILLISECONDS = new Reading("ms", (score, milliseconds) -> milliseconds);

    static final Reading NUMBER = new Reading("number", (score, number) -> number);

    static final Reading KILOBYTES = new Reading("kB", (score, bytes) -> bytes / 1e3);

    double of(Score score) {
        return conversion.applyAsDouble(score, score.value());
    }

    /** What is drawn for {@code contender}. The lowest time is the highest rate. */
    Bar bar(Contender contender, Score score) {
        double oneEnd = conversion.applyAsDouble(score, score.low());
        double otherEnd = conversion.applyAsDouble(score, score.high());
        return new Bar(contender, of(score), Math.min(oneEnd, otherEnd), Math.max(oneEnd, otherEnd));
    }
}
