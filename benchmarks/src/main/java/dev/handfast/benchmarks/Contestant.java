package dev.handfast.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A JVM that has one {@link Trial} and waits for its turns, whose results it remembers. Closing ends it. */
final class Contestant implements AutoCloseable {
    /**
     * What came of a turn.
     *
     * @param nanoseconds that one operation took, on average
     * @param bytes that one operation allocated
     */
    record Turn(double nanoseconds, double bytes) {}

    private final Process process;
    private final Writer questions;
    private final BufferedReader answers;
    private final Trial trial;
    private final List<Turn> turns = new ArrayList<>();

    /** Starts it. */
    Contestant(Trial trial) throws IOException {
        this.trial = trial;
        List<String> arguments = new ArrayList<>(trial.arguments());
        arguments.add(0, trial.benchmark().getSimpleName());
        process = Child.start(Turns.class, List.of(), arguments);
        questions = process.outputWriter();
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), Charset.defaultCharset()));
    }

    /**
     * Has it work for so long, and waits.
     *
     * @throws IOException if it can't; what is wrong is on the standard error
     */
    Turn take(Duration turn) throws IOException {
        questions.write(turn.toMillis() + "\n");
        questions.flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException(trial.nameWithout(List.of()) + " has ended; what it said is above");
        }
        String[] said = answer.split(" ", 3);
        double times = Double.parseDouble(said[0]);
        return new Turn(Double.parseDouble(said[1]) / times, Double.parseDouble(said[2]) / times);
    }

    /** Has it work for so long, and remembers what came of it. */
    void takeThatCounts(Duration turn) throws IOException {
        turns.add(take(turn));
    }

    /** What it does. */
    Trial trial() {
        return trial;
    }

    /** Those that counted. */
    List<Turn> turns() {
        return turns;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
