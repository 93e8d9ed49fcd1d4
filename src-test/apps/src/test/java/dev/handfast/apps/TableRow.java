package dev.handfast.apps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A row of README's compatibility table, in a file of its own until all tests are through.
 *
 * @param application the name by which rows are told apart and sorted
 * @param speaks TLS's version and what is spoken over it
 * @param client how the application fares as a client on Handfast of a server on SunJSSE; likewise the others
 */
record TableRow(
        String application, String version, String speaks, String client, String server, String both, String refusals) {
    static final String HEADING = """
            | Application | Version | Speaks | Client, of SunJSSE | Server, for SunJSSE | Both on Handfast | Wrong host, unknown CA |
            |---|---|---|---|---|---|---|
            """;

    private static final Path DIRECTORY = Path.of("target", "compatibility");

    private static final String PASSED = "passed";
    private static final String PASSED_WITH_INSTALLED = "passed, of OpenSSL";
    private static final String NOT_ITS_ROLE = "–";

    static TableRow passed(Scenario scenario) {
        boolean installed = scenario.role == Scenario.Role.CLIENT_OF_INSTALLED;
        boolean calls = scenario.role != Scenario.Role.SERVER;
        boolean serves = scenario.role != Scenario.Role.CLIENT && !installed;
        return new TableRow(
                scenario.application,
                scenario.version,
                scenario.protocol + ", " + scenario.spoken,
                installed ? PASSED_WITH_INSTALLED : calls ? PASSED : NOT_ITS_ROLE,
                serves ? PASSED : NOT_ITS_ROLE,
                installed ? NOT_ITS_ROLE : PASSED,
                calls ? refusals(scenario) : NOT_ITS_ROLE);
    }

    private static String refusals(Scenario scenario) {
        return scenario.wrongHost.isPresent() ? "refused" : "it checks no host; refused";
    }

    void write() throws IOException {
        write(application, toString());
    }

    /** Leaves README's row as it is: what the test needs is not installed here. */
    static void skip(String application) throws IOException {
        write(application, beginning(application));
    }

    private static void write(String application, String text) throws IOException {
        Files.createDirectories(DIRECTORY);
        Files.writeString(DIRECTORY.resolve(application.replaceAll("[^A-Za-z0-9]+", "-") + ".md"), text);
    }

    private static String beginning(String application) {
        return "| " + application + " |";
    }

    /** What the tests left here, each row as Markdown, in the order of the table; of those skipped nothing but the beginning. */
    static List<String> all() throws IOException {
        var rows = new ArrayList<String>();
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            for (Path file : files.toList()) {
                rows.add(Files.readString(file));
            }
        }
        rows.sort(String.CASE_INSENSITIVE_ORDER);
        return rows;
    }

    /** The row as Markdown. */
    @Override
    public String toString() {
        return beginning(application) + " "
                + String.join(" | ", List.of(version, speaks, client, server, both, refusals)) + " |";
    }
}
