package dev.handfast.tool;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** What all commands have in common: how they print, and how much. */
final class Screen {
    private static final int WITHOUT_TERMINAL = 100;
    private static final int NARROWEST = 40;
    private static final int WIDEST = 1_000;

    /** When to print in colours. */
    enum When {
        AUTO,
        ALWAYS,
        NEVER;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            defaultValue = "auto",
            description = "auto (on a terminal, unless NO_COLOR is set), always or never. Default: ${DEFAULT-VALUE}.")
    private When color;

    @Option(
            names = "--width",
            paramLabel = "N",
            converter = WidthConverter.class,
            description = "Columns to print in, at least 40. Default: the terminal's, or 100.")
    private Integer width;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print the result alone.")
    private boolean quiet;

    @Option(names = "--stacktrace", description = "Show where in the program an error came up; for reports of bugs.")
    private boolean stacktrace;

    boolean isQuiet() {
        return quiet;
    }

    boolean showsStackTraces() {
        return stacktrace;
    }

    /** Whether to print in colours. */
    boolean isColored() {
        return switch (color) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO -> Ansi.AUTO.enabled() && isTerminal();
        };
    }

    /** Whether somebody looks on while it is printed. */
    static boolean isTerminal() {
        return OfThisJvm.WIDTH.isPresent();
    }

    /** Columns. */
    int width() {
        return width != null ? width : OfThisJvm.WIDTH.orElse(WITHOUT_TERMINAL);
    }

    /**
     * {@code text} in a look of picocli's, if colours are wanted.
     *
     * @param look such as {@code bold} or {@code fg(red),bold}; empty for none
     */
    String paint(String look, String text) {
        // All off at once: what turns bold off alone draws a double line in some terminals.
        return look.isEmpty() || !isColored()
                ? text
                : Ansi.Style.on(Ansi.Style.parse(look)) + text + Ansi.Style.reset.on();
    }

    /** For the command line. */
    static final class WidthConverter implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return WholeNumber.of(text, NARROWEST, WIDEST, "width");
        }
    }

    /** Asked once: it takes a while. */
    private static final class OfThisJvm {
        private static final Optional<Integer> WIDTH = width();

        private static Optional<Integer> width() {
            try (Terminal terminal =
                    TerminalBuilder.builder().system(true).dumb(false).build()) {
                int columns = terminal.getWidth();
                return terminal.getType().startsWith(Terminal.TYPE_DUMB)
                        ? Optional.empty()
                        : Optional.of(columns < NARROWEST ? WITHOUT_TERMINAL : Math.min(columns, WIDEST));
            } catch (IOException | IllegalStateException none) {
                return Optional.empty();
            }
        }
    }
}
