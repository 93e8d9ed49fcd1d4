package dev.handfast.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What takes turns, with whom, and what comes of it. */
class CompareTest {
    private static final Map<String, String> ONE_SUITE = Map.of("suite", "TLS_AES_128_GCM_SHA256", "size", "64,1024");

    private static List<Trial> recordsAndTheirLimit() {
        List<Trial> trials = new ArrayList<>(Trial.all("CipherLimit", ONE_SUITE));
        trials.addAll(Trial.all(
                "RecordBenchmark",
                Map.of("suite", "TLS_AES_128_GCM_SHA256", "size", "64,1024", "provider", "Handfast,SunJSSE")));
        return trials;
    }

    @Test
    void aLimitStandsFirstOfWhatHasItsSuiteAndSize() {
        Map<Map<String, String>, List<Trial>> comparisons =
                Compare.comparisons(recordsAndTheirLimit(), List.of("provider"));
        assertEquals(2, comparisons.size());
        List<Trial> small = comparisons.get(Map.of("suite", "TLS_AES_128_GCM_SHA256", "size", "64"));
        assertEquals(
                List.of("CipherLimit", "RecordBenchmark Handfast heap", "RecordBenchmark SunJSSE heap"),
                small.stream()
                        .map(trial -> trial.nameWithout(List.of("suite", "size")))
                        .toList());
    }

    @Test
    void whatIsNotChosenHasTheValuesOfTheBenchmark() {
        List<Trial> trials = Trial.all("ConnectionsBenchmark", Map.of("connections", "1"));
        assertEquals(
                List.of(TlsProvider.values()).stream().map(Enum::name).toList(),
                trials.stream().map(trial -> trial.params().get("provider")).toList());
    }

    @Test
    void aTrialArrivesInItsJvmAsItWas() throws ReflectiveOperationException {
        Trial trial = Trial.all("RecordBenchmark", Map.of("size", "77", "provider", "Handfast"))
                .get(0);
        Trial arrived = Trial.of("RecordBenchmark", trial.arguments());
        assertEquals(trial, arrived);
        RecordBenchmark benchmark = (RecordBenchmark) arrived.instance();
        assertEquals(77, benchmark.size);
        assertEquals(TlsProvider.Handfast, benchmark.provider);
        assertEquals(Buffers.heap, benchmark.buffers);
    }

    @Test
    void aRatioIsOfOneRound() {
        List<Contestant.Turn> first = turns(100, 200, 400);
        Contest.Result result = Contest.Result.of(first, turns(50, 100, 100));
        assertEquals(List.of(2.0, 2.0, 4.0), result.ratios());
        assertEquals(50, result.nanoseconds());
        assertTrue(result.toString().contains(String.format("%.3f times as fast", 2.0)), result.toString());
    }

    private static List<Contestant.Turn> turns(double... nanoseconds) {
        List<Contestant.Turn> turns = new ArrayList<>();
        for (double each : nanoseconds) {
            turns.add(new Contestant.Turn(each, 8));
        }
        return turns;
    }

    @Test
    void freshJvmsTakeTurns() throws Exception {
        List<Trial> trials = Trial.all("CipherLimit", Map.of("suite", "TLS_AES_128_GCM_SHA256", "size", "64,16384"));
        Map<Trial, Contest.Result> results = new Contest(Duration.ofMillis(1), Duration.ofMillis(1), 3).hold(trials, 2);
        assertEquals(trials, List.copyOf(results.keySet()));
        assertEquals(
                List.of(1.0, 1.0, 1.0, 1.0, 1.0, 1.0),
                results.get(trials.get(0)).ratios());
        Contest.Result large = results.get(trials.get(1));
        assertEquals(6, large.ratios().size());
        assertTrue(large.nanoseconds() > 0 && large.bytes() > 0, large.toString());
    }

    @Test
    void whatCannotBeIsNamedAndTheRestGoesOn() {
        StringWriter said = new StringWriter();
        StringWriter complained = new StringWriter();
        CommandLine command =
                new CommandLine(new Compare()).setOut(new PrintWriter(said)).setErr(new PrintWriter(complained));
        int status = command.execute(
                "PrimitivesBenchmark -p primitive=SHA256 -p implementation=nobody,jdk --warm-up 0 --turn 1 --rounds 1 --jvms 1"
                        .split(" "));
        assertEquals(CommandLine.ExitCode.SOFTWARE, status);
        assertTrue(
                complained.toString().startsWith("PrimitivesBenchmark SHA256 nobody has ended"), complained.toString());
        assertTrue(
                said.toString().lines().skip(1).findFirst().orElseThrow().contains("implementation=jdk"),
                said.toString());
        assertTrue(said.toString().contains("PrimitivesBenchmark"), said.toString());
    }

    @Test
    void whatIsWrongIsNamed() {
        assertTrue(refusal("Nothing").contains("Nothing is no benchmark"));
        assertTrue(refusal("SocketBenchmark").contains("SocketBenchmark cannot take turns"));
        assertTrue(refusal("CipherLimit", "-p", "siez=64").contains("[siez]"));
        assertTrue(refusal("RecordBenchmark", "-p", "provider=Nobody").contains("Nobody is no TlsProvider"));
        for (String option : List.of("--jvms", "--rounds", "--turn")) {
            assertTrue(refusal("CipherLimit", option, "0").contains(option + " 0"));
        }
        assertThrows(IllegalArgumentException.class, () -> Trial.all("Link", Map.of()));
    }

    private static String refusal(String... arguments) {
        StringWriter said = new StringWriter();
        CommandLine command = new CommandLine(new Compare()).setErr(new PrintWriter(said));
        assertEquals(CommandLine.ExitCode.USAGE, command.execute(arguments));
        return said.toString();
    }
}
