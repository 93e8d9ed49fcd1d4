package dev.handfast.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Trials that take turns, each in a JVM of its own, when all are warm. Of two that are measured one after the other, the ratio has in it
 * what else went on in the machine meanwhile. Turns are so short that the machine is the same for all of them; each round of turns gives
 * a ratio, and the median of these counts.
 *
 * @param warmUp of each JVM, before anything counts
 * @param turn how long each works before the next one does
 * @param rounds turns that each has, at least one
 */
record Contest(Duration warmUp, Duration turn, int rounds) {
    /** Long beside a turn that counts, so that what a JVM has compiled is mostly done in its own time. */
    private static final Duration WARM_UP_TURN = Duration.ofSeconds(2);

    /**
     * How a trial did.
     *
     * @param ratios how many times as fast it was as the first of all in each round, in ascending order
     * @param nanoseconds of one operation, in the round that the machine disturbed least
     * @param bytes that one operation allocated, on average
     */
    record Result(List<Double> ratios, double nanoseconds, double bytes) {
        private static final double QUARTER = 0.25;
        private static final double HALF = 0.5;

        static Result of(List<Contestant.Turn> first, List<Contestant.Turn> its) {
            List<Double> ratios = new ArrayList<>();
            for (int round = 0; round < its.size(); round++) {
                ratios.add(first.get(round).nanoseconds() / its.get(round).nanoseconds());
            }
            ratios.sort(null);
            return new Result(
                    ratios,
                    its.stream().mapToDouble(Contestant.Turn::nanoseconds).min().orElseThrow(),
                    its.stream().mapToDouble(Contestant.Turn::bytes).average().orElseThrow());
        }

        /** The median, and in brackets the quartiles. */
        @Override
        public String toString() {
            return String.format(
                    "%6.3f times as fast (%.3f to %.3f) %,12.0f ns at best %,10.0f B",
                    at(HALF), at(QUARTER), at(1 - QUARTER), nanoseconds, bytes);
        }

        private double at(double part) {
            return ratios.get((int) (part * (ratios.size() - 1)));
        }
    }

    /**
     * Holds it in so many sets of fresh JVMs.
     *
     * @param trials the first is what the others are compared with
     * @throws IOException if one of them cannot be; what is wrong is on the standard error
     */
    Map<Trial, Result> hold(List<Trial> trials, int jvms) throws IOException {
        Map<Trial, List<Contestant.Turn>> turns = new LinkedHashMap<>();
        trials.forEach(trial -> turns.put(trial, new ArrayList<>()));
        for (int jvm = 0; jvm < jvms; jvm++) {
            holdOnce(turns);
        }
        Map<Trial, Result> results = new LinkedHashMap<>();
        turns.forEach((trial, its) -> results.put(trial, Result.of(turns.get(trials.get(0)), its)));
        return results;
    }

    /** In one set of JVMs, which adds its turns to {@code turns}. */
    private void holdOnce(Map<Trial, List<Contestant.Turn>> turns) throws IOException {
        Map<Trial, Contestant> contestants = new LinkedHashMap<>();
        try {
            for (Trial trial : turns.keySet()) {
                contestants.put(trial, new Contestant(trial));
            }
            for (long left = warmUp.toMillis(); left > 0; left -= WARM_UP_TURN.toMillis()) {
                for (Contestant contestant : contestants.values()) {
                    contestant.take(WARM_UP_TURN);
                }
            }
            for (int round = 0; round < rounds; round++) {
                for (Map.Entry<Trial, Contestant> contestant : contestants.entrySet()) {
                    turns.get(contestant.getKey()).add(contestant.getValue().take(turn));
                }
            }
        } finally {
            contestants.values().forEach(Contestant::close);
        }
    }
}
