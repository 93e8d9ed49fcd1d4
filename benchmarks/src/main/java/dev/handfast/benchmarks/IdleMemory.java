package dev.handfast.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * What an idle connection holds in memory, both ends together, when garbage is collected: heap, direct buffers, and what the process as a
 * whole grows by, where the memory of native code shows. Each number is of a JVM of its own, whose heap was all touched before, so that
 * it does not grow.
 */
@Command(
        name = "idle-memory",
        mixinStandardHelpOptions = true,
        description = "The memory of idle connections, both ends together.")
final class IdleMemory implements Callable<Integer> {
    /** Who opens connections. */
    enum Transport {
        engine,
        socket;

        boolean isHadBy(TlsProvider provider) {
            return this == engine || provider != TlsProvider.Netty;
        }
    }

    @Mixin
    private Harness harness;

    @Option(
            names = "--transports",
            split = ",",
            defaultValue = "engine,socket",
            description = "Engines in memory or sockets over loopback (default: ${DEFAULT-VALUE}).")
    private List<Transport> transports;

    @Option(
            names = "--connections",
            split = ",",
            defaultValue = "1000",
            description = "How many are open (default: ${DEFAULT-VALUE}).")
    private List<Integer> connections;

    @Option(names = "--heap", defaultValue = "1g", description = "The heap of each JVM (default: ${DEFAULT-VALUE}).")
    private String heap;

    @Override
    public Integer call() throws Exception {
        List<Samples> results = new ArrayList<>();
        for (int number : connections) {
            for (Transport transport : transports) {
                results.addAll(measure(harness.providers(), transport, number, heap));
            }
        }
        harness.publish(results);
        return 0;
    }

    /** Measures so many connections of all {@code providers} that have the transport. */
    static List<Samples> measure(List<TlsProvider> providers, Transport transport, int connections, String heap)
            throws IOException, InterruptedException {
        List<Samples> results = new ArrayList<>();
        for (TlsProvider provider : providers) {
            if (!transport.isHadBy(provider)) {
                continue;
            }
            String[] said = Child.run(
                            IdleConnections.class,
                            List.of("-Xms" + heap, "-Xmx" + heap, "-XX:+UseSerialGC", "-XX:+AlwaysPreTouch"),
                            List.of(provider.name(), transport.name(), Integer.toString(connections)))
                    .split(" ", 3);
            Map<String, String> params = Map.of(
                    "provider", provider.name(),
                    "transport", transport.name(),
                    "connections", Integer.toString(connections));
            results.add(each("heap", params, said[0], connections));
            results.add(each("directBuffers", params, said[1], connections));
            results.add(each("residentSet", params, said[2], connections));
        }
        return results;
    }

    private static Samples each(String kind, Map<String, String> params, String bytes, int connections) {
        return new Samples(
                IdleMemory.class.getName() + "." + kind, params, "B", List.of(Double.parseDouble(bytes) / connections));
    }
}
