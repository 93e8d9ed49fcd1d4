package dev.handfast.benchmarks.report;

import dev.handfast.benchmarks.report.Figure.Bar;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.CategoryItemRendererState;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.data.category.CategoryDataset;

/** Draws each bar in its contender's colour, and a whisker over it from the least to the most. */
final class WhiskerRenderer extends BarRenderer {
    private static final long serialVersionUID = 1;
    private static final double CAP = 4;
    private static final BasicStroke THIN = new BasicStroke(1.2f);

    private final transient List<Bar> bars;

    WhiskerRenderer(List<Bar> bars) {
        this.bars = bars;
        setBarPainter(new StandardBarPainter());
        setShadowVisible(false);
        setMaximumBarWidth(0.16);
    }

    @Override
    public Paint getItemPaint(int row, int column) {
        return bars.get(column).contender().color();
    }

    @Override
    public void drawItem(
            Graphics2D graphics,
            CategoryItemRendererState state,
            Rectangle2D area,
            CategoryPlot plot,
            CategoryAxis domain,
            ValueAxis range,
            CategoryDataset data,
            int row,
            int column,
            int pass) {
        super.drawItem(graphics, state, area, plot, domain, range, data, row, column, pass);
        Bar bar = bars.get(column);
        double x = domain.getCategoryMiddle(column, bars.size(), area, plot.getDomainAxisEdge());
        double low = range.valueToJava2D(bar.low(), area, plot.getRangeAxisEdge());
        double high = range.valueToJava2D(bar.high(), area, plot.getRangeAxisEdge());
        if (low - high < 1) {
            return;
        }
        graphics.setPaint(Color.DARK_GRAY);
        graphics.setStroke(THIN);
        graphics.draw(new Line2D.Double(x, low, x, high));
        graphics.draw(new Line2D.Double(x - CAP, low, x + CAP, low));
        graphics.draw(new Line2D.Double(x - CAP, high, x + CAP, high));
    }
}
