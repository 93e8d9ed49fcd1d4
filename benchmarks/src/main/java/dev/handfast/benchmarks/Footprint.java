package dev.handfast.benchmarks;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The memory that this JVM uses, in bytes.
 *
 * @param heap what is left when there is no garbage
 * @param direct the direct buffers' memory
 * @param resident all memory that the process has, native and heap, garbage included; on Linux alone, and 0 elsewhere
 */
record Footprint(long heap, long direct, long resident) {
    private static final Path STATM = Path.of("/proc/self/statm");
    private static final int PAGE = 4096;

    /** Rounds that have to find nothing more to collect. */
    private static final int QUIET_ROUNDS = 4;

    private static final int MOST_ROUNDS = 100;
    private static final int HARDLY_ANYTHING = 1024;

    /** Collects garbage until there is none, and tells what is left. */
    static Footprint settled() throws IOException {
        long least = Long.MAX_VALUE;
        int quiet = 0;
        for (int round = 0; quiet < QUIET_ROUNDS && round < MOST_ROUNDS; round++) {
            System.gc();
            long used = used();
            quiet = used > least - HARDLY_ANYTHING ? quiet + 1 : 0;
            least = Math.min(least, used);
        }
        return new Footprint(least, directBuffers(), residentSet());
    }

    /** What was added since {@code before}. */
    Footprint since(Footprint before) {
        return new Footprint(heap - before.heap, direct - before.direct, resident - before.resident);
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static long directBuffers() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    private static long residentSet() throws IOException {
        if (!Files.exists(STATM)) {
            return 0;
        }
        return Long.parseLong(Files.readString(STATM).split(" ", 3)[1]) * PAGE;
    }
}
