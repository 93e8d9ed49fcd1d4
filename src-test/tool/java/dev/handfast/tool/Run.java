package dev.handfast.tool;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;

/**
 * What a command printed and exited with.
 *
 * @param out lines of the standard output
 * @param err all of the standard error
 */
record Run(int status, List<String> out, String err) {

    /** Runs a command in this JVM. */
    static Run of(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        CommandLine commands = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int status = Main.run(commands, arguments);
        return new Run(status, out.toString().lines().toList(), err.toString().trim());
    }

    boolean tells(String words) {
        return out.stream().anyMatch(line -> line.contains(words));
    }
}
