package dev.handfast.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A JVM that has one {@link Trial} and waits for its turns. Closing ends it. */
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
        String answer = ask(turn);
        String[] said = answer.split(" ", 3);
        double times = Double.parseDouble(said[0]);
        return new Turn(Double.parseDouble(said[1]) / times, Double.parseDouble(said[2]) / times);
    }

    private String ask(Duration turn) throws IOException {
        try {
            questions.write(turn.toMillis() + "\n");
            questions.flush();
            String answer = answers.readLine();
            if (answer != null) {
                return answer;
            }
        } catch (IOException closed) {
            throw new IOException(ended(), closed);
        }
        throw new IOException(ended());
    }

    private String ended() {
        return trial.nameWithout(List.of()) + " has ended; what it said is on the standard error";
    }

    @Override
    public void close() {
        process.destroy();
    }
}
