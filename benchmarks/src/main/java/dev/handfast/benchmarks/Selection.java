package dev.handfast.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.bouncycastle.operator.OperatorCreationException;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** What {@link ReportCommand} measures: of every benchmark the part that most people ask for, in a time that is given. */
final class Selection {
    private static final int WARM_UPS = 2;
    private static final int ITERATIONS = 4;
    private static final Duration START_OF_A_JVM = Duration.ofSeconds(2);
    private static final Duration SHORTEST_ITERATION = Duration.ofMillis(100);
    private static final int COLD_STARTS = 3;
    private static final Duration COLD_LIFE = Duration.ofSeconds(5);
    private static final int IDLE_CONNECTIONS = 1000;
    private static final Duration IDLE_LIFE = Duration.ofSeconds(8);
    private static final String SUITE = Suite.TLS_AES_128_GCM_SHA256.name();

    private final List<TlsProvider> providers;
    private final List<Part> parts = new ArrayList<>();

    /** @param providers whom to measure */
    Selection(List<TlsProvider> providers) {
        this.providers = providers;
        String[] all = names(providers);
        String[] withSockets = names(
                providers.stream().filter(IdleMemory.Transport.socket::isHadBy).toList());
        String[] resuming = names(providers.stream()
                .filter(provider -> provider != TlsProvider.BCJSSE)
                .toList());
        parts.add(new Part("CipherLimit", 1).with("suite", SUITE).with("size", "64", "1024", "16384"));
        parts.add(new Part("RecordBenchmark", 1)
                .with("suite", SUITE)
                .with("buffers", "heap")
                .with("size", "64", "1024", "16384")
                .with("provider", all));
        parts.add(new Part("RecordBenchmark", 1)
                .with("suite", SUITE)
                .with("buffers", "direct")
                .with("size", "16384")
                .with("provider", all));
        parts.add(new Part("HandshakeBenchmark", 3)
                .with("kind", "tls13-ecdsa", "tls13-rsa")
                .with("provider", all));
        parts.add(new Part("HandshakeBenchmark", 3)
                .with("kind", "tls13-ecdsa")
                .with("crypto", Crypto.accp.name())
                .with("provider", TlsProvider.Handfast.name(), TlsProvider.SunJSSE.name()));
        parts.add(new Part("ResumptionBenchmark", 3).with("version", "tls13").with("provider", resuming));
        parts.add(new Part("SocketBenchmark.write", 1)
                .with("size", "1024", "16384")
                .with("provider", withSockets));
        parts.add(new Part("SocketBenchmark.roundTrip", 1).with("provider", withSockets));
    }

    /** Some runs of one benchmark. A run has a weight, as what has more code to compile takes longer to warm up. */
    private static final class Part {
        private final String benchmark;
        private final int weight;
        private final List<String> names = new ArrayList<>();
        private final List<String[]> values = new ArrayList<>();

        Part(String benchmark, int weight) {
            this.benchmark = benchmark;
            this.weight = weight;
        }

        Part with(String parameter, String... oneOf) {
            names.add(parameter);
            values.add(oneOf);
            return this;
        }

        /** One of each value with each of the others. */
        int runs() {
            return values.stream().mapToInt(oneOf -> oneOf.length).reduce(1, (some, more) -> some * more);
        }

        Collection<RunResult> run(Duration unit) throws RunnerException {
            TimeValue iteration =
                    TimeValue.milliseconds(unit.multipliedBy(weight).toMillis() / (WARM_UPS + ITERATIONS));
            ChainedOptionsBuilder options = new OptionsBuilder()
                    .include("\\." + benchmark)
                    .forks(1)
                    .warmupIterations(WARM_UPS)
                    .warmupTime(iteration)
                    .measurementIterations(ITERATIONS)
                    .measurementTime(iteration)
                    .addProfiler(GCProfiler.class);
            for (int parameter = 0; parameter < names.size(); parameter++) {
                options.param(names.get(parameter), values.get(parameter));
            }
            return new Runner(options.build()).run();
        }
    }

    /** Measures for about {@code time}, and writes what came of it into {@code file}, in JMH's JSON. */
    void run(Duration time, Path file)
            throws RunnerException, GeneralSecurityException, IOException, OperatorCreationException,
                    InterruptedException {
        List<RunResult> results = new ArrayList<>();
        Duration unit = unit(time);
        for (Part part : parts) {
            results.addAll(part.run(unit));
        }
        ResultFormatFactory.getInstance(ResultFormatType.JSON, file.toString()).writeOut(results);
        ResultFile.add(file, ColdStart.measure(providers, COLD_STARTS, COLD_LIFE));
        for (IdleMemory.Transport transport : IdleMemory.Transport.values()) {
            ResultFile.add(file, IdleMemory.measure(providers, transport, IDLE_CONNECTIONS, "1g"));
        }
    }

    /** How long a run of weight 1 may take, so that all takes as long as it may. */
    private Duration unit(Duration time) {
        int runs = parts.stream().mapToInt(Part::runs).sum();
        int weights = parts.stream().mapToInt(part -> part.runs() * part.weight).sum();
        Duration left = time.minus(START_OF_A_JVM.multipliedBy(runs))
                .minus(COLD_LIFE.multipliedBy((long) COLD_STARTS * providers.size()))
                .minus(IDLE_LIFE.multipliedBy(2L * providers.size()));
        Duration unit = left.dividedBy(weights);
        Duration shortest = SHORTEST_ITERATION.multipliedBy(WARM_UPS + ITERATIONS);
        return unit.compareTo(shortest) < 0 ? shortest : unit;
    }

    private static String[] names(List<TlsProvider> providers) {
        return providers.stream().map(Enum::name).toArray(String[]::new);
    }
}
