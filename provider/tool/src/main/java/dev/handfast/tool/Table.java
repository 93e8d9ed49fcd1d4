package dev.handfast.tool;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Prints rows of two columns, and breaks what is too long for the second between words. */
final class Table {
    private static final int INDENT = 2;
    private static final int WIDEST_NAME = 46;

    private final PrintWriter out;
    private final int width;

    Table(PrintWriter out, int width) {
        this.out = out;
        this.width = width;
    }

    /** @param names the names of all rows that stand together */
    static int column(List<String> names) {
        int longest = names.stream().mapToInt(String::length).max().orElse(0);
        return Math.min(longest, WIDEST_NAME) + INDENT;
    }

    /**
     * One row.
     *
     * @param column where the value begins, behind the indent
     * @param paint gives a line of the value its colour
     */
    void row(String name, int column, String value, UnaryOperator<String> paint) {
        String margin = " ".repeat(INDENT);
        List<String> lines = wrapped(OneLine.withoutBreaks(value), width - INDENT - column);
        String first = String.format("%-" + column + "s", OneLine.withoutBreaks(name));
        if (first.length() > column) { // then the value has its own line
            out.println(margin + first);
            first = " ".repeat(column);
        }
        for (String line : lines) {
            out.println((margin + first + paint.apply(line)).stripTrailing());
            first = " ".repeat(column);
        }
    }

    /** {@code text} in lines of {@code room} columns; a word that is longer has a line of its own. */
    static List<String> wrapped(String text, int room) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (line.length() > 0 && line.length() + 1 + word.length() > room) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() > 0 ? " " : "").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
