package dev.handfast.benchmarks;

import dev.handfast.benchmarks.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.bouncycastle.operator.OperatorCreationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures a selection of everything and draws it, or draws what was measured before. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Measures every provider that is on the class path, and draws charts and a page of it.")
final class ReportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--out",
            defaultValue = "report",
            description = "The directory of results.json, the charts and index.html (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Option(
            names = "--minutes",
            defaultValue = "10",
            description = "About how long to measure, at least 5 (default: ${DEFAULT-VALUE}).")
    private int minutes;

    @Option(names = "--from", description = "Results in JMH's JSON that are to be drawn. Nothing is measured then.")
    private Path from;

    @Override
    public Integer call() throws Exception {
        Path results = from == null ? measured() : from;
        System.out.println("The page is " + Report.draw(results, out));
        return 0;
    }

    private Path measured() throws Exception {
        if (minutes < 5) {
            throw new ParameterException(
                    spec.commandLine(), "--minutes " + minutes + ": all there is takes 5, with hardly any warm-up");
        }
        Files.createDirectories(out);
        Path results = out.resolve("results.json");
        Report.noteMachine(results);
        new Selection(present()).run(Duration.ofMinutes(minutes), results);
        return results;
    }

    /** Those who are here and run on this platform. */
    private static List<TlsProvider> present() throws GeneralSecurityException, IOException, OperatorCreationException {
        Credentials credentials = new Identity(Identity.Kind.ECDSA_P256).credentials();
        List<TlsProvider> present = new ArrayList<>();
        for (TlsProvider provider : TlsProvider.values()) {
            try {
                provider.contexts(Terms.of(Suite.TLS_AES_128_GCM_SHA256), credentials);
                present.add(provider);
            } catch (GeneralSecurityException | IOException | LinkageError e) {
                System.out.println(provider + " is left out: " + e);
            }
        }
        return present;
    }
}
