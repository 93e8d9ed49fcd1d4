package dev.handfast.tool;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The commands that README.md shows are those that there are. */
class ReadmeTest {
    /** To the end of the line, or of the code, or up to a comment or the next command. */
    private static final Pattern COMMAND = Pattern.compile("java [^\n`]*handfast-all\\.jar([^\n`#|&>]*)");

    @Test
    void itsCommandsAreUnderstood() throws IOException {
        Path readme = Path.of(System.getProperty("basedir", "provider/tool"), "..", "..", "README.md");
        List<String> commands = COMMAND.matcher(Files.readString(readme))
                .results()
                .map((MatchResult found) -> found.group(1).trim())
                .toList();
        assertFalse(commands.isEmpty(), "README.md shows no command");
        for (String each : commands) {
            Main.commandLine()
                    .parseArgs(Stream.of(each.split(" "))
                            .filter(word -> !word.isEmpty())
                            .toArray(String[]::new));
        }
    }
}
