package dev.handfast.benchmarks.report;

import dev.handfast.benchmarks.report.Figure.Bar;
import dev.handfast.benchmarks.report.Figure.Panel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A page of HTML that needs nothing beside it: the figures, their numbers, and where and how they were made. */
final class Page {
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>Handfast measured beside its peers</title>
            <style>
            body { font: 16px/1.5 sans-serif; color: #22262b; max-width: 1000px; margin: 2em auto; padding: 0 1em }
            img { width: 100%; height: auto; border: 1px solid #d9dde2 }
            table { border-collapse: collapse; margin: 0.5em 0 }
            th, td { text-align: left; padding: 0.1em 1.2em 0.1em 0; vertical-align: top }
            td.number { text-align: right; font-variant-numeric: tabular-nums }
            section { margin: 2em 0 }
            pre { background: #f3f5f7; padding: 0.8em; overflow-x: auto }
            </style>
            </head>
            <body>
            <h1>Handfast measured beside its peers</h1>
            """;

    private static final String HOW = """
            <h2>How to make it again</h2>
            <pre>mvn -B -ntp -pl benchmarks -am package -DskipTests
            java -jar benchmarks/target/benchmarks.jar report --out benchmarks/target/report</pre>
            <p>It takes ten minutes; <code>--minutes 60</code> warms every JVM up for longer, which counts for handshakes. The whiskers go from
            the least to the most of all iterations, or JVMs. The machine should have nothing else to do.</p>
            </body>
            </html>
            """;

    private final StringBuilder html = new StringBuilder(HEAD);

    private Page() {}

    /** The page of {@code figures}, which were measured on {@code machine}. */
    static String of(List<Figure> figures, Machine machine) throws IOException {
        Page page = new Page();
        page.machine(machine);
        for (Figure figure : figures) {
            page.figure(figure);
        }
        return page.html.append(HOW).toString();
    }

    private void machine(Machine machine) {
        html.append("<table>\n");
        for (Map.Entry<String, String> fact : machine.facts().entrySet()) {
            html.append("<tr><th>").append(escape(fact.getKey())).append("</th><td>");
            html.append(escape(fact.getValue())).append("</td></tr>\n");
        }
        html.append("</table>\n");
    }

    private void figure(Figure figure) throws IOException {
        byte[] svg = Images.svg(new Drawing(figure)).getBytes(StandardCharsets.UTF_8);
        html.append("<section>\n<img alt=\"").append(escape(figure.title()));
        // Not as elements of the page: each drawing names its parts as all others do.
        html.append("\" src=\"data:image/svg+xml;base64,");
        html.append(Base64.getEncoder().encodeToString(svg)).append("\">\n");
        html.append("<details><summary>The numbers</summary>\n<table>\n");
        figure.panels().forEach(this::panel);
        html.append("</table>\n</details>\n</section>\n");
    }

    private void panel(Panel panel) {
        html.append("<tr><th colspan=\"3\">")
                .append(escape(panel.title() + ", " + panel.unit()))
                .append("</th></tr>\n");
        for (Bar bar : panel.bars()) {
            row(bar.contender().legend(), bar.value(), Figure.number(bar.low()) + " to " + Figure.number(bar.high()));
        }
        panel.limit().ifPresent(limit -> row("the limit", limit, ""));
    }

    private void row(String name, double value, String spread) {
        html.append("<tr><td>").append(escape(name)).append("</td><td class=\"number\">");
        html.append(Figure.number(value)).append("</td><td>").append(spread).append("</td></tr>\n");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
