package dev.handfast.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The examples of README.md's section "Install it", as they stand there. */
final class Readme {
    /** Tests run in the folder of their module. */
    private static final Path FILE = Path.of("..", "..", "README.md");

    private static final Pattern SECTION =
            Pattern.compile("^## Install it$(.*?)^## ", Pattern.MULTILINE | Pattern.DOTALL);

    private final String section;

    Readme() throws IOException {
        var matcher = SECTION.matcher(Files.readString(FILE));
        if (!matcher.find()) {
            throw new AssertionError(FILE.toAbsolutePath() + " has no section \"Install it\"");
        }
        section = matcher.group(1);
    }

    /** What is set in code of this language: {@code java}, {@code properties}, {@code sh}. */
    List<String> examples(String language) {
        return Pattern.compile("^```" + language + "\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(section)
                .results()
                .map(example -> example.group(1))
                .toList();
    }
}
