package dev.handfast.tool.doctor;

import dev.handfast.wire.TlsFault;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Locale;

/**
 * How fast one algorithm is here, measured for a moment: enough to see the one that is ten times slower than it should be, and no
 * benchmark.
 *
 * @param algorithm and which part of it
 * @param perSecond of {@code unit}
 * @param unit such as {@code signatures}
 */
public record Speed(String algorithm, double perSecond, String unit) {
    /** Of the thread's own time, so that it does not count what else the machine does. */
    private static final Duration MOMENT = Duration.ofMillis(100);

    /** A JVM that still compiles gets faster from moment to moment; after so many it is taken as it is. */
    private static final int MOST_MOMENTS = 20;

    /** Moments in a row that were no faster. */
    private static final int STEADY = 2;

    private static final double FASTER = 1.1;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final double NANOS = 1e9;

    /** What is measured. */
    @FunctionalInterface
    interface Work {
        void once() throws TlsFault, GeneralSecurityException;
    }

    /**
     * What is to be measured.
     *
     * @param unitsEach how many units one run of {@code work} is
     */
    record Task(String algorithm, double unitsEach, String unit, Work work) {
        /** Lets the JVM see what there is to compile; it does so while others are warmed up. */
        void warmUp() throws TlsFault, GeneralSecurityException {
            perSecond(work);
        }

        Speed measure() throws TlsFault, GeneralSecurityException {
            return of(algorithm, unitsEach, unit, work);
        }
    }

    private static Speed of(String algorithm, double unitsEach, String unit, Work work)
            throws TlsFault, GeneralSecurityException {
        double best = 0;
        int since = 0;
        for (int moments = 0; moments < MOST_MOMENTS && since < STEADY; moments++) {
            double now = perSecond(work);
            since = now > best * FASTER ? 0 : since + 1;
            best = Math.max(best, now);
        }
        return new Speed(algorithm, best * unitsEach, unit);
    }

    private static double perSecond(Work work) throws TlsFault, GeneralSecurityException {
        long began = now();
        long runs = 0;
        long taken;
        do {
            work.once();
            runs++;
            taken = now() - began;
        } while (taken < MOMENT.toNanos());
        return runs * NANOS / taken;
    }

    private static long now() {
        return THREADS.isCurrentThreadCpuTimeSupported() ? THREADS.getCurrentThreadCpuTime() : System.nanoTime();
    }

    /** Such as {@code 1,200 signatures/s}; two digits, for there are no more in it. */
    public String told() {
        double magnitude = Math.pow(10, Math.floor(Math.log10(perSecond)) - 1);
        double rounded = Math.round(perSecond / magnitude) * magnitude;
        return String.format(Locale.ROOT, perSecond < 10 ? "%.1f %s/s" : "%,.0f %s/s", rounded, unit);
    }
}
