package dev.handfast.benchmarks.report;

import dev.handfast.benchmarks.report.Figure.Bar;
import dev.handfast.benchmarks.report.Figure.Panel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Makes figures of results: of whatever there is, and none of what there isn't. */
final class Figures {
    private static final String LESS = "Less is better.";
    private static final String MORE = "More is better.";

    private static final Predicate<Score> RECORDS = benchmark("RecordBenchmark.wrapAndUnwrap");
    private static final Predicate<Score> LIMITS = benchmark("CipherLimit.sealAndOpen");
    private static final Predicate<Score> HANDSHAKES = benchmark("HandshakeBenchmark.handshake");
    private static final Predicate<Score> RESUMPTIONS = benchmark("ResumptionBenchmark.handshake");
    private static final Predicate<Score> CONNECTIONS = benchmark("ConnectionsBenchmark.wrapAndUnwrap");

    private final List<Score> scores;
    private final List<Figure> figures = new ArrayList<>();

    private Figures(List<Score> scores) {
        this.scores = scores;
    }

    /** The figures of all that is known how to be drawn, the most asked for first. */
    static List<Figure> of(List<Score> scores) {
        Figures made = new Figures(scores);
        made.records();
        made.handshakes();
        made.sockets();
        made.coldStarts();
        made.idleMemory();
        made.growth();
        return made.figures;
    }

    private void records() {
        for (String suite : values(RECORDS, "suite")) {
            for (String buffers : values(RECORDS, "buffers")) {
                Predicate<Score> these = RECORDS.and(has("suite", suite)).and(has("buffers", buffers));
                String what = suite + ", " + buffers + " buffers";
                figure(
                        "records-" + suite + "-" + buffers,
                        "Records sealed and opened: " + what,
                        "One record at a time is wrapped by the client's engine and unwrapped by the server's, in one thread. "
                                + MORE,
                        perSize(these, Reading.MEGABYTES_PER_SECOND, suite));
                figure(
                        "allocation-" + suite + "-" + buffers,
                        "Bytes allocated for each record: " + what,
                        "Both engines together, on the heap. " + LESS,
                        perSize(these.and(Figures::isAllocationKnown), Reading.ALLOCATED_BYTES, suite));
            }
        }
    }

    private Stream<Optional<Panel>> perSize(Predicate<Score> these, Reading reading, String suite) {
        return values(these, "size").stream()
                .map(size -> panel(
                        size + " bytes",
                        reading,
                        these.and(has("size", size)),
                        limit(reading, has("suite", suite).and(has("size", size)))));
    }

    private OptionalDouble limit(Reading reading, Predicate<Score> which) {
        return scores.stream()
                .filter(LIMITS.and(which))
                .mapToDouble(reading::of)
                .findFirst();
    }

    private void handshakes() {
        figure(
                "handshakes",
                "Handshakes per second",
                "Client and server in one thread, so one handshake is the work of both. " + MORE,
                handshakes(any -> true, Reading.PER_SECOND));
        figure(
                "handshake-allocation",
                "Bytes allocated for each handshake",
                "Client and server together, on the heap. " + LESS,
                handshakes(Figures::isAllocationKnown, Reading.ALLOCATED_KILOBYTES));
    }

    private Stream<Optional<Panel>> handshakes(Predicate<Score> these, Reading reading) {
        List<Optional<Panel>> panels = new ArrayList<>();
        for (String crypto : values(HANDSHAKES, "crypto")) {
            for (String group : values(HANDSHAKES, "group")) {
                for (String kind : values(HANDSHAKES, "kind")) {
                    panels.add(panel(
                            readable(kind) + ", " + group + (crypto.equals("accp") ? ", over ACCP" : ""),
                            reading,
                            these.and(HANDSHAKES)
                                    .and(has("crypto", crypto))
                                    .and(has("group", group))
                                    .and(has("kind", kind)),
                            OptionalDouble.empty()));
                }
            }
        }
        for (String version : values(RESUMPTIONS, "version")) {
            panels.add(panel(
                    readable(version) + " resumed",
                    reading,
                    these.and(RESUMPTIONS).and(has("version", version)),
                    OptionalDouble.empty()));
        }
        return panels.stream();
    }

    private static String readable(String kind) {
        return kind.replace("tls1", "TLS 1.")
                .replace('-', ' ')
                .replace("ecdsa", "ECDSA")
                .replace("rsa", "RSA");
    }

