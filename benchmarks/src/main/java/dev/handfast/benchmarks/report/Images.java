package dev.handfast.benchmarks.report;

import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGraphics2D;
import org.w3c.dom.Document;

/** Makes a file of a drawing, for a page or for a reader. */
final class Images {
    private static final String SVG = "http://www.w3.org/2000/svg";

    /** Pixels of a PNG to one of the screen, as screens are fine today. */
    private static final int FINENESS = 2;

    private Images() {}

    /** The drawing as SVG, with text as text. */
    static String svg(Drawing drawing) throws IOException {
        SVGGraphics2D graphics = new SVGGraphics2D(document());
        Rectangle size = drawing.size();
        graphics.setSVGCanvasSize(size.getSize());
        drawing.paint(graphics);
        StringWriter svg = new StringWriter();
        graphics.stream(svg, true);
        return svg.toString();
    }

    private static Document document() throws IOException {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(SVG, "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IOException("this JDK makes no XML documents", e);
        }
    }

    /** Writes the drawing as PNG. */
    static void png(Drawing drawing, Path file) throws IOException {
        Rectangle size = drawing.size();
        BufferedImage image =
                new BufferedImage(size.width * FINENESS, size.height * FINENESS, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.scale(FINENESS, FINENESS);
        drawing.paint(graphics);
        graphics.dispose();
        try (OutputStream out = Files.newOutputStream(file)) {
            ImageIO.write(image, "png", out);
        }
    }
}
