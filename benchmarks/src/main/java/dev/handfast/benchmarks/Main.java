package dev.handfast.benchmarks;

import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Runs one of our commands if the first argument names it, and JMH otherwise. */
@Command(
        name = "benchmarks.jar",
        subcommands = {ReportCommand.class, Compare.class, ColdStart.class, IdleMemory.class})
public final class Main {
    private Main() {}

    /** Arguments: a command and its options, or JMH's. */
    public static void main(String[] arguments) throws IOException {
        CommandLine ours = new CommandLine(new Main());
        if (arguments.length > 0 && ours.getSubcommands().containsKey(arguments[0])) {
            ours.setCaseInsensitiveEnumValuesAllowed(true);
            System.exit(ours.execute(arguments));
        }
        org.openjdk.jmh.Main.main(arguments);
    }
}
