package dev.handfast.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file of results in JMH's JSON, to which harnesses that are not JMH's add theirs, so that all is in one place. */
final class ResultFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ResultFile() {}

    /** Adds {@code results} to those in {@code file}, which is made if there is none. */
    static void add(Path file, List<Samples> results) throws IOException {
        ArrayNode all = Files.exists(file) ? (ArrayNode) JSON.readTree(file.toFile()) : JSON.createArrayNode();
        for (Samples samples : results) {
            all.add(node(samples));
        }
        JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), all);
    }

    private static ObjectNode node(Samples samples) {
        ObjectNode node = JSON.createObjectNode();
        node.put("benchmark", samples.benchmark());
        node.put("mode", "ss");
        node.put("forks", samples.values().size());
        samples.params().forEach(node.putObject("params")::put);
        ObjectNode metric = node.putObject("primaryMetric");
        metric.put("score", samples.median());
        metric.put("scoreUnit", samples.unit());
        // JMH has a list for each fork.
        ArrayNode raw = metric.putArray("rawData");
        samples.values().forEach(value -> raw.addArray().add(value));
        node.putObject("secondaryMetrics");
        return node;
    }
}
