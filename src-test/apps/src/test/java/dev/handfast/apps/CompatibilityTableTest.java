package dev.handfast.apps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * README's compatibility table is the one that the tests of all applications wrote. The build runs this behind them, in its phase {@code
 * verify}; with {@code -Dhandfast.table=write} it writes the table to README instead.
 */
class CompatibilityTableTest {
    private static final Path README = Path.of("..", "..", "README.md");
    private static final String BEGIN = "<!-- Written by src-test/apps: begin -->\n";
    private static final String END = "<!-- end -->\n";

    @Test
    void readmeShowsWhatTheTestsFound() throws IOException {
        String readme = Files.readString(README);
        int begin = readme.indexOf(BEGIN) + BEGIN.length();
        int end = readme.indexOf(END, begin);
        String shown = readme.substring(begin, end);
        String found = table(shown.lines().toList());
        if ("write".equals(System.getProperty("handfast.table"))) {
            Files.writeString(README, readme.substring(0, begin) + found + readme.substring(end));
        } else {
            assertEquals(
                    found,
                    shown,
                    "README.md does not show what the tests found. If they are right, let them write its table:"
                            + " mvn clean verify -Dhandfast.table=write");
        }
    }

    /** The table as found; rows whose tests were skipped stay as they are shown. */
    private static String table(List<String> shown) throws IOException {
        var table = new StringBuilder(TableRow.HEADING);
        for (String row : TableRow.all()) {
            String whole = shown.stream()
                    .filter(line -> line.startsWith(row))
                    .findFirst()
                    .orElse(row);
            table.append(whole).append('\n');
        }
        return table.toString();
    }
}
