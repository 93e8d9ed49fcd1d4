package dev.handfast.benchmarks.report;

import dev.handfast.benchmarks.report.Figure.Bar;
import dev.handfast.benchmarks.report.Figure.Panel;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.CategoryLabelPositions;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.category.DefaultCategoryDataset;

/** Draws a figure: its title, its panels side by side in rows, and a legend of who is who. */
final class Drawing {
    private static final int WIDTH = 1000;
    private static final int PANELS_IN_A_ROW = 3;
    private static final int PANEL_HEIGHT = 270;
    private static final int HEADER = 64;
    private static final int LEGEND = 40;
    private static final int MARGIN = 16;
    private static final int SWATCH = 12;
    /** What a panel has above its highest value. */
    private static final double AIR = 1.12;

    private static final Color INK = new Color(0x22262b);
    private static final Color PALE_INK = new Color(0x5c636b);
    private static final Color GRID = new Color(0xd9dde2);
    private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 18);
    private static final Font PANEL_TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 13);
    private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    private static final BasicStroke DASHED =
            new BasicStroke(1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {6, 4}, 0);

    private final Figure figure;

    Drawing(Figure figure) {
        this.figure = figure;
    }

    /** In pixels of the screen. */
    Rectangle size() {
        return new Rectangle(WIDTH, HEADER + rows() * PANEL_HEIGHT + LEGEND);
    }

    private int rows() {
        return (figure.panels().size() + columns() - 1) / columns();
    }

    /** As few rows as will do, and those as even as can be. */
    private int columns() {
        int panels = figure.panels().size();
        int leastRows = (panels + PANELS_IN_A_ROW - 1) / PANELS_IN_A_ROW;
        return (panels + leastRows - 1) / leastRows;
    }

    void paint(Graphics2D graphics) {
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setPaint(Color.WHITE);
        graphics.fill(size());
        graphics.setPaint(INK);
        graphics.setFont(TITLE);
        graphics.drawString(figure.title(), MARGIN, 28);
        graphics.setPaint(PALE_INK);
        graphics.setFont(TEXT);
        graphics.drawString(figure.note(), MARGIN, 50);
        int width = (WIDTH - 2 * MARGIN) / columns();
        for (int number = 0; number < figure.panels().size(); number++) {
            int left = MARGIN + number % columns() * width;
            int top = HEADER + number / columns() * PANEL_HEIGHT;
            chart(figure.panels().get(number)).draw(graphics, new Rectangle2D.Double(left, top, width, PANEL_HEIGHT));
        }
        paintLegend(graphics);
    }

    /** The bars' names are in the legend, so that under each there is room for its value. */
    private void paintLegend(Graphics2D graphics) {
        int baseline = size().height - MARGIN;
        int x = MARGIN;
        graphics.setFont(TEXT);
        List<Contender> present = figure.panels().stream()
                .flatMap(panel -> panel.bars().stream())
                .map(Bar::contender)
                .distinct()
                .sorted()
                .toList();
        for (Contender contender : present) {
            graphics.setPaint(contender.color());
            graphics.fill(new Rectangle(x, baseline - SWATCH + 2, SWATCH, SWATCH));
            x = paintText(graphics, contender.legend(), x + SWATCH + 6, baseline);
        }
        if (figure.hasLimit()) {
            graphics.setPaint(INK);
            graphics.setStroke(DASHED);
            graphics.draw(new Line2D.Double(x, baseline - 4, x + 2 * SWATCH, baseline - 4));
            paintText(graphics, "the limit: the JDK's Cipher alone, sealing and opening", x + 2 * SWATCH + 6, baseline);
        }
    }

    /** Returns where the next text may begin. */
    private static int paintText(Graphics2D graphics, String text, int x, int baseline) {
        graphics.setPaint(INK);
        graphics.drawString(text, x, baseline);
        return x + graphics.getFontMetrics().stringWidth(text) + 24;
    }

    private static JFreeChart chart(Panel panel) {
        CategoryPlot plot = new CategoryPlot(data(panel), domain(), range(panel), new WhiskerRenderer(panel.bars()));
        plot.setBackgroundPaint(null);
        plot.setOutlineVisible(false);
        plot.setRangeGridlinePaint(GRID);
        plot.setRangeGridlineStroke(new BasicStroke(1));
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        panel.limit().ifPresent(limit -> plot.addRangeMarker(new ValueMarker(limit, INK, DASHED)));
        JFreeChart chart = new JFreeChart(null, TITLE, plot, false);
        chart.setBackgroundPaint(null);
        chart.setPadding(new RectangleInsets(8, 0, 0, 0));
        TextTitle title = new TextTitle(panel.title(), PANEL_TITLE);
        title.setPaint(INK);
        chart.setTitle(title);
        return chart;
    }

    /** A bar is its own category, and its value what is written below. */
    private static DefaultCategoryDataset data(Panel panel) {
        DefaultCategoryDataset data = new DefaultCategoryDataset();
        panel.bars().forEach(bar -> data.addValue(bar.value(), panel.unit(), new Label(bar)));
        return data;
    }

    /** The text under a bar. Two bars may have the same, and are in their contenders' order all the same. */
    private record Label(Bar bar) implements Comparable<Label> {
        @Override
        public int compareTo(Label other) {
            return bar.contender().compareTo(other.bar.contender());
        }

        @Override
        public String toString() {
            return bar.label();
        }
    }

    private static CategoryAxis domain() {
        CategoryAxis domain = new CategoryAxis();
        domain.setTickLabelFont(TEXT);
        domain.setTickLabelPaint(INK);
        domain.setCategoryMargin(0.18);
        domain.setLowerMargin(0.03);
        domain.setUpperMargin(0.03);
        domain.setCategoryLabelPositions(CategoryLabelPositions.STANDARD);
        domain.setMaximumCategoryLabelWidthRatio(2);
        domain.setAxisLinePaint(PALE_INK);
        return domain;
    }

    private static NumberAxis range(Panel panel) {
        NumberAxis range = new NumberAxis(panel.unit());
        range.setLabelFont(TEXT);
        range.setLabelPaint(PALE_INK);
        range.setTickLabelFont(TEXT);
        range.setTickLabelPaint(PALE_INK);
        range.setAxisLineVisible(false);
        range.setTickMarksVisible(false);
        range.setRange(0, Math.max(panel.top(), Double.MIN_NORMAL) * AIR);
        return range;
    }
}
