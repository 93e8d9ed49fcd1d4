package dev.handfast.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Sets text in two columns that overlap: what the client says and does begins on the left, what the server says and does ends on the
 * right. Where there is no room for two, all stands on the left.
 */
final class Columns {
    private static final int NARROWEST_PAIR = 76;
    private static final int NARROWEST = 24;
    private static final int INDENT = 2;

    private final int width;
    private final Paint paint;
    private final Consumer<String> lines;

    Columns(int width, Paint paint, Consumer<String> lines) {
        this.width = Math.max(NARROWEST, width);
        this.paint = paint;
        this.lines = lines;
    }

    boolean isPair() {
        return width >= NARROWEST_PAIR;
    }

    void blank() {
        lines.accept("");
    }

    /** Text over all of the width. */
    void across(Style style, String text) {
        wrapped(text, width).forEach(line -> lines.accept(paint.paint(style, line)));
    }

    /** Two words at the ends of a line. */
    void ends(Style style, String left, String right) {
        int gap = Math.max(1, width - left.length() - right.length());
        lines.accept(paint.paint(style, left) + " ".repeat(gap) + paint.paint(style, right));
    }

    /** A name and an arrow from its side to the other, with what there is to say about it. */
    void arrow(Side from, String name, String about) {
        int room = width - name.length() - about.length() - " --  -->".length();
        if (!isPair() || room < 2) {
            across(Style.MESSAGE, from == Side.CLIENT ? name + " -->" : "<-- " + name);
            paragraph(from, Style.QUIET, about);
            return;
        }
        String first = "-".repeat(room / 2 + 1);
        String second = "-".repeat(room - room / 2 + 1);
        lines.accept(
                from == Side.CLIENT
                        ? paint.paint(Style.MESSAGE, name)
                                + paint.paint(Style.QUIET, " " + first + " " + about + " " + second + ">")
                        : paint.paint(Style.QUIET, "<" + second + " " + about + " " + first + " ")
                                + paint.paint(Style.MESSAGE, name));
    }

    /** A paragraph of one side. */
    void paragraph(Side side, Style style, String text) {
        int measure = isPair() ? width * 2 / 3 : width - INDENT;
        int margin = side == Side.CLIENT || !isPair() ? INDENT : width - measure;
        wrapped(text, measure).forEach(line -> lines.accept(" ".repeat(margin) + paint.paint(style, line)));
    }

    /** Breaks between words; a word that is longer than a line has it to itself, and is broken where it must be. */
    static List<String> wrapped(String text, int measure) {
        var all = new ArrayList<String>();
        var line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (line.length() > 0 && line.length() + 1 + word.length() > measure) {
                all.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
            while (line.length() > measure) {
                all.add(line.substring(0, measure));
                line.delete(0, measure);
            }
        }
        all.add(line.toString());
        return all;
    }
}
