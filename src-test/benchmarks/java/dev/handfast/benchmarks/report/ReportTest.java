package dev.handfast.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.benchmarks.report.Figure.Bar;
import dev.handfast.benchmarks.report.Figure.Panel;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is drawn of a small file of results. */
class ReportTest {
    private static final String RECORDS = "records-TLS_AES_128_GCM_SHA256-heap";
    private static final double ROUNDING = 1e-9;

    @TempDir
    Path directory;

    private static Path results() {
        try {
            return Path.of(ReportTest.class.getResource("results.json").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Figure figure(String name) throws IOException {
        return Figures.of(Scores.read(results())).stream()
                .filter(figure -> figure.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void drawsWhatIsKnownAndThereAndNothingElse() throws IOException {
        assertEquals(
                List.of(
                        RECORDS,
                        "allocation-TLS_AES_128_GCM_SHA256-heap",
                        "handshakes",
                        "handshake-allocation",
                        "cold-start"),
                Figures.of(Scores.read(results())).stream().map(Figure::name).toList());
    }

    @Test
    void sizesAreInOrderAndHandfastIsFirstWhereverTheFileHasThem() throws IOException {
        List<Panel> panels = figure(RECORDS).panels();
        assertEquals(
                List.of("64 bytes", "16384 bytes"),
                panels.stream().map(Panel::title).toList());
        for (Panel panel : panels) {
            assertEquals(
                    List.of(Contender.HANDFAST, Contender.SUNJSSE),
                    panel.bars().stream().map(Bar::contender).toList());
        }
    }

    @Test
    void theLowestTimeOfAllForksIsTheHighestRate() throws IOException {
        Bar bar = figure(RECORDS).panels().get(1).bars().get(0);
        assertEquals(16384 / 4096.0 * 1000, bar.value(), ROUNDING);
        assertEquals(16384 / 4384.0 * 1000, bar.low(), ROUNDING);
        assertEquals(16384 / 3800.0 * 1000, bar.high(), ROUNDING);
    }

    @Test
    void eachSizeHasItsOwnLimit() throws IOException {
        List<Panel> panels = figure(RECORDS).panels();
        assertEquals(64 / 640.0 * 1000, panels.get(0).limit().orElseThrow(), ROUNDING);
        assertEquals(16384 / 3200.0 * 1000, panels.get(1).limit().orElseThrow(), ROUNDING);
        assertEquals(panels.get(1).limit().orElseThrow(), panels.get(1).top(), ROUNDING);
    }

    @Test
    void handshakesAreRatesAndTheirAllocationIsInKilobytes() throws IOException {
        assertEquals("1,000", figure("handshakes").panels().get(0).bars().get(0).label());
        assertEquals(
                "140",
                figure("handshake-allocation").panels().get(0).bars().get(0).label());
        assertEquals(
                "TLS 1.3 ECDSA, x25519", figure("handshakes").panels().get(0).title());
    }

    @Test
    void numbersHaveThreeDigits() {
        assertEquals("12,345", Figure.number(12345.4));
        assertEquals("45.7", Figure.number(45.67));
        assertEquals("4.57", Figure.number(4.567));
    }

    @Test
    void aDrawingHasItsTextsAsText() throws IOException {
        String svg = Images.svg(new Drawing(figure(RECORDS)));
        for (String text : List.of("TLS_AES_128_GCM_SHA256", "64 bytes", "4,000", "Handfast", "SunJSSE", "the limit")) {
            assertTrue(svg.contains(text), "the drawing lacks " + text);
        }
        assertFalse(svg.contains("Conscrypt"), "the legend has somebody who was not measured");
        assertFalse(Images.svg(new Drawing(figure("handshakes"))).contains("the limit"));
    }

    @Test
    void aPictureHasTheColoursOfItsContendersAndOfNobodyElse() throws IOException {
        Path file = directory.resolve("records.png");
        Images.png(new Drawing(figure(RECORDS)), file);
        BufferedImage image = ImageIO.read(file.toFile());
        Set<Integer> colours = new TreeSet<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                colours.add(image.getRGB(x, y));
            }
        }
        assertTrue(colours.contains(Contender.HANDFAST.color().getRGB()));
        assertTrue(colours.contains(Contender.SUNJSSE.color().getRGB()));
        assertFalse(colours.contains(Contender.NETTY.color().getRGB()));
    }

    @Test
    void thePageNeedsNothingBesideItAndTellsTheMachine() throws IOException {
        Path copy = Files.copy(results(), directory.resolve("results.json"));
        Report.noteMachine(copy);
        String page = Files.readString(Report.draw(copy, directory.resolve("out")));
        Matcher images = Pattern.compile("src=\"([^\"]*)\"").matcher(page);
        int number = 0;
        for (; images.find(); number++) {
            String prefix = "data:image/svg+xml;base64,";
            assertTrue(images.group(1).startsWith(prefix), images.group(1));
            byte[] svg = Base64.getDecoder().decode(images.group(1).substring(prefix.length()));
            assertTrue(new String(svg, StandardCharsets.UTF_8).contains("<svg"));
        }
        assertEquals(5, number);
        assertTrue(page.contains(System.getProperty("java.runtime.version")));
        assertTrue(page.contains("benchmarks.jar report"));
        assertFalse(page.contains("${"), "a version was not filled in");
    }

    @Test
    void aPageOfAnUnknownMachineSaysSo() throws IOException {
        Path copy = Files.copy(results(), directory.resolve("results.json"));
        assertTrue(Files.readString(Report.draw(copy, directory)).contains("there is no machine.properties"));
    }

    @Test
    void resultsWithNothingToDrawAreRefused() throws IOException {
        Path empty = Files.writeString(directory.resolve("results.json"), "[]");
        assertTrue(assertThrows(IOException.class, () -> Report.draw(empty, directory))
                .getMessage()
                .contains("has no result that is drawn"));
        Path other = Files.writeString(directory.resolve("other.json"), "{}");
        assertTrue(assertThrows(IOException.class, () -> Report.draw(other, directory))
                .getMessage()
                .contains("no list of results"));
    }
}
