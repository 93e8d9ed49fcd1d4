package dev.handfast.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that all commands have that measure without JMH. */
final class Harness {
    @Option(
            names = "--providers",
            split = ",",
            defaultValue = "Handfast,SunJSSE,BCJSSE,Conscrypt,Netty",
            description = "Whom to measure (default: ${DEFAULT-VALUE}).")
    private List<TlsProvider> providers;

    @Option(names = "--json", description = "A file of JMH's format, to which the results are added.")
    private Path json;

    List<TlsProvider> providers() {
        return providers;
    }

    /** Tells the results to who waits for them, and adds them to the file if there is one. */
    void publish(List<Samples> results) throws IOException {
        results.forEach(System.out::println);
        if (json != null) {
            ResultFile.add(json, results);
        }
    }
}
