package dev.handfast.tool;

import dev.handfast.tool.peer.HostPort;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/**
 * The command line: {@code explain}, {@code scan}, {@code serve} and {@code doctor}. Without any it shows the demonstration of
 * {@code explain}.
 */
@Command(
        name = "handfast",
        header = "Shows TLS at work, on Handfast: a TLS provider in Java.",
        description = {"", "Without a command it shows a handshake of its own, as handfast explain --demo does.", ""},
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {
            ExplainCommand.class,
            ScanCommand.class,
            ServeCommand.class,
            DoctorCommand.class,
            CommandLine.HelpCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:all is well",
            " 1:the peer, the handshake or what was looked at is not as it should be",
            " 2:the command was used in a wrong way"
        },
        footer = {
            "",
            "Try:",
            "  handfast explain example.org       tell the handshake with a server",
            "  handfast scan example.org          what a server accepts, and what to improve",
            "  handfast serve                     show each visitor its handshake",
            "  handfast help scan                 all about one command",
            "",
            "handfast stands for: java -jar handfast-all.jar"
        })
public final class Main implements Runnable {
    static final int FINE = CommandLine.ExitCode.OK;
    static final int FAILED = 1;
    static final int WRONG_USE = 2;

    @Spec
    private CommandSpec spec;

    Main() {}

    /** Runs one command, and exits with its code. */
    public static void main(String[] arguments) {
        System.exit(run(commandLine(), arguments));
    }

    /** Runs one command. */
    static int run(CommandLine commands, String... arguments) {
        if (arguments.length > 0) {
            return commands.execute(arguments);
        }
        int status = commands.execute("explain", "--demo");
        commands.getOut().printf("%nThere is more: --help tells.%n");
        commands.getOut().flush();
        return status;
    }

    /** All commands, printing to the standard streams. */
    static CommandLine commandLine() {
        var commands = new CommandLine(new Main());
        commands.setCaseInsensitiveEnumValuesAllowed(true);
        commands.setUsageHelpAutoWidth(true);
        commands.setParameterExceptionHandler(Main::onWrongUse);
        commands.setExecutionExceptionHandler(Main::onFailure);
        for (Map.Entry<Class<?>, ITypeConverter<?>> each : CONVERTERS.entrySet()) {
            register(commands, each.getKey(), each.getValue());
        }
        return commands;
    }

    private static final Map<Class<?>, ITypeConverter<?>> CONVERTERS =
            Map.of(HostPort.class, new HostPort.Converter(), DemoHandshake.class, new DemoHandshake.Converter());

    @SuppressWarnings("unchecked") // each converter stands beside the class that it makes
    private static <T> void register(CommandLine commands, Class<T> type, ITypeConverter<?> converter) {
        commands.registerConverter(type, (ITypeConverter<T>) converter);
    }

    /** Options of ours without a command. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command was given");
    }

    private static int onWrongUse(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("handfast: " + OneLine.withoutBreaks(wrong.getMessage()).replaceFirst("^Error: ", "") + " (see "
                + command.getCommandSpec().qualifiedName() + " --help)");
        err.flush();
        return WRONG_USE;
    }

    private static int onFailure(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        err.println("handfast: " + OneLine.of(failure));
        if (command.getParseResult().matchedOptionValue("--stacktrace", false)) {
            failure.printStackTrace(err);
        }
        err.flush();
        return failure instanceof Stopped stopped ? stopped.status() : FAILED;
    }

    /** That of the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {
                "handfast " + (version == null ? "(not from a jar)" : version),
                "JVM: ${java.version} of" + " ${java.vendor}"
            };
        }
    }
}
