package dev.handfast.tool;

import dev.handfast.tool.peer.Dialer;
import dev.handfast.tool.peer.HostPort;
import dev.handfast.tool.scan.Advice;
import dev.handfast.tool.scan.Progress;
import dev.handfast.tool.scan.ScanResult;
import dev.handfast.tool.scan.ScanTable;
import dev.handfast.tool.scan.ServerScan;
import java.io.IOException;
import java.io.PrintWriter;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Finds out what a server accepts, and says what could be better. */
@Command(
        name = "scan",
        header = "What a server accepts, and what to improve.",
        description = {
            "",
            "Offers the server one thing after the other, in some 70 connections, of which at most two are open at a time:"
                    + " versions, cipher suites, groups, signature schemes, resumption, ALPN. Nothing is sent behind the"
                    + " handshakes. What Handfast does not speak, it cannot test: TLS 1.1 and older, and cipher suites such as"
                    + " those of RC4 and 3DES.",
            "",
            "Scan servers that are yours, or whose owners know.",
            "",
            "Exits with 1 if there is a fault: something that clients refuse, or an attack is known for.",
            ""
        },
        mixinStandardHelpOptions = true)
final class ScanCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "HOST[:PORT]", description = "The server; port 443 if none is named.")
    private HostPort target;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "10",
            converter = SecondsConverter.class,
            description = "How long to wait for the server each time, 1 to 300. Default: ${DEFAULT-VALUE}.")
    private Duration timeout;

    @Mixin
    private Screen screen;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        ServerScan.offerWeakThingsInThisJvm();
        ScanResult result = scan();
        PrintWriter out = spec.commandLine().getOut();
        if (result.versions().isEmpty()) {
            throw Stopped.byFinding(target + " speaks neither TLS 1.3 nor TLS 1.2: "
                    + result.refusals().values().iterator().next()
                    + "; look whether it is a TLS server, and whether it has a"
                    + " certificate");
        }
        List<Advice> advice = result.advice();
        if (!screen.isQuiet()) {
            print(result, out);
        }
        print(advice, out);
        out.flush();
        boolean faulty = advice.stream().anyMatch(each -> each.grade() == Advice.Grade.FAULT);
        return faulty ? Main.FAILED : Main.FINE;
    }

    private ScanResult scan() throws IOException, GeneralSecurityException, InterruptedException {
        var dialer = new Dialer(target, timeout);
        if (screen.isQuiet() || !Screen.isTerminal()) {
            return new ServerScan(dialer, Progress.NONE).scan();
        }
        try (ProgressBar bar = new ProgressBarBuilder()
                .setTaskName("scan")
                .setInitialMax(ServerScan.USUAL_STEPS)
                .setStyle(ProgressBarStyle.ASCII)
                .setConsumer(new ConsoleProgressBarConsumer(System.err, screen.width()))
                .build()) {
            return new ServerScan(dialer, purpose -> bar.step().setExtraMessage(purpose)).scan();
        }
    }

    private void print(ScanResult result, PrintWriter out) {
        out.println(result.target());
        var table = new Table(out, screen.width());
        for (ScanTable.Section section : ScanTable.of(result)) {
            out.println();
            out.println(screen.paint("bold", section.title()));
            int column = Table.column(
                    section.rows().stream().map(ScanTable.Row::name).toList());
            for (ScanTable.Row row : section.rows()) {
                table.row(row.name(), column, row.value(), line -> screen.paint(color(row.mark()), line));
            }
        }
        out.println();
    }

    private void print(List<Advice> advice, PrintWriter out) {
        if (advice.isEmpty()) {
            out.println("Nothing to improve was found.");
            return;
        }
        out.println(screen.paint("bold", "What to improve"));
        var table = new Table(out, screen.width());
        for (Advice each : advice) {
            boolean fault = each.grade() == Advice.Grade.FAULT;
            table.row(
                    fault ? "fault" : "better",
                    "better".length() + 2,
                    each.finding() + ". Remedy: " + each.remedy(),
                    line -> screen.paint(fault ? "red" : "yellow", line));
        }
    }

    private static String color(ScanTable.Mark mark) {
        return switch (mark) {
            case GOOD -> "green";
            case WEAK -> "yellow";
            case BAD -> "red";
            case PLAIN -> "";
        };
    }

    /** For the command line. */
    static final class SecondsConverter implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            return Duration.ofSeconds(WholeNumber.of(text, 1, 300, "number of seconds"));
        }
    }
}
