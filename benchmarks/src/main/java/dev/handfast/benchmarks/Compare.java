package dev.handfast.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * How many times as fast one is as another, on a machine that is not quiet: a {@link Contest} of what JMH would measure one after the
 * other.
 */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description =
                "Has benchmarks take short turns, in a JVM for each, and tells how many times as fast they are as the first.")
final class Compare implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "BENCHMARK",
            arity = "1..*",
            description =
                    "Benchmarks of JMH's, by the names of their classes. The first is what the others are compared with.")
    private List<String> benchmarks;

    @Option(
            names = "-p",
            paramLabel = "NAME=VALUE[,VALUE...]",
            description = "Values for a parameter, as with JMH. The first comes first.")
    private Map<String, String> params = Map.of();

    @Option(
            names = "--by",
            split = ",",
            defaultValue = "provider",
            description =
                    "The parameters whose values are compared (default: ${DEFAULT-VALUE}), and those that not all of the "
                            + "benchmarks have. For each value of the others there is a comparison.")
    private List<String> by;

    @Option(
            names = "--jvms",
            defaultValue = "2",
            description = "How often all of it is done again, in fresh JVMs (default: ${DEFAULT-VALUE}).")
    private int jvms;

    @Option(
            names = "--warm-up",
            defaultValue = "12",
            description =
                    "Seconds for each JVM before anything counts (default: ${DEFAULT-VALUE}); handshakes need 40.")
    private int warmUp;

    @Option(names = "--rounds", defaultValue = "60", description = "Turns of each JVM (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--turn", defaultValue = "50", description = "Milliseconds of a turn (default: ${DEFAULT-VALUE}).")
    private int turn;

    @Override
    public Integer call() {
        requireSome("--jvms", jvms);
        requireSome("--rounds", rounds);
        requireSome("--turn", turn);
        PrintWriter out = spec.commandLine().getOut();
        Contest contest = new Contest(Duration.ofSeconds(warmUp), Duration.ofMillis(turn), rounds);
        int status = CommandLine.ExitCode.OK;
        for (Map.Entry<Map<String, String>, List<Trial>> comparison :
                comparisons(trials(), by).entrySet()) {
            List<String> common = List.copyOf(comparison.getKey().keySet());
            out.println(comparison.getKey());
            out.flush();
            try {
                contest.hold(comparison.getValue(), jvms)
                        .forEach((trial, result) -> out.printf("  %-50s %s%n", trial.nameWithout(common), result));
                out.flush();
            } catch (IOException cannotBe) {
                spec.commandLine().getErr().println(cannotBe.getMessage());
                status = CommandLine.ExitCode.SOFTWARE;
            }
        }
        return status;
    }

    /** What is compared with each other, by the values that it has in common. */
    static Map<Map<String, String>, List<Trial>> comparisons(List<Trial> trials, List<String> by) {
        List<String> common = new ArrayList<>(trials.get(0).params().keySet());
        common.removeAll(by);
        trials.forEach(trial -> common.retainAll(trial.params().keySet()));
        Map<Map<String, String>, List<Trial>> comparisons = new LinkedHashMap<>();
        trials.forEach(trial -> comparisons
                .computeIfAbsent(trial.only(common), absent -> new ArrayList<>())
                .add(trial));
        return comparisons;
    }

    private void requireSome(String option, int value) {
        if (value < 1) {
            throw new ParameterException(spec.commandLine(), option + " " + value + ": there has to be one at least");
        }
    }

    private List<Trial> trials() {
        List<Trial> trials = new ArrayList<>();
        Set<String> unknown = new TreeSet<>(params.keySet());
        try {
            for (String benchmark : benchmarks) {
                trials.addAll(Trial.all(benchmark, params));
            }
            for (Trial trial : trials) {
                trial.instance();
                unknown.removeAll(trial.params().keySet());
            }
        } catch (IllegalArgumentException | ReflectiveOperationException wrong) {
            throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
        }
        if (!unknown.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "-p " + unknown + ": no such parameter has any of " + benchmarks);
        }
        return trials;
    }
}
