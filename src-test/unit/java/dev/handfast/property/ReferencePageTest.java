package dev.handfast.property;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of the reference page and the code say the same of every property. */
class ReferencePageTest {
    private static final Path PAGE = Path.of("REFERENCE.md"); // Maven runs tests in the directory of the module

    private record Row(String name, String source, String fallback, Standing.Kind standing) {
        static Row of(String line) {
            String[] cells = line.split(" \\| ", -1);
            return new Row(
                    bare(cells[0].substring(2)),
                    cells[1],
                    cells[2].equals("none") ? "" : bare(cells[2]),
                    kind(cells[3]));
        }

        static Row of(Property property) {
            return new Row(
                    property.toString(),
                    property.source().name().toLowerCase(Locale.ROOT),
                    property.fallback(),
                    property.standing());
        }

        private static String bare(String cell) {
            return cell.replace("`", "");
        }

        private static Standing.Kind kind(String text) {
            return text.startsWith("**Not honoured**")
                    ? Standing.Kind.IGNORED
                    : text.startsWith("**The JDK's**") ? Standing.Kind.OF_THE_JDK : Standing.Kind.HONOURED;
        }
    }

    @Test
    void tableAndCodeListTheSameInTheSameOrder() throws IOException {
        List<Row> table = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| `"))
                .map(Row::of)
                .toList();
        assertEquals(Stream.of(Property.values()).map(Row::of).toList(), table);
    }
}