    private void sockets() {
        Predicate<Score> writes = benchmark("SocketBenchmark.write");
        Stream<Optional<Panel>> streams = values(writes, "size").stream()
                .map(size -> panel(
                        "written " + size + " bytes at a time",
                        Reading.MEGABYTES_PER_SECOND,
                        writes.and(has("size", size)),
                        OptionalDouble.empty()));
        Stream<Optional<Panel>> turns = Stream.of(panel(
                "round trips of 100 bytes",
                Reading.THOUSANDS_PER_SECOND,
                benchmark("SocketBenchmark.roundTrip"),
                OptionalDouble.empty()));
        figure(
                "sockets",
                "SSLSocket over loopback: TLS_AES_128_GCM_SHA256",
                "Client and server each in its thread. Netty has no such sockets. " + MORE,
                Stream.concat(streams, turns));
    }

    private void coldStarts() {
        figure(
                "cold-start",
                "A fresh JVM: TLS 1.3, ECDSA P-256, x25519",
                "Medians of several JVMs. Of the time less is better, of the number more.",
                Stream.of(
                        panel(
                                "the first handshake",
                                Reading.MILLISECONDS,
                                benchmark("ColdStart.firstHandshake"),
                                OptionalDouble.empty()),
                        panel(
                                "full handshakes in the first 5 seconds",
                                Reading.NUMBER,
                                benchmark("ColdStart.handshakesInFirst5Seconds"),
                                OptionalDouble.empty())));
    }

    private void idleMemory() {
        Predicate<Score> any = score -> score.benchmark().startsWith("IdleMemory.");
        for (String connections : values(any, "connections")) {
            Predicate<Score> these = has("connections", connections);
            figure(
                    "idle-memory-" + connections,
                    "Memory of an idle connection, both ends together, when " + connections + " are open",
                    "Heap after all garbage was collected; all memory is what the process grew by, native memory included. "
                            + LESS,
                    Stream.of("engine", "socket")
                            .flatMap(transport -> Stream.of(
                                    panel(
                                            transport + ": heap",
                                            Reading.KILOBYTES,
                                            benchmark("IdleMemory.heap")
                                                    .and(these)
                                                    .and(has("transport", transport)),
                                            OptionalDouble.empty()),
                                    panel(
                                            transport + ": all memory",
                                            Reading.KILOBYTES,
                                            benchmark("IdleMemory.residentSet")
                                                    .and(these)
                                                    .and(has("transport", transport)),
                                            OptionalDouble.empty()))));
        }
    }

    private void growth() {
        figure(
                "connections",
                "Records of 1024 bytes over many open connections in turn",
                "Wrapped and unwrapped in one thread, TLS_AES_128_GCM_SHA256. " + MORE,
                values(CONNECTIONS, "connections").stream()
                        .map(number -> panel(
                                number.equals("1") ? "1 connection" : number + " connections",
                                Reading.THOUSANDS_PER_SECOND,
                                CONNECTIONS.and(has("connections", number)),
                                OptionalDouble.empty())));
    }

    private void figure(String name, String title, String note, Stream<Optional<Panel>> panels) {
        List<Panel> filled = panels.flatMap(Optional::stream).toList();
        if (!filled.isEmpty()) {
            figures.add(new Figure(name, title, note, filled));
        }
    }

    private Optional<Panel> panel(String title, Reading reading, Predicate<Score> which, OptionalDouble limit) {
        List<Score> chosen = scores.stream().filter(which).toList();
        List<Bar> bars = Arrays.stream(Contender.values())
                .flatMap(contender -> chosen.stream()
                        .filter(has("provider", contender.provider()))
                        .map(score -> reading.bar(contender, score)))
                .toList();
        return bars.isEmpty() ? Optional.empty() : Optional.of(new Panel(title, reading.unit(), bars, limit));
    }

    /** The values of a parameter among some scores: numbers by size, other values as they come. */
    private List<String> values(Predicate<Score> which, String param) {
        List<String> values = scores.stream()
                .filter(which)
                .map(score -> score.param(param))
                .distinct()
                .toList();
        boolean numbers = values.stream().allMatch(value -> value.matches("[0-9]+"));
        return numbers
                ? values.stream()
                        .sorted(Comparator.comparingInt(Integer::parseInt))
                        .toList()
                : values;
    }

    private static Predicate<Score> benchmark(String name) {
        return score -> score.benchmark().equals(name);
    }

    private static Predicate<Score> has(String param, String value) {
        return score -> score.param(param).equals(value);
    }

    private static boolean isAllocationKnown(Score score) {
        return score.allocated().isPresent();
    }
}
