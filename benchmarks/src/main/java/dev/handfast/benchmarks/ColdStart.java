package dev.handfast.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.bouncycastle.operator.OperatorCreationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * How long the first handshake of a JVM takes, from before the provider and its contexts are made, with keys and certificates already
 * loaded; and how many full handshakes there are in a JVM's first seconds. Each JVM is fresh, and the providers take turns, so that what
 * else goes on in the machine meets them all.
 */
@Command(
        name = "cold-start",
        mixinStandardHelpOptions = true,
        description = "The first handshake of fresh JVMs, and how many there are in their first seconds.")
final class ColdStart implements Callable<Integer> {
    @Mixin
    private Harness harness;

    @Option(names = "--jvms", defaultValue = "10", description = "JVMs for each provider (default: ${DEFAULT-VALUE}).")
    private int jvms;

    @Option(
            names = "--seconds",
            defaultValue = "5",
            description = "How long each JVM lives (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Override
    public Integer call() throws Exception {
        List<Samples> results = measure(harness.providers(), jvms, Duration.ofSeconds(seconds));
        harness.publish(results);
        return 0;
    }

    /** Measures all {@code providers}, in so many JVMs each, every one of which lives so long. */
    static List<Samples> measure(List<TlsProvider> providers, int jvms, Duration life)
            throws GeneralSecurityException, IOException, OperatorCreationException, InterruptedException {
        Map<TlsProvider, List<Double>> milliseconds = new EnumMap<>(TlsProvider.class);
        Map<TlsProvider, List<Double>> handshakes = new EnumMap<>(TlsProvider.class);
        Path directory = Files.createTempDirectory("cold-start");
        try {
            new Identity(Identity.Kind.ECDSA_P256).credentials().save(directory);
            for (int round = 0; round < jvms; round++) {
                for (TlsProvider provider : providers) {
                    String[] said = start(provider, directory, life).split(" ", 2);
                    add(milliseconds, provider, Double.parseDouble(said[0]) / 1e6);
                    add(handshakes, provider, Double.parseDouble(said[1]));
                }
            }
        } finally {
            Credentials.delete(directory);
        }
        List<Samples> results = new ArrayList<>();
        for (TlsProvider provider : providers) {
            Map<String, String> params = Map.of("provider", provider.name());
            results.add(new Samples(
                    ColdStart.class.getName() + ".firstHandshake", params, "ms", milliseconds.get(provider)));
            results.add(new Samples(
                    ColdStart.class.getName() + ".handshakesInFirst" + life.toSeconds() + "Seconds",
                    params,
                    "#",
                    handshakes.get(provider)));
        }
        return results;
    }

    private static String start(TlsProvider provider, Path directory, Duration life)
            throws IOException, InterruptedException {
        long end = System.currentTimeMillis() + life.toMillis();
        return Child.run(
                FirstHandshakes.class, List.of(), List.of(provider.name(), directory.toString(), Long.toString(end)));
    }

    private static void add(Map<TlsProvider, List<Double>> to, TlsProvider provider, double value) {
        to.computeIfAbsent(provider, absent -> new ArrayList<>()).add(value);
    }
}
