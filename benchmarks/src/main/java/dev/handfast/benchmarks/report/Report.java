package dev.handfast.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files of a report: every figure as SVG and PNG, and a page of all. */
public final class Report {
    private Report() {}

    /** Notes this machine beside {@code results}, which are about to be measured on it. */
    public static void noteMachine(Path results) throws IOException {
        Machine.here().write(results);
    }

    /**
     * Draws what is in {@code results}, which is JMH's JSON, into {@code directory}.
     *
     * @return the page
     * @throws IOException if there is nothing that can be drawn, too
     */
    public static Path draw(Path results, Path directory) throws IOException {
        List<Figure> figures = Figures.of(Scores.read(results));
        if (figures.isEmpty()) {
            throw new IOException(results + " has no result that is drawn: no record, handshake, socket or memory");
        }
        // A machine without a screen draws all the same.
        System.setProperty("java.awt.headless", "true");
        Files.createDirectories(directory);
        for (Figure figure : figures) {
            Drawing drawing = new Drawing(figure);
            Files.writeString(directory.resolve(figure.name() + ".svg"), Images.svg(drawing));
            Images.png(drawing, directory.resolve(figure.name() + ".png"));
        }
        Path page = directory.resolve("index.html");
        return Files.writeString(page, Page.of(figures, Machine.of(results)));
    }
}
