package dev.handfast.benchmarks.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Where, when and with what was measured.
 *
 * @param facts by what they are about, in the order in which they are told
 */
record Machine(Map<String, String> facts) {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    /** This machine, today. */
    static Machine here() throws IOException {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Processor", processor() + ", " + Runtime.getRuntime().availableProcessors() + " of its cores");
        facts.put("System", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("JDK", System.getProperty("java.vendor") + " " + System.getProperty("java.runtime.version"));
        facts.put("Date", LocalDate.now(ZoneOffset.UTC).toString());
        facts.put("SunJSSE", "of the JDK");
        versions().forEach(facts::put);
        return new Machine(facts);
    }

    private static String processor() throws IOException {
        if (Files.exists(PROCESSORS)) {
            for (String line : Files.readAllLines(PROCESSORS)) {
                if (line.startsWith("model name")) {
                    return line.substring(line.indexOf(':') + 1).strip();
                }
            }
        }
        return System.getProperty("os.arch");
    }

    private static Map<String, String> versions() throws IOException {
        try (InputStream in = Machine.class.getResourceAsStream("versions.properties")) {
            Properties versions = new Properties();
            versions.load(in);
            return strings(versions);
        }
    }

    private static Map<String, String> strings(Properties properties) {
        Map<String, String> strings = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> strings.put(name, properties.getProperty(name)));
        return strings;
    }

    /** Writes it beside {@code results}, so that they can be drawn elsewhere. */
    void write(Path results) throws IOException {
        Properties properties = new Properties();
        properties.putAll(facts);
        try (Writer out = Files.newBufferedWriter(beside(results))) {
            properties.store(out, "Where, when and with what the results were measured.");
        }
    }

    /** The machine that was written beside {@code results}; one of which nothing is known, if none was. */
    static Machine of(Path results) throws IOException {
        Path file = beside(results);
        if (!Files.exists(file)) {
            return new Machine(Map.of("Machine", "unknown: there is no " + file.getFileName() + " beside the results"));
        }
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            properties.load(in);
        }
        return new Machine(strings(properties));
    }

    private static Path beside(Path results) {
        return results.resolveSibling("machine.properties");
    }
}
