package dev.handfast;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of the page and the code list the same kinds in the same words. */
class FailuresPageTest {
    private static final Path PAGE = Path.of("FAILURES.md"); // Maven runs tests in the directory of the module

    @Test
    void tableAndCodeSayTheSameOfEachKind() throws IOException {
        List<String> table = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();
        assertEquals(Stream.of(FailureKind.values()).map(FailuresPageTest::row).toList(), table);
    }

    private static String row(FailureKind kind) {
        return "| `" + kind + "` | " + kind.when() + " | " + kind.remedy() + " |";
    }
}
