package dev.handfast.interop;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a program has printed so far, gathered by a thread of its own. Thread-safe. */
final class Transcript {
    /** Far beyond what any awaited line takes, on a busy machine. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final int LONGEST_EXCERPT = 6000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final StringBuilder text = new StringBuilder();
    private boolean complete;

    Transcript(InputStream printed, String name) {
        var reader = new Thread(() -> gather(printed), name);
        reader.setDaemon(true);
        reader.start();
    }

    private void gather(InputStream printed) {
        byte[] chunk = new byte[8192];
        try {
            for (int length = printed.read(chunk); length >= 0; length = printed.read(chunk)) {
                append(new String(chunk, 0, length, StandardCharsets.ISO_8859_1));
            }
        } catch (IOException killed) {
            append("\n(" + killed.getMessage() + ")\n");
        }
        end();
    }

    private void append(String printed) {
        lock.lock();
        try {
            text.append(printed);
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        lock.lock();
        try {
            complete = true;
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until {@code pattern} is found.
     *
     * @throws AssertionError if the program ends without it, or {@link #PATIENCE} does
     */
    MatchResult await(Pattern pattern) throws InterruptedException {
        long left = PATIENCE.toNanos();
        lock.lock();
        try {
            while (true) {
                Matcher matcher = pattern.matcher(text);
                if (matcher.find()) {
                    return matcher.toMatchResult();
                }
                if (complete || left <= 0) {
                    throw new AssertionError("'" + pattern + "' was not printed "
                            + (complete ? "before the end" : "in " + PATIENCE) + ", but:\n" + text);
                }
                left = more.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until nothing more can come. */
    String awaitEnd() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        lock.lock();
        try {
            while (!complete && System.nanoTime() < end) {
                more.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            }
            return text.toString();
        } finally {
            lock.unlock();
        }
    }

    /** The last of what was printed. */
    @Override
    public String toString() {
        lock.lock();
        try {
            return text.length() <= LONGEST_EXCERPT
                    ? text.toString()
                    : "[...]" + text.substring(text.length() - LONGEST_EXCERPT);
        } finally {
            lock.unlock();
        }
    }
}
